import { playlistChangeSchema, type PlaylistChange, type RefusedChange } from '@shared/playlists/playlist'
import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

/** A change of one playlist that is not done yet. */
export interface StoredChange {
  id: number
  accountId: string
  playlistUuid: string
  change: PlaylistChange
  /** `sent`: its answer is due, or was lost. */
  state: 'waiting' | 'sent' | 'refused'
  error: string
  detail: string
}

const rowSchema = z.object({
  id: z.number(),
  account_id: z.string(),
  playlist_uuid: z.string(),
  change: z.string(),
  state: z.enum(['waiting', 'sent', 'refused']).catch('refused'),
  error: z.string().nullable(),
  detail: z.string().nullable(),
})

/** Changes of playlists in the order in which they were made. Callers hold the transaction. */
export class PlaylistChangesTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  add(accountId: string, playlistUuid: string, changes: readonly PlaylistChange[]): void {
    const insert = this.database.prepare(
      `INSERT INTO playlist_changes (account_id, playlist_uuid, change, state) VALUES (?, ?, ?, 'waiting')`,
    )
    for (const change of changes) insert.run(accountId, playlistUuid, JSON.stringify(change))
  }

  /** Of one playlist, oldest first. */
  of(accountId: string, playlistUuid: string): StoredChange[] {
    return this.read('WHERE account_id = ? AND playlist_uuid = ? ORDER BY id', accountId, playlistUuid)
  }

  /** The oldest one of an account that is to be sent; null: none. */
  next(accountId: string): StoredChange | null {
    return this.read(`WHERE account_id = ? AND state <> 'refused' ORDER BY id LIMIT 1`, accountId)[0] ?? null
  }

  find(id: number): StoredChange | null {
    return this.read('WHERE id = ?', id)[0] ?? null
  }

  refused(accountId: string, playlistUuid: string): RefusedChange[] {
    return this.of(accountId, playlistUuid)
      .filter(({ state }) => state === 'refused')
      .map(({ id, change, error, detail }) => ({ id, change, error, detail }))
  }

  setState(id: number, state: StoredChange['state'], error: string | null, detail: string | null): void {
    this.database
      .prepare('UPDATE playlist_changes SET state = ?, error = ?, detail = ? WHERE id = ?')
      .run(state, error, detail, id)
  }

  remove(id: number): void {
    this.database.prepare('DELETE FROM playlist_changes WHERE id = ?').run(id)
  }

  /** Lets go what was not sent yet. */
  removeWaiting(accountId: string, playlistUuid: string): void {
    this.database
      .prepare(
        `DELETE FROM playlist_changes WHERE account_id = ? AND playlist_uuid = ? AND state = 'waiting'`,
      )
      .run(accountId, playlistUuid)
  }

  private read(where: string, ...values: (string | number)[]): StoredChange[] {
    const rows = this.database.prepare(`SELECT * FROM playlist_changes ${where}`).all(...values)
    return rows.flatMap((row) => {
      const { account_id: accountId, playlist_uuid: playlistUuid, ...read } = rowSchema.parse(row)
      const change = playlistChangeSchema.safeParse(JSON.parse(read.change))
      if (!change.success) return []
      return [
        {
          id: read.id,
          accountId,
          playlistUuid,
          change: change.data,
          state: read.state,
          error: read.error ?? '',
          detail: read.detail ?? '',
        },
      ]
    })
  }
}
