import type { ChannelEditState } from '@shared/channels/channel-edit'
import { inTransaction, type Database } from '../../storage/database'
import { ChannelEditsTable, type ChannelEditRecord } from '../../storage/channel-edits-table'

/** The one door through which saved forms of channels change; each call is on the disk when it returns. */
export class ChannelEditStore {
  readonly table: ChannelEditsTable

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {
    this.table = new ChannelEditsTable(database)
  }

  put(edit: Omit<ChannelEditRecord, 'seq' | 'changedAt'> & { seq?: number }): void {
    inTransaction(this.database, () => {
      this.table.put({ ...edit, changedAt: this.now() })
    })
    this.changed()
  }

  delete(ids: readonly string[]): void {
    inTransaction(this.database, () => {
      for (const id of ids) this.table.delete(id)
    })
    this.changed()
  }

  /** Null: it is gone by now. */
  turn(id: string, state: ChannelEditState, wasSent?: boolean): ChannelEditRecord | null {
    const edit = this.table.find(id)
    if (edit === null) return null
    const next = { ...edit, state, wasSent: wasSent ?? edit.wasSent }
    this.put(next)
    return next
  }
}
