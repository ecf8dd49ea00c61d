import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

/** Where the copying of one account stands; `next` is the start of the page that is asked for next. */
export interface SyncRecord {
  accountId: string
  /** Number of the pass, from 1. */
  pass: number
  state: 'running' | 'done' | 'failed' | 'cancelled'
  nextStart: number
  total: number | null
  read: number
  /** Epoch milliseconds. */
  begunAt: number
  lastDoneAt: number | null
  error: string | null
}

const rowSchema = z.object({
  account_id: z.string(),
  pass: z.number(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']).catch('failed'),
  next_start: z.number(),
  total: z.number().nullable(),
  read: z.number(),
  begun_at: z.number(),
  last_done_at: z.number().nullable(),
  error: z.string().nullable(),
})

export class LibrarySyncsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  find(accountId: string): SyncRecord | null {
    const row = this.database.prepare('SELECT * FROM library_syncs WHERE account_id = ?').get(accountId)
    return row === undefined ? null : fromRow(row)
  }

  put(record: SyncRecord): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO library_syncs
           (account_id, pass, state, next_start, total, read, begun_at, last_done_at, error)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        record.accountId,
        record.pass,
        record.state,
        record.nextStart,
        record.total,
        record.read,
        record.begunAt,
        record.lastDoneAt,
        record.error,
      )
  }
}

function fromRow(row: unknown): SyncRecord {
  const read = rowSchema.parse(row)
  return {
    accountId: read.account_id,
    pass: read.pass,
    state: read.state,
    nextStart: read.next_start,
    total: read.total,
    read: read.read,
    begunAt: read.begun_at,
    lastDoneAt: read.last_done_at,
    error: read.error,
  }
}
