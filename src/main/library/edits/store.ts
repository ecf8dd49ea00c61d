import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import type { EditKind, EditParts, EditState, VideoChanges, VideoEdit } from '@shared/library/edit'
import { hasParts, NO_PARTS, toldFields } from '@shared/library/edit-changes'
import { transitionEdit, type EditEvent } from '@shared/library/edit-transition'
import { changedFields } from '@shared/library/same-fields'
import type { EditRecord, EditsTable } from '../../storage/edits-table'
import { canUndo, isPartly } from './undo'

export interface NewEdit {
  accountId: string
  uuid: string
  batchId: string | null
  kind: EditKind
  title: string
  state: EditState
  changes: VideoChanges
  base: VideoChanges
  parts?: EditParts
}

export interface EditStoreDeps {
  table: EditsTable
  transaction: <T>(work: () => T) => T
  now: () => number
  /** After each change that is on the disk. `areRowsOther`: what rows of the library say of their edits may be other. */
  changed: (areRowsOther: boolean) => void
}

/** The one door through which edits change; each call is one transaction, on the disk when it returns. */
export class EditStore {
  readonly table: EditsTable

  constructor(private readonly deps: EditStoreDeps) {
    this.table = deps.table
  }

  /** Throws `not-found`. */
  get(id: string): EditRecord {
    const edit = this.table.find(id)
    if (edit === null) throw new AppError('not-found', 'no such edit', { what: 'edit' })
    return edit
  }

  /** All of `work` is on the disk afterwards, or nothing. */
  together<T>(work: () => T): T {
    const result = this.deps.transaction(work)
    this.deps.changed(true)
    return result
  }

  /** Writes an edit whose state stays the same, such as one that somebody types. */
  keep(edit: EditRecord): EditRecord {
    const kept = this.deps.transaction(() => this.write(edit))
    this.deps.changed(false)
    return kept
  }

  /** Within `together`. */
  add(edit: NewEdit): EditRecord {
    const now = this.deps.now()
    return this.table.insert({
      parts: NO_PARTS,
      ...edit,
      id: randomUUID(),
      before: {},
      sentParts: [],
      createdAt: now,
      changedAt: now,
    })
  }

  /** Within `together`. */
  write(edit: EditRecord): EditRecord {
    const next = { ...edit, changedAt: this.deps.now() }
    this.table.update(next)
    return next
  }

  /** As the window sees it. */
  shown(edit: EditRecord): VideoEdit {
    const { seq: _seq, sentParts: _sentParts, ...shown } = edit
    return {
      ...shown,
      fields: toldFields(edit),
      canUndo: canUndo(edit),
      isPartly: isPartly(edit),
      isBehind: edit.state.name === 'waiting' && this.table.isBehind(edit.id),
      publishesAt: publishesAt(edit),
    }
  }

  /** What became of it; null: this can't happen in the state that it has by now, or it is gone. */
  happen(id: string, event: EditEvent): EditRecord | null {
    return this.happenAll([id], event)[0] ?? null
  }

  /** To all of them at once; those to which it can't happen are left out. */
  happenAll(ids: readonly string[], event: EditEvent): EditRecord[] {
    const changed = this.table.findMany(ids).flatMap((edit) => {
      const core = transitionEdit(edit, event)
      return core === null ? [] : [{ ...edit, ...core }]
    })
    return changed.length === 0 ? [] : this.together(() => changed.map((edit) => this.write(edit)))
  }
}

/** Epoch milliseconds; null also of a time that is half typed. */
function publishesAt({ changes: { schedule } }: Pick<EditRecord, 'changes'>): number | null {
  const at = schedule == null ? Number.NaN : Date.parse(schedule.updateAt)
  return Number.isNaN(at) ? null : at
}

/** Whether there is anything in it to send. */
export function isEmpty({ changes, parts }: Pick<EditRecord, 'changes' | 'parts'>): boolean {
  return changedFields(changes).length === 0 && !hasParts(parts)
}
