import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

const rowSchema = z.object({ asked_at: z.number() })

/** Videos whose instance was asked to make captions of what is said. */
export class CaptionRequestsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** When it was asked for, epoch milliseconds; null: it was not. */
  askedAt(accountId: string, uuid: string): number | null {
    const row = this.database
      .prepare('SELECT asked_at FROM caption_requests WHERE account_id = ? AND uuid = ?')
      .get(accountId, uuid)
    return row === undefined ? null : rowSchema.parse(row).asked_at
  }

  put(accountId: string, uuid: string, askedAt: number): void {
    this.database
      .prepare('INSERT OR REPLACE INTO caption_requests (account_id, uuid, asked_at) VALUES (?, ?, ?)')
      .run(accountId, uuid, askedAt)
  }

  remove(accountId: string, uuid: string): void {
    this.database
      .prepare('DELETE FROM caption_requests WHERE account_id = ? AND uuid = ?')
      .run(accountId, uuid)
  }
}
