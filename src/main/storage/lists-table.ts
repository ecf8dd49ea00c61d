import { z } from 'zod'
import type { ListRules } from '../library/channels/ports'
import type { Database } from './database'
import { Statements } from './statements'

/** How the copy of one account's channels and playlists stands. */
export interface ListsRecord {
  accountId: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Epoch milliseconds. */
  lastDoneAt: number | null
  error: string | null
  rules: ListRules
}

export const NO_RULES: ListRules = { maxChannels: null, avatarMaxBytes: null, bannerMaxBytes: null }

const rulesSchema = z.object({
  maxChannels: z.number().nullable(),
  avatarMaxBytes: z.number().nullable(),
  bannerMaxBytes: z.number().nullable(),
})

const rowSchema = z.object({
  account_id: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']).catch('failed'),
  last_done_at: z.number().nullable(),
  error: z.string().nullable(),
  rules: z.string(),
})

export class ListsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  find(accountId: string): ListsRecord | null {
    const row = this.database.prepare('SELECT * FROM library_lists WHERE account_id = ?').get(accountId)
    if (row === undefined) return null
    const { state, last_done_at: lastDoneAt, error, rules } = rowSchema.parse(row)
    const known = rulesSchema.safeParse(parseJson(rules))
    return { accountId, state, lastDoneAt, error, rules: known.success ? known.data : NO_RULES }
  }

  put({ accountId, state, lastDoneAt, error, rules }: ListsRecord): void {
    this.database
      .prepare(
        'INSERT OR REPLACE INTO library_lists (account_id, state, last_done_at, error, rules) VALUES (?, ?, ?, ?, ?)',
      )
      .run(accountId, state, lastDoneAt, error, JSON.stringify(rules))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
