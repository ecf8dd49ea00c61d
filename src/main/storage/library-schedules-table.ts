import type { Database } from './database'
import { Statements } from './statements'

export interface Schedule {
  accountId: string
  uuid: string
  /** Epoch milliseconds. */
  at: number
}

/** When videos of the copy are to be published. */
export class LibrarySchedulesTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Those whose moment is before this one, the earliest first. */
  before(at: number): Schedule[] {
    const rows = this.database
      .prepare(
        `SELECT account_id AS accountId, uuid, scheduled_at AS at FROM library_videos WHERE scheduled_at <= ?
         ORDER BY scheduled_at, uuid`,
      )
      .all(at)
    return rows as Schedule[]
  }

  /** The first moment after this one; null: nothing is scheduled. */
  nextAfter(at: number): number | null {
    const row = this.database
      .prepare('SELECT min(scheduled_at) AS at FROM library_videos WHERE scheduled_at > ?')
      .get(at) as { at: number | null }
    return row.at
  }
}
