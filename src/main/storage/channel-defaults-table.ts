import { channelDefaultsSchema, type ChannelDefaults } from '@shared/uploads/draft'
import { readJson } from './accounts-table'
import type { Database } from './database'

/** What a person wants in each new draft of a channel. */
export class ChannelDefaultsTable {
  constructor(private readonly database: Database) {}

  find(accountId: string, channelId: number): ChannelDefaults | null {
    const row = this.database
      .prepare('SELECT defaults FROM channel_defaults WHERE account_id = ? AND channel_id = ?')
      .get(accountId, channelId)
    const text = (row as { defaults: string } | undefined)?.defaults ?? null
    return readJson(text, channelDefaultsSchema)
  }

  put(accountId: string, channelId: number, defaults: ChannelDefaults): void {
    this.database
      .prepare(
        `INSERT INTO channel_defaults (account_id, channel_id, defaults) VALUES (?, ?, ?)
         ON CONFLICT (account_id, channel_id) DO UPDATE SET defaults = excluded.defaults`,
      )
      .run(accountId, channelId, JSON.stringify(defaults))
  }

  delete(accountId: string, channelId: number): void {
    this.database
      .prepare('DELETE FROM channel_defaults WHERE account_id = ? AND channel_id = ?')
      .run(accountId, channelId)
  }
}
