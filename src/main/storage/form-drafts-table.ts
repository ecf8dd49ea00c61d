import type { Database } from './database'
import { Statements } from './statements'

/** What was typed into forms and is not saved yet: it outlives the page, and the app. */
export class FormDraftsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Null: nothing is kept. */
  get(accountId: string, key: string): string | null {
    const row = this.database
      .prepare('SELECT value FROM form_drafts WHERE account_id = ? AND key = ?')
      .get(accountId, key) as { value: string } | undefined
    return row?.value ?? null
  }

  put(accountId: string, key: string, value: string, now: number): void {
    this.database
      .prepare('INSERT OR REPLACE INTO form_drafts (account_id, key, value, saved_at) VALUES (?, ?, ?, ?)')
      .run(accountId, key, value, now)
  }

  remove(accountId: string, key: string): void {
    this.database.prepare('DELETE FROM form_drafts WHERE account_id = ? AND key = ?').run(accountId, key)
  }
}
