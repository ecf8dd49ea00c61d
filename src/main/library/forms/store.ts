import type { ListFormState } from '@shared/library/list-form'
import { inTransaction, type Database } from '../../storage/database'
import { ListFormsTable, type ListFormRecord } from '../../storage/list-forms-table'

/** The one door through which saved forms change; each call is on the disk when it returns. */
export class ListFormStore {
  readonly table: ListFormsTable

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {
    this.table = new ListFormsTable(database)
  }

  put(form: Omit<ListFormRecord, 'seq' | 'changedAt'> & { seq?: number }): void {
    inTransaction(this.database, () => {
      this.table.put({ ...form, changedAt: this.now() })
    })
    this.changed()
  }

  delete(ids: readonly string[]): void {
    inTransaction(this.database, () => {
      for (const id of ids) this.table.delete(id)
    })
    this.changed()
  }

  /** A playlist's picture that came by our own change takes the place of the one that was seen before. */
  rebasePicture(accountId: string, target: string, before: string | null, now: string | null): void {
    for (const form of this.table.ofAccount(accountId)) {
      const isOnTop = form.changes.picture !== undefined && form.base.picture === before
      if (form.of === 'playlist' && form.target === target && isOnTop)
        this.put({ ...form, base: { ...form.base, picture: now } })
    }
  }

  /** @param sentBeside as in the record; left out: as it is. Null: the form is gone by now. */
  turn(id: string, state: ListFormState, sentBeside?: readonly string[] | null): ListFormRecord | null {
    const form = this.table.find(id)
    if (form === null) return null
    const next = { ...form, state, sentBeside: sentBeside === undefined ? form.sentBeside : sentBeside }
    this.put(next)
    return next
  }
}
