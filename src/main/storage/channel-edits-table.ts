import {
  channelChangesSchema,
  channelEditStateSchema,
  type ChannelEdit,
  type ChannelEditState,
} from '@shared/channels/channel-edit'
import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

export interface ChannelEditRecord extends ChannelEdit {
  /** The order in which they are sent. */
  seq: number
  /** A request that makes the channel may have arrived. */
  wasSent: boolean
}

const CORRUPT: ChannelEditState = {
  name: 'failed',
  failure: { code: 'internal', reason: null, field: null, status: null, detail: '' },
}

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text): z.infer<Schema> => schema.parse(JSON.parse(text)))

const rowSchema = z.object({
  id: z.string(),
  seq: z.number(),
  account_id: z.string(),
  channel_id: z.number().nullable(),
  name: z.string(),
  title: z.string(),
  state: json(channelEditStateSchema).catch(CORRUPT),
  changes: json(channelChangesSchema).catch({}),
  base: json(channelChangesSchema).catch({}),
  support_for_videos: z.number(),
  was_sent: z.number(),
  created_at: z.number(),
  changed_at: z.number(),
})

/** Forms of channels that their instances have not got. Callers hold the transaction. */
export class ChannelEditsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** At the end of the order, or in the place of what has its id. */
  put(edit: Omit<ChannelEditRecord, 'seq'> & { seq?: number }): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO channel_edits (id, seq, account_id, channel_id, name, title, state_name, state, changes,
           base, support_for_videos, was_sent, created_at, changed_at)
         VALUES (?, coalesce(?, (SELECT coalesce(max(seq), 0) + 1 FROM channel_edits)),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run([
        edit.id,
        edit.seq ?? null,
        edit.accountId,
        edit.channelId,
        edit.name,
        edit.title,
        edit.state.name,
        JSON.stringify(edit.state),
        JSON.stringify(edit.changes),
        JSON.stringify(edit.base),
        edit.supportForVideos ? 1 : 0,
        edit.wasSent ? 1 : 0,
        edit.createdAt,
        edit.changedAt,
      ])
  }

  delete(id: string): void {
    this.database.prepare('DELETE FROM channel_edits WHERE id = ?').run(id)
  }

  find(id: string): ChannelEditRecord | null {
    return this.read('WHERE id = ?', id)[0] ?? null
  }

  /** In the order of sending. */
  ofAccount(accountId: string): ChannelEditRecord[] {
    return this.read('WHERE account_id = ? ORDER BY seq', accountId)
  }

  /** Newest first. There are never many: an account has few channels. */
  all(): ChannelEditRecord[] {
    return this.read('ORDER BY seq DESC')
  }

  private read(where: string, ...values: string[]): ChannelEditRecord[] {
    return this.database
      .prepare(`SELECT * FROM channel_edits ${where}`)
      .all(...values)
      .map(recordOf)
  }
}

function recordOf(read: unknown): ChannelEditRecord {
  const row = rowSchema.parse(read)
  return {
    id: row.id,
    seq: row.seq,
    accountId: row.account_id,
    channelId: row.channel_id,
    name: row.name,
    title: row.title,
    state: row.state,
    changes: row.changes,
    base: row.base,
    supportForVideos: row.support_for_videos === 1,
    wasSent: row.was_sent === 1,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}
