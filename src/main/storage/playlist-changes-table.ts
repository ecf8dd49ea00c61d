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
  /** Epoch milliseconds; null: made before this was kept. */
  madeAt: number | null
  /** What the playlist was called that is gone; null: it is there. */
  playlistName: string | null
}

type State = StoredChange['state']

const rowSchema = z.object({
  id: z.number(),
  account_id: z.string(),
  playlist_uuid: z.string(),
  change: z.string(),
  state: z.enum(['waiting', 'sent', 'refused']).catch('refused'),
  error: z.string().nullable(),
  detail: z.string().nullable(),
  made_at: z.number().nullable(),
  playlist_name: z.string().nullable(),
})

/** The person wants their playlist deleted, whatever became of that so far. */
const IS_DELETED = `EXISTS (SELECT 1 FROM list_forms f WHERE f.account_id = playlist_changes.account_id
  AND f.list = 'playlist' AND f.target = playlist_changes.playlist_uuid AND f.deletes_videos IS NOT NULL`
/** The same, and it is not refused. */
const AWAITS_DELETION = `${IS_DELETED} AND f.state_name <> 'failed')`

/** Changes of playlists in the order in which they were made. Callers hold the transaction. */
export class PlaylistChangesTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** @param now epoch milliseconds */
  add(accountId: string, playlistUuid: string, changes: readonly PlaylistChange[], now: number): void {
    const insert = this.database.prepare(
      `INSERT INTO playlist_changes (account_id, playlist_uuid, change, state, made_at)
       VALUES (?, ?, ?, 'waiting', ?)`,
    )
    for (const change of changes) insert.run(accountId, playlistUuid, JSON.stringify(change), now)
  }

  /** Of one playlist, oldest first. */
  of(accountId: string, playlistUuid: string): StoredChange[] {
    return this.read('WHERE account_id = ? AND playlist_uuid = ? ORDER BY id', accountId, playlistUuid)
  }

  /** The oldest one of an account that is to be sent, and waits for no deletion; null: none. */
  next(accountId: string): StoredChange | null {
    const where = `WHERE account_id = ? AND state <> 'refused' AND NOT ${AWAITS_DELETION} ORDER BY id LIMIT 1`
    return this.read(where, accountId)[0] ?? null
  }

  /** Whether its playlist is about to be deleted: it is known then whether there is anything to be changed. */
  awaitsDeletion(id: number): boolean {
    const row = this.database
      .prepare(`SELECT 1 FROM playlist_changes WHERE id = ? AND ${AWAITS_DELETION}`)
      .get(id)
    return row !== undefined
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

  /** The playlist is gone: what was to be changed in it is refused, unless the person has wanted it to go. */
  refuseAll(accountId: string, playlistUuid: string): void {
    this.database
      .prepare(`DELETE FROM playlist_changes WHERE account_id = ? AND playlist_uuid = ? AND ${IS_DELETED})`)
      .run(accountId, playlistUuid)
    this.database
      .prepare(
        `UPDATE playlist_changes SET state = 'refused', error = iif(state = 'refused', error, 'not-found'),
           detail = iif(state = 'refused', detail, ''),
           playlist_name = coalesce((SELECT name FROM library_playlists p
             WHERE p.account_id = playlist_changes.account_id AND p.uuid = playlist_uuid), playlist_name)
         WHERE account_id = ? AND playlist_uuid = ?`,
      )
      .run(accountId, playlistUuid)
  }

  removeAll(accountId: string, playlistUuid: string): void {
    this.database
      .prepare('DELETE FROM playlist_changes WHERE account_id = ? AND playlist_uuid = ?')
      .run(accountId, playlistUuid)
  }

  /** Of all playlists, newest first. The plus keeps SQLite from sorting them: they are in that order already. */
  page(states: readonly State[], offset: number, limit: number): StoredChange[] {
    return this.read(
      'WHERE +state IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT ? OFFSET ?',
      JSON.stringify(states),
      limit,
      offset,
    )
  }

  /** @param accountId null: of all accounts */
  counts(accountId: string | null): Record<State, number> {
    const rows = this.database
      .prepare(
        'SELECT state, count(*) AS count FROM playlist_changes WHERE ?1 IS NULL OR account_id = ?1 GROUP BY state',
      )
      .all([accountId]) as { state: State; count: number }[]
    const of = (state: State): number => rows.find((row) => row.state === state)?.count ?? 0
    return { waiting: of('waiting'), sent: of('sent'), refused: of('refused') }
  }

  /** Up to `limit`, oldest first. */
  idsIn(states: readonly State[], limit: number): number[] {
    const rows = this.database
      .prepare(
        'SELECT id FROM playlist_changes WHERE +state IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?',
      )
      .all(JSON.stringify(states), limit)
    return (rows as { id: number }[]).map(({ id }) => id)
  }

  playlistOf({ accountId, playlistUuid: uuid, playlistName }: StoredChange): { name: string; type: number } {
    const row = this.database
      .prepare('SELECT name, type FROM library_playlists WHERE account_id = ? AND uuid = ?')
      .get(accountId, uuid) as { name: string; type: number } | undefined
    return { name: row?.name ?? playlistName ?? '', type: row?.type ?? 1 }
  }

  /** What the video of a change is called, the first one of several; empty: not known. */
  videoNameOf({ accountId, playlistUuid: uuid, change }: StoredChange): string {
    const row =
      change.kind === 'add'
        ? this.database
            .prepare('SELECT name FROM library_videos WHERE account_id = ? AND uuid = ?')
            .get(accountId, change.videoUuid)
        : this.database
            .prepare(
              `SELECT video_name AS name FROM library_playlist_elements
               WHERE account_id = ? AND playlist_uuid = ? AND id = ?`,
            )
            .get(accountId, uuid, change.kind === 'move' ? (change.elementIds[0] ?? 0) : change.elementId)
    return (row as { name: string | null } | undefined)?.name ?? ''
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
          madeAt: read.made_at,
          playlistName: read.playlist_name,
        },
      ]
    })
  }
}
