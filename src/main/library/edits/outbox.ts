import { AppError } from '@shared/errors'
import type {
  CaptionChoices,
  ConflictSide,
  EditChoices,
  EditCounts,
  EditParts,
  EditRow,
  EditState,
  VideoEdit,
} from '@shared/library/edit'
import { isOpen } from '@shared/library/edit-transition'
import type { EditFilter } from '../../storage/edits-table'
import type { LibraryFields } from '../../storage/library-fields'
import { inParts, type Begun, type EditMaker } from './edit-maker'
import { seenOf } from './send-deletion'
import type { EditStore, NewEdit } from './store'
import { canUndo, undoOf, waitingEdit } from './undo'

export interface OutboxDeps {
  store: EditStore
  maker: EditMaker
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
    const { store } = this.deps
    const { total, edits } = store.table.page(request, request.offset, request.limit)
    return { total, counts: store.table.counts(request), rows: edits.map((edit) => rowOf(store.shown(edit))) }
  }

  edit(editId: string): VideoEdit {
    const { store } = this.deps
    return store.shown(store.get(editId))
  }

  /**
   * Takes back what was not sent, and puts back what was sent of edits that are not done; returns how many.
   * @param label of the batch that puts it back
   */
  async revoke(editIds: readonly string[], label = ''): Promise<number> {
    const { store, release, wake } = this.deps
    const partly: string[] = []
    const count = await inParts(editIds, (ids) => {
      const edits = store.table.findMany(ids).filter(({ state }) => canRevoke(state))
      const unsent = edits.filter((edit) => !canUndo(edit))
      partly.push(...edits.filter(canUndo).map(({ id }) => id))
      if (unsent.length === 0) return 0
      store.together(() => {
        for (const { id } of unsent) store.table.delete(id)
      })
      for (const { parts } of unsent) release(parts, null)
      // Later edits of the same videos waited for these.
      wake()
      return unsent.length
    })
    return partly.length === 0 ? count : count + (await this.undo(partly, { label })).count
  }

  retry(editIds: readonly string[]): Promise<number> {
    const { store, insist } = this.deps
    return inParts(editIds, (ids) => {
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
    if (before.kind === 'delete' && Object.values(choices).includes('server'))
      throw new AppError('invalid-input', 'a video is kept by taking its deletion back')
    const edit = store.happen(editId, { type: 'resolved', choices, captions, picture })
    if (edit === null) throw new AppError('not-allowed-now', 'this edit is in no conflict')
    release(before.parts, edit.parts)
    wake()
    return edit.state
  }

  /** Deletes videos; each is an edit that waits. */
  async deleteVideos(videos: readonly { accountId: string; uuid: string }[]): Promise<Begun> {
    const { copy, store, maker } = this.deps
    const edit = ({ accountId, uuid }: { accountId: string; uuid: string }): NewEdit | null => {
      const copied = copy.find(accountId, uuid)
      if (copied === null) return null
      const base = seenOf(store.table, copied)
      return { ...waitingEdit(accountId, uuid, copied.fields.title), kind: 'delete', base }
    }
    const isBatch = videos.length > 1
    return maker.make({ kind: 'delete', label: '', items: videos, edit, isBatch, replaced: [] })
  }

  /**
   * New edits with the values from before; one that was sent in part is gone, since the new one is what remains of it.
   * `isBatch`: in a batch of their own, however few they are; `label`: of that.
   */
  async undo(
    editIds: readonly string[],
    { isBatch = editIds.length > 1, label = '' }: { isBatch?: boolean; label?: string } = {},
  ): Promise<Begun> {
    const { table } = this.deps.store
    const replaced: string[] = []
    const undone = (id: string): NewEdit | null => {
      const edit = table.find(id)
      if (edit === null || !canUndo(edit)) return null
      if (edit.state.name !== 'done') replaced.push(id)
      return undoOf(edit)
    }
    return this.deps.maker.make({ kind: 'undo', label, items: editIds, edit: undone, isBatch, replaced })
  }
}

function rowOf(edit: VideoEdit): EditRow {
  const { changes: _changes, base: _base, before: _before, ...row } = edit
  return row
}

function canRevoke(state: EditState): boolean {
  return isOpen(state) || state.name === 'held' || state.name === 'planned' || state.name === 'refused'
}
