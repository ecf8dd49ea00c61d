import { AppError, type ErrorDetails } from '@shared/errors'
import type { EditParts, EditState, VideoChanges, VideoField } from '@shared/library/edit'
import { differences, NO_PARTS, withImplied } from '@shared/library/edit-changes'
import { changedFields, layOver } from '@shared/library/same-fields'
import { validateEdit } from '@shared/library/validate-edit'
import type { Problem } from '@shared/uploads/upload'
import { FALLBACK_LIMITS } from '../../intake/fallback-limits'
import { nextTurn } from '../../intake/turns'
import type { CopiedVideo, LibraryFields } from '../../storage/library-fields'
import type { EditAccounts, EditedCopy } from '../edits/ports'
import type { EditStore, NewEdit } from '../edits/store'
import type { VideoKey } from '../reader'

/** Edits of one transaction: none of them holds the event loop for long. */
const AT_ONCE = 25

export interface PlannerDeps {
  store: EditStore
  fields: LibraryFields
  copy: Pick<EditedCopy, 'refresh'>
  accounts: EditAccounts
  /** Asks the instance. */
  passwords: (accountId: string, uuid: string) => Promise<string[]>
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

/** Turns wishes into the planned edits of a batch, with what instances would refuse said beforehand. */
export class Planner {
  constructor(private readonly deps: PlannerDeps) {}

  /** Plans a few videos. Rejects with the signal's reason. */
  async plan(batchId: string, items: readonly PlanItem[], signal: AbortSignal): Promise<PlanOutcome[]> {
    const drafts: Draft[] = []
    for (const item of items) {
      signal.throwIfAborted()
      drafts.push(item.want === 'delete' ? this.deletion(batchId, item) : await this.draft(batchId, item))
    }
    for (let at = 0; at < drafts.length; at += AT_ONCE) {
      const edits = drafts.slice(at, at + AT_ONCE).flatMap(({ edit }) => (edit === null ? [] : [edit]))
      if (edits.length > 0) this.deps.store.together(() => edits.map((edit) => this.deps.store.add(edit)))
      await nextTurn()
    }
    return drafts.map(({ outcome }) => outcome)
  }

  private deletion(batchId: string, { accountId, uuid }: VideoKey): Draft {
    const video = this.deps.fields.find(accountId, uuid)
    if (video === null) return { edit: null, outcome: 'missing' }
    const blank = { accountId, uuid, batchId, kind: 'delete', title: video.fields.title } as const
    return { edit: { ...blank, state: { name: 'planned' }, changes: {}, base: {} }, outcome: 'planned' }
  }

  private async draft(batchId: string, item: ChangeItem): Promise<Draft> {
    const { accountId, uuid } = item
    const read = await this.read(item)
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
  private async read({
    accountId,
    uuid,
    needs,
  }: ChangeItem): Promise<{ video: CopiedVideo; unknown: boolean } | null> {
    const { fields, copy } = this.deps
    const isMissing = (video: CopiedVideo): boolean =>
      needs.some((field) => field !== 'passwords' && video.unknown.includes(field))
    let video = fields.find(accountId, uuid)
    if (video !== null && isMissing(video)) {
      await copy.refresh(accountId, uuid)
      video = fields.find(accountId, uuid)
    }
    if (video === null) return null
    const waiting = this.withWaiting(video)
    if (isMissing(video)) return { video: waiting, unknown: true }
    return needs.includes('passwords') ? this.withPasswords(waiting) : { video: waiting, unknown: false }
  }

  /** Edits that are on their way are taken for done: this one comes after them. */
  private withWaiting(video: CopiedVideo): CopiedVideo {
    const unsent = this.deps.store.table
      .unsentOf(video.accountId, video.uuid)
      .filter(({ state }) => state.name !== 'held')
    return { ...video, fields: unsent.reduce((all, { changes }) => layOver(all, changes), video.fields) }
  }

  private async withPasswords(video: CopiedVideo): Promise<{ video: CopiedVideo; unknown: boolean }> {
    try {
      const passwords = await this.deps.passwords(video.accountId, video.uuid)
      return { video: { ...video, fields: { ...video.fields, passwords } }, unknown: false }
    } catch (error) {
      // Offline, signed out, or a version without passwords: this video is refused, the others go on.
      if (error instanceof Error) return { video, unknown: true }
      throw error
    }
  }

  private sides(video: CopiedVideo, changes: VideoChanges): { changes: VideoChanges; base: VideoChanges } {
    const { features } = this.deps.accounts.knownChoices(video.accountId)?.limits ?? FALLBACK_LIMITS
    return withImplied(differences(video.fields, changes, features), video.fields)
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
