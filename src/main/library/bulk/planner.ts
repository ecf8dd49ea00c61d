import { AppError, ConnectionError, type ErrorDetails } from '@shared/errors'
import type { EditParts, EditState, VideoChanges, VideoField } from '@shared/library/edit'
import { differences, NO_PARTS, withImplied, type Sides } from '@shared/library/edit-changes'
import { changedFields, layOver } from '@shared/library/same-fields'
import { undoLosses } from '@shared/library/undo-losses'
import { validateEdit } from '@shared/library/validate-edit'
import { COMMENTS } from '@shared/uploads/draft-values'
import type { Problem } from '@shared/uploads/upload'
import { FALLBACK_LIMITS } from '../../intake/fallback-limits'
import { mapLimited, nextTurn } from '../../intake/turns'
import type { CopiedVideo, LibraryFields } from '../../storage/library-fields'
import type { EditAccounts } from '../edits/ports'
import { seenOf } from '../edits/send-deletion'
import type { EditStore, NewEdit } from '../edits/store'
import { withWaiting } from '../edits/with-waiting'
import type { VideoKey } from '../reader'

/** Edits of one transaction: none of them holds the event loop for long. */
const AT_ONCE = 25
/** Videos that are read at the same time; how fast they may be asked for is each instance's pacing. */
const READ_AT_ONCE = 4

export interface PlannerDeps {
  store: EditStore
  fields: LibraryFields
  accounts: EditAccounts
  /** Reads these fields of a video into the copy; false: nobody can be asked. Rejects with the signal's reason. */
  readFields: (
    accountId: string,
    uuid: string,
    wanted: readonly VideoField[],
    signal: AbortSignal,
  ) => Promise<boolean>
  /** Asks the instance. */
  passwords: (accountId: string, uuid: string, signal: AbortSignal) => Promise<string[]>
  now: () => number
}

/** What is wanted of one video; `problems`: what of it meant nothing. */
export interface Wanted {
  changes: VideoChanges
  playlists?: EditParts['playlists']
  problems?: Problem[]
}

export interface ChangeItem extends VideoKey {
  /** Fields that have to be known before anything can be said. */
  needs: readonly VideoField[]
  /** Given the video as it is to be before this edit, with everything that waits laid over it. */
  want: (video: CopiedVideo) => Wanted
}

export type PlanItem = ChangeItem | (VideoKey & { want: 'delete' })

/** A video that was planned for; `unchanged`: nothing of it becomes different, so it has no edit. */
export type PlanOutcome = 'planned' | 'refused' | 'unchanged' | 'missing'

type Draft =
  { edit: NewEdit; outcome: 'planned' | 'refused' } | { edit: null; outcome: 'unchanged' | 'missing' }

/** One plan while it is made. */
export interface PlanRun {
  batchId: string
  signal: AbortSignal
  /** Accounts that can't be asked: they are not asked for each of thousands of videos. */
  silent: Set<string>
  /** Planned edits that no undo brings back whole. */
  lossy: number
  /** After each video; `wasAsked`: its instance was asked for it. */
  looked: (wasAsked: boolean) => void
}

/** Turns wishes into the planned edits of a batch, with what instances would refuse said beforehand. */
export class Planner {
  constructor(private readonly deps: PlannerDeps) {}

  /** Plans a few videos. Rejects with the signal's reason. */
  async plan(run: PlanRun, items: readonly PlanItem[]): Promise<PlanOutcome[]> {
    const drafts = await mapLimited(items, READ_AT_ONCE, async (item) => {
      run.signal.throwIfAborted()
      return item.want === 'delete' ? this.deletion(run, item) : this.draft(run, item)
    })
    for (let at = 0; at < drafts.length; at += AT_ONCE) {
      const edits = drafts.slice(at, at + AT_ONCE).flatMap(({ edit }) => (edit === null ? [] : [edit]))
      run.lossy += edits.filter(({ state, parts = NO_PARTS, ...edit }) => {
        return state.name === 'planned' && undoLosses({ ...edit, parts }).length > 0
      }).length
      if (edits.length > 0) this.deps.store.together(() => edits.map((edit) => this.deps.store.add(edit)))
      await nextTurn()
    }
    return drafts.map(({ outcome }) => outcome)
  }

  private deletion({ batchId, looked }: PlanRun, { accountId, uuid }: VideoKey): Draft {
    looked(false)
    const video = this.deps.fields.find(accountId, uuid)
    if (video === null) return { edit: null, outcome: 'missing' }
    const blank = { accountId, uuid, batchId, kind: 'delete', title: video.fields.title } as const
    const base = seenOf(this.deps.store.table, video)
    return { edit: { ...blank, state: { name: 'planned' }, changes: {}, base }, outcome: 'planned' }
  }

  private async draft(run: PlanRun, item: ChangeItem): Promise<Draft> {
    const { accountId, uuid } = item
    const { batchId } = run
    const read = await this.read(run, item)
    if (read === null) return { edit: null, outcome: 'missing' }
    const blank = { accountId, uuid, batchId, kind: 'change', title: read.video.fields.title } as const
    if (read.unknown) {
      const state: EditState = { name: 'refused', problems: [], reason: 'not-read' }
      return { edit: { ...blank, state, changes: {}, base: {} }, outcome: 'refused' }
    }
    const { video } = read
    const wanted = item.want(video)
    const sides = this.sides(video, wanted.changes)
    const playlists = wanted.playlists ?? NO_PARTS.playlists
    const parts = { ...NO_PARTS, playlists }
    const problems = [...(wanted.problems ?? []), ...this.problems(video, sides.changes, parts)]
    const isVoid = changedFields(sides.changes).length + playlists.add.length + playlists.remove.length === 0
    if (isVoid && problems.length === 0) return { edit: null, outcome: 'unchanged' }
    const state: EditState =
      problems.length === 0 ? { name: 'planned' } : { name: 'refused', problems, reason: 'problems' }
    return {
      edit: { ...blank, state, ...sides, parts },
      outcome: state.name === 'planned' ? 'planned' : 'refused',
    }
  }

  /** Null: not in the copy. Asks the instance for what the copy does not know. */
  private async read(
    run: PlanRun,
    { accountId, uuid, needs }: ChangeItem,
  ): Promise<{ video: CopiedVideo; unknown: boolean } | null> {
    const { fields, readFields } = this.deps
    const missingOf = (video: CopiedVideo): VideoField[] =>
      needs.filter(
        (field) => field !== 'passwords' && video.unknown.includes(field) && this.isTold(accountId, field),
      )
    const isMissing = (video: CopiedVideo): boolean => missingOf(video).length > 0
    let video = fields.find(accountId, uuid)
    const missing = video === null || run.silent.has(accountId) ? [] : missingOf(video)
    const isAsked = missing.length > 0
    if (isAsked) {
      if (!(await readFields(accountId, uuid, missing, run.signal))) run.silent.add(accountId)
      video = fields.find(accountId, uuid)
    }
    const needsPasswords = video !== null && needs.includes('passwords') && !isMissing(video)
    const read = needsPasswords && video !== null ? await this.withPasswords(run, video) : video
    run.looked(isAsked || needsPasswords)
    if (video === null) return null
    const shown = withWaiting(this.deps.store.table, read ?? video)
    return { video: shown, unknown: read === null || isMissing(video) }
  }

  /** What a version lacks is not waited for: the checks refuse it, where it is to be changed. */
  private isTold(accountId: string, field: VideoField): boolean {
    if (field !== 'playerTheme' && field !== 'embedPrivacy') return true
    return this.deps.accounts.knownChoices(accountId)?.limits.features[field] ?? true
  }

  /** Null: nobody tells them. */
  private async withPasswords({ signal, silent }: PlanRun, video: CopiedVideo): Promise<CopiedVideo | null> {
    try {
      if (silent.has(video.accountId)) return null
      const passwords = await this.deps.passwords(video.accountId, video.uuid, signal)
      return { ...video, fields: { ...video.fields, passwords } }
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof ConnectionError) silent.add(video.accountId)
      // Offline, signed out, or a version without passwords: this video is refused, the others go on.
      if (error instanceof Error) return null
      throw error
    }
  }

  private sides(video: CopiedVideo, changes: VideoChanges): Sides {
    const limits = this.deps.accounts.knownChoices(video.accountId)?.limits ?? null
    const { features } = limits ?? FALLBACK_LIMITS
    const sides = differences(video.fields, changes, features)
    // Where it is not known, approval would be kept as “everybody”: no difference, but not what was wanted either.
    const isUnheard =
      limits !== null && !features.commentsPolicy && changes.commentsPolicy === COMMENTS.requiresApproval
    if (isUnheard) {
      sides.changes.commentsPolicy = changes.commentsPolicy
      sides.base.commentsPolicy = video.fields.commentsPolicy
    }
    return withImplied(sides, video.fields, video.unknown)
  }

  /** None while the instance was never asked for its limits: it has the last word anyway. */
  private problems(video: CopiedVideo, changes: VideoChanges, parts: EditParts): Problem[] {
    const choices = this.deps.accounts.knownChoices(video.accountId)
    if (choices === null) return []
    const fields = layOver(video.fields, changes)
    const edit = { fields, changed: changedFields(changes), parts, isLive: video.isLive }
    return validateEdit(edit, choices, this.deps.now())
  }
}

/** What stopped a plan, as the window is told. */
export function troubleOf(error: unknown): { code: string; details: ErrorDetails } {
  if (error instanceof AppError) return { code: error.code, details: error.details }
  return { code: 'internal', details: {} }
}
