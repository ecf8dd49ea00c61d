import { liveDetailsSchema, type LiveDetails } from '@shared/live/live'
import { readJson } from './accounts-table'
import type { Database } from './database'

export class LiveDetailsTable {
  constructor(private readonly database: Database) {}

  find(accountId: string, uuid: string): LiveDetails | null {
    const row = this.database
      .prepare('SELECT details FROM live_details WHERE account_id = ? AND uuid = ?')
      .get(accountId, uuid)
    return readJson((row as { details: string } | undefined)?.details ?? null, liveDetailsSchema)
  }

  /** Those of an account that were read once, with their names. */
  known(accountId: string): { uuid: string; name: string }[] {
    return this.database
      .prepare(
        `SELECT uuid, name FROM live_details JOIN library_videos USING (account_id, uuid) WHERE account_id = ?`,
      )
      .all(accountId) as { uuid: string; name: string }[]
  }

  /**
   * Nothing happens while the library has no such video, and where what it has was asked for later: an answer may come
   * late. A clock that was set back (`now` in epoch milliseconds) is no reason to refuse what is read.
   */
  put(accountId: string, uuid: string, details: LiveDetails, now: number): void {
    this.database
      .prepare(
        `INSERT INTO live_details (account_id, uuid, details)
         SELECT account_id, uuid, ? FROM library_videos WHERE account_id = ? AND uuid = ?
         ON CONFLICT (account_id, uuid) DO UPDATE SET details = excluded.details
           WHERE json_extract(details, '$.readAt') NOT BETWEEN ? AND ?`,
      )
      .run(JSON.stringify(details), accountId, uuid, details.readAt + 1, now)
  }
}
