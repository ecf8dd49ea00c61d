import type { EditParts } from '@shared/library/edit'
import { NO_PARTS } from '@shared/library/edit-changes'
import { isOpen } from '@shared/library/edit-transition'
import { changedFields, pickFields } from '@shared/library/same-fields'
import type { EditRecord } from '../../storage/edits-table'
import { partKey } from './parts'
import type { NewEdit } from './store'

/** Not done, but the server took some of it. */
export function isPartly({ state, sentParts }: Pick<EditRecord, 'state' | 'sentParts'>): boolean {
  return isOpen(state) && sentParts.some((key) => key !== partKey.compared)
}

/**
 * Done, or sent in part: what it did can be put back. Pictures, captions and deletions can't: the instance does not give
 * them out as they were. `EditsTable.partlyOf` finds the same ones.
 */
export function canUndo(edit: EditRecord): boolean {
  const { state, kind, before } = edit
  if ((state.name !== 'done' && !isOpen(state)) || kind !== 'change') return false
  const { add, remove } = takenPlaylists(edit)
  return changedFields(before).length + add.length + remove.length > 0
}

/** The edit that puts back what this one did: what it put there is now what was seen. */
export function undoOf(edit: EditRecord): NewEdit {
  const { accountId, uuid, title, changes, before } = edit
  const { add, remove } = takenPlaylists(edit)
  return {
    ...waitingEdit(accountId, uuid, title),
    changes: before,
    base: pickFields(changes, changedFields(before)),
    parts: { ...NO_PARTS, playlists: { add: remove, remove: add } },
  }
}

/** One that changes nothing yet, and is to be sent. */
export function waitingEdit(accountId: string, uuid: string, title: string): NewEdit {
  const state = { name: 'waiting', note: null, attempts: 0, retryAt: null } as const
  return { accountId, uuid, title, batchId: null, kind: 'change', state, changes: {}, base: {} }
}

/** Which of its playlists the server took. */
function takenPlaylists({ state, parts, sentParts }: EditRecord): EditParts['playlists'] {
  const { add, remove } = parts.playlists
  if (state.name === 'done') return { add, remove }
  return {
    add: add.filter((id) => sentParts.includes(partKey.add(id))),
    remove: remove.filter((id) => sentParts.includes(partKey.remove(id))),
  }
}
