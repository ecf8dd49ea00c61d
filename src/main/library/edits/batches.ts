import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import type { EditCounts, EditState, VideoChanges } from '@shared/library/edit'
import { hasParts, NO_PARTS, withImplied, withoutVoid } from '@shared/library/edit-changes'
import { changedFields, layOver, omitFields, pickFields } from '@shared/library/same-fields'
import { validateEdit } from '@shared/library/validate-edit'
import { PRIVACY } from '@shared/uploads/draft-values'
import { nextTurn } from '../../intake/turns'
import type { EditBatch } from '../../storage/batches-table'
import type { BatchStore } from './batch-store'
import type { Held } from './held'
import type { Outbox } from './outbox'
import type { EditAccounts } from './ports'
import type { EditStore, NewEdit } from './store'

/** What a batch makes of one video. */
export interface PlannedEdit {
  accountId: string
  uuid: string
  changes: VideoChanges
  playlists?: { add: number[]; remove: number[] }
  /** The whole video is deleted; nothing else of this counts. */
  isDeletion?: boolean
}

export interface PlanResult {
  planned: number
  refused: number
  /** Nothing would become different: no edit was made. */
  same: number
}

/** `refused.reason` of an edit; with `problems` the reason is in them. */
export const REFUSALS = ['not-found', 'not-read-yet', 'problems'] as const

/** What whoever makes many edits at once needs; see docs/spec/library-edits.md. */
export interface EditBatches {
  /** Begins a batch of which nothing is sent yet. `kind` and `label` are the caller's own. */
  create(batch: { kind: string; label: string }): string
  /**
   * Adds edits to a batch that is being planned: valid ones as `planned`, others as `refused`. `base` is what the copy
   * has under everything that waits. `unseen`: what becomes of fields whose value is not known yet; `overwrite` sends
   * them whatever the instance has.
   */
  plan(
    batchId: string,
    edits: readonly PlannedEdit[],
    unseen: 'refuse' | 'overwrite',
    signal?: AbortSignal,
  ): Promise<PlanResult>
  /** Sends what is planned. Refused ones stay, to be read. */
  run(batchId: string): Promise<void>
  pause(batchId: string): void
  resume(batchId: string): void
  /** Takes back what is not sent; the batch goes when nothing is left of it. Answers how many were taken back. */
  revoke(batchId: string): Promise<number>
  retryFailed(batchId: string): Promise<number>
  /** A new batch, running, that puts back what is done; null: there is nothing to put back. */
  undo(batchId: string): Promise<{ batchId: string | null; count: number }>
  counts(batchId: string): EditCounts
  /** Null: no such batch (any more). */
  find(batchId: string): EditBatch | null
  /** Newest first. */
  list(limit: number): EditBatch[]
}

/** One transaction's worth; all of main waits meanwhile. */
const AT_ONCE = 25
const IDS_AT_ONCE = 500

export interface BatchesDeps {
  store: EditStore
  batches: BatchStore
  held: Held
  outbox: Outbox
  accounts: EditAccounts
  now: () => number
  wake: () => void
}

export class Batches implements EditBatches {
  constructor(private readonly deps: BatchesDeps) {}

  create({ kind, label }: { kind: string; label: string }): string {
    const id = randomUUID()
    this.deps.batches.create({ id, kind, label, state: 'planning' })
    return id
  }

  async plan(
    batchId: string,
    edits: readonly PlannedEdit[],
    unseen: 'refuse' | 'overwrite',
    signal?: AbortSignal,
  ): Promise<PlanResult> {
    this.inState(batchId, 'planning')
    const result: PlanResult = { planned: 0, refused: 0, same: 0 }
    for (let at = 0; at < edits.length; at += AT_ONCE) {
      await nextTurn()
      signal?.throwIfAborted()
      const made = edits.slice(at, at + AT_ONCE).map((edit) => this.make(batchId, edit, unseen))
      const kept = made.filter((edit) => edit !== null)
      this.deps.store.together(() => {
        for (const edit of kept) this.deps.store.add(edit)
      })
      result.same += made.length - kept.length
      for (const { state } of kept) result[state.name === 'planned' ? 'planned' : 'refused'] += 1
    }
    return result
  }

  async run(batchId: string): Promise<void> {
    this.inState(batchId, 'planning')
    // It runs from the first edit on: one that was interrupted here goes on with the next `run`.
    const { store, batches, wake } = this.deps
    for (const ids of this.idsOf(batchId, ['planned'])) {
      store.happenAll(ids, { type: 'run' })
      await nextTurn()
    }
    batches.setState(batchId, 'running')
    wake()
  }

  pause(batchId: string): void {
    this.inState(batchId, 'running')
    this.deps.batches.setState(batchId, 'paused')
  }

  resume(batchId: string): void {
    this.inState(batchId, 'paused')
    this.deps.batches.setState(batchId, 'running')
    this.deps.wake()
  }

  async revoke(batchId: string): Promise<number> {
    const { outbox, batches, store } = this.deps
    let count = 0
    for (const ids of this.idsOf(batchId, ['planned', 'refused', 'waiting', 'conflict', 'failed']))
      count += await outbox.revoke(ids)
    if (store.table.page({ states: [], accountId: null, batchId }, 0, 1).total === 0) batches.delete(batchId)
    return count
  }

  async retryFailed(batchId: string): Promise<number> {
    let count = 0
    for (const ids of this.idsOf(batchId, ['failed'])) count += await this.deps.outbox.retry(ids)
    return count
  }

  undo(batchId: string): Promise<{ batchId: string | null; count: number }> {
    return this.deps.outbox.undo([...this.idsOf(batchId, ['done'])].flat())
  }

  counts(batchId: string): EditCounts {
    return this.deps.store.table.counts({ accountId: null, batchId })
  }

  find(batchId: string): EditBatch | null {
    return this.deps.batches.find(batchId)
  }

  list(limit: number): EditBatch[] {
    return this.deps.batches.list(limit)
  }

  private *idsOf(batchId: string, states: readonly EditState['name'][]): Generator<string[]> {
    const all = states.flatMap((state) => this.deps.store.table.idsOfBatch(batchId, state))
    for (let at = 0; at < all.length; at += IDS_AT_ONCE) yield all.slice(at, at + IDS_AT_ONCE)
  }

  /** Throws `not-found`, `not-allowed-now`. */
  private inState(batchId: string, state: EditBatch['state']): void {
    const batch = this.find(batchId)
    if (batch === null) throw new AppError('not-found', 'no such batch', { what: 'batch' })
    if (batch.state !== state) throw new AppError('not-allowed-now', `this batch is ${batch.state}`)
  }

  private make(batchId: string, wanted: PlannedEdit, unseen: 'refuse' | 'overwrite'): NewEdit | null {
    const { accountId, uuid } = wanted
    const kind = wanted.isDeletion === true ? 'delete' : 'change'
    const start = { accountId, uuid, batchId, kind, title: '', changes: {}, base: {} } as const
    const refuse = (reason: string): NewEdit => ({
      ...start,
      changes: wanted.changes,
      state: { name: 'refused', problems: [], reason },
    })
    const video = this.deps.held.findOrNull(accountId, uuid)
    if (video === null) return refuse('not-found')
    const titled = { ...start, title: video.copied.fields.title }
    if (kind === 'delete') return { ...titled, state: { name: 'planned' } }

    const shown = this.deps.held.waitingFields(video)
    const { unknown } = video.copied
    const fields = changedFields(wanted.changes)
    const isProtected = shown.privacy === PRIVACY.passwordProtected
    const unread = fields.filter((field) => unknown.includes(field) && (field !== 'passwords' || isProtected))
    if (unread.length > 0 && unseen === 'refuse') return { ...refuse('not-read-yet'), title: titled.title }
    const seen = pickFields(
      shown,
      fields.filter((field) => !unread.includes(field)),
    )
    const known = withoutVoid(
      { changes: wanted.changes, base: seen },
      shown,
      this.deps.held.features(accountId),
    )
    // Nobody knows whether these are void.
    const changes = { ...known.changes, ...pickFields(wanted.changes, unread) }
    const sides = withImplied({ changes, base: known.base }, shown)
    const parts = { ...NO_PARTS, playlists: wanted.playlists ?? NO_PARTS.playlists }
    if (changedFields(sides.changes).length === 0 && !hasParts(parts)) return null
    const edit = { ...titled, changes: sides.changes, base: omitFields(sides.base, unread), parts }
    return { ...edit, state: this.judge(edit, layOver(shown, sides.changes), video.copied.isLive) }
  }

  private judge(edit: Omit<NewEdit, 'state'>, fields: ReturnType<Held['shown']>, isLive: boolean): EditState {
    const choices = this.deps.accounts.knownChoices(edit.accountId)
    if (choices === null) return { name: 'planned' }
    const changed = changedFields(edit.changes)
    const check = { fields, changed, parts: edit.parts ?? NO_PARTS, isLive }
    const problems = validateEdit(check, choices, this.deps.now())
    return problems.length === 0 ? { name: 'planned' } : { name: 'refused', problems, reason: 'problems' }
  }
}
