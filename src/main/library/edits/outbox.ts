import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import type {
  CaptionChoices,
  ConflictSide,
  EditChoices,
  EditCounts,
  EditParts,
  EditRow,
  EditState,
  VideoChanges,
  VideoEdit,
} from '@shared/library/edit'
import { NO_PARTS } from '@shared/library/edit-changes'
import { isOpen } from '@shared/library/edit-transition'
import { changedFields, pickFields } from '@shared/library/same-fields'
import { nextTurn } from '../../intake/turns'
import type { EditFilter, EditRecord } from '../../storage/edits-table'
import type { LibraryFields } from '../../storage/library-fields'
import type { BatchStore } from './batch-store'
import { canUndo, shownEdit, type EditStore, type NewEdit } from './store'

/** Rows of one transaction: none of them holds the event loop for long. */
const AT_ONCE = 25

export interface OutboxDeps {
  store: EditStore
  batches: BatchStore
  copy: LibraryFields
  release: (before: EditParts, after: EditParts | null) => void
  /** There is something to send. */
  wake: () => void
  /** A person wants it now. */
  insist: () => void
}

/** What waits, conflicts, failed or is done, and what a person does about it. */
export class Outbox {
  constructor(private readonly deps: OutboxDeps) {}

  page(request: EditFilter & { offset: number; limit: number }): {
    total: number
    counts: EditCounts
    rows: EditRow[]
  } {
    const { table } = this.deps.store
    const { total, edits } = table.page(request, request.offset, request.limit)
    return { total, counts: table.counts(request), rows: edits.map(rowOf) }
  }

  edit(editId: string): VideoEdit {
    return shownEdit(this.deps.store.get(editId))
  }

  /** Takes back what was not sent; returns how many. */
  revoke(editIds: readonly string[]): Promise<number> {
    const { store, release, wake } = this.deps
    return this.inParts(editIds, (ids) => {
      const edits = store.table.findMany(ids).filter(({ state }) => canRevoke(state))
      store.together(() => {
        for (const { id } of edits) store.table.delete(id)
      })
      for (const { parts } of edits) release(parts, null)
      // Later edits of the same videos waited for these.
      wake()
      return edits.length
    })
  }

  retry(editIds: readonly string[]): Promise<number> {
    const { store, insist } = this.deps
    return this.inParts(editIds, (ids) => {
      const retried = store.happenAll(ids, { type: 'retried' })
      insist()
      return retried.length
    })
  }

  /** Throws `not-allowed-now` when it is in no conflict. */
  resolve(
    editId: string,
    choices: EditChoices,
    captions: CaptionChoices = {},
    picture: ConflictSide | null = null,
  ): EditState {
    const { store, wake, release } = this.deps
    const before = store.get(editId)
    const edit = store.happen(editId, { type: 'resolved', choices, captions, picture })
    if (edit === null) throw new AppError('not-allowed-now', 'this edit is in no conflict')
    release(before.parts, edit.parts)
    wake()
    return edit.state
  }

  /** Deletes videos; each is an edit that waits. */
  async deleteVideos(
    videos: readonly { accountId: string; uuid: string }[],
  ): Promise<{ batchId: string | null; count: number }> {
    const { copy } = this.deps
    return this.begin('delete', videos, ({ accountId, uuid }) => {
      const copied = copy.find(accountId, uuid)
      if (copied === null) return null
      return { ...blank(accountId, uuid, copied.fields.title), kind: 'delete' }
    })
  }

  /** New edits with the values from before; `isBatch`: in a batch of their own, however few they are. */
  async undo(
    editIds: readonly string[],
    isBatch = editIds.length > 1,
  ): Promise<{ batchId: string | null; count: number }> {
    const { table } = this.deps.store
    const undone = (id: string): NewEdit | null => {
      const edit = table.find(id)
      return edit === null || !canUndo(edit) ? null : undoOf(edit)
    }
    return this.begin('undo', editIds, undone, isBatch)
  }

  /** One edit alone belongs to no batch. */
  private async begin<Item>(
    kind: string,
    items: readonly Item[],
    make: (item: Item) => NewEdit | null,
    isBatch = items.length > 1,
  ): Promise<{ batchId: string | null; count: number }> {
    const { store, batches, wake } = this.deps
    const batchId = isBatch ? randomUUID() : null
    if (batchId !== null) batches.create({ id: batchId, kind, label: '', state: 'running' })
    const count = await this.inParts(items, (some) => {
      const edits = some.map(make).filter((edit) => edit !== null)
      store.together(() => {
        for (const edit of edits) store.add({ ...edit, batchId })
      })
      return edits.length
    })
    wake()
    return { batchId, count }
  }

  private async inParts<Item>(items: readonly Item[], work: (some: Item[]) => number): Promise<number> {
    let count = 0
    for (let at = 0; at < items.length; at += AT_ONCE) {
      if (at > 0) await nextTurn()
      count += work(items.slice(at, at + AT_ONCE))
    }
    return count
  }
}

function rowOf(edit: EditRecord): EditRow {
  const { changes: _changes, base: _base, before: _before, ...row } = shownEdit(edit)
  return row
}

function canRevoke(state: EditState): boolean {
  return isOpen(state) || state.name === 'held' || state.name === 'planned' || state.name === 'refused'
}

function blank(accountId: string, uuid: string, title: string): NewEdit {
  const state = { name: 'waiting', note: null, attempts: 0, retryAt: null } as const
  const nothing: VideoChanges = {}
  return { accountId, uuid, title, batchId: null, kind: 'change', state, changes: nothing, base: nothing }
}

/** What it put there is now what was seen. */
function undoOf(edit: EditRecord): NewEdit {
  const { accountId, uuid, title, changes, before, parts } = edit
  const { add, remove } = parts.playlists
  return {
    ...blank(accountId, uuid, title),
    changes: before,
    base: pickFields(changes, changedFields(before)),
    parts: { ...NO_PARTS, playlists: { add: remove, remove: add } },
  }
}
