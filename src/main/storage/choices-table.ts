import { accountChoicesSchema, type AccountChoices } from '@shared/accounts/choices'
import { readJson } from './accounts-table'
import type { Database } from './database'

/** What each account's server offered when it was last asked; makes the form work offline. */
export class ChoicesTable {
  constructor(private readonly database: Database) {}

  find(accountId: string): AccountChoices | null {
    const row = this.database
      .prepare('SELECT choices FROM account_choices WHERE account_id = ?')
      .get(accountId)
    const text = (row as { choices: string } | undefined)?.choices ?? null
    return readJson(text, accountChoicesSchema)
  }

  put(accountId: string, choices: AccountChoices): void {
    this.database
      .prepare(
        `INSERT INTO account_choices (account_id, choices, fetched_at) VALUES (?, ?, ?)
         ON CONFLICT (account_id) DO UPDATE SET choices = excluded.choices, fetched_at = excluded.fetched_at`,
      )
      .run(accountId, JSON.stringify(choices), choices.fetchedAt)
  }
}
