import type { PlaylistElementRow, PlaylistRow } from '@shared/playlists/playlist'
import type { ListedElement, ListedPlaylist } from '../library/playlists/ports'
import { pictureVersion } from './picture-version'
import type { Database } from './database'
import { elementRowOf, playlistRowOf, type StoredRow } from './playlists-rows'
import { Statements } from './statements'

/** What is known of a playlist besides what the window sees. */
export interface PlaylistRecord {
  uuid: string
  name: string
  stamp: string
  /** The stamp at which the elements were read; null: never. */
  elementsStamp: string | null
  /** Epoch milliseconds. */
  elementsAt: number | null
  /** Ids of the elements in the instance's order. */
  elements: number[]
  pictureVersion: string | null
}

/** The copy of each account's playlists, as the instance has them. Callers hold the transaction. */
export class PlaylistsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  put(accountId: string, playlist: ListedPlaylist): void {
    this.database
      .prepare(
        `INSERT INTO library_playlists (account_id, uuid, short_uuid, name, description, privacy, type, channel_id, length,
           created_at, updated_at, picture, picture_version, stamp)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (account_id, uuid) DO UPDATE SET short_uuid = excluded.short_uuid, name = excluded.name,
           description = excluded.description, privacy = excluded.privacy, type = excluded.type,
           channel_id = excluded.channel_id, length = excluded.length, created_at = excluded.created_at,
           updated_at = excluded.updated_at, picture = excluded.picture, picture_version = excluded.picture_version,
           stamp = excluded.stamp`,
      )
      .run(
        accountId,
        playlist.uuid,
        playlist.shortUuid,
        playlist.displayName,
        playlist.description,
        playlist.privacy,
        playlist.type,
        playlist.channelId,
        playlist.length,
        playlist.createdAt,
        playlist.updatedAt,
        playlist.picture,
        pictureVersion(playlist.picture),
        playlist.stamp,
      )
  }

  remove(accountId: string, uuid: string): void {
    this.database
      .prepare('DELETE FROM library_playlists WHERE account_id = ? AND uuid = ?')
      .run(accountId, uuid)
  }

  all(): PlaylistRow[] {
    const rows = this.database
      .prepare(
        `SELECT p.*, a.instance_url,
           (SELECT count(*) FROM playlist_changes c WHERE c.account_id = p.account_id AND c.playlist_uuid = p.uuid
              AND c.state <> 'refused') AS waiting,
           (SELECT count(*) FROM playlist_changes c WHERE c.account_id = p.account_id AND c.playlist_uuid = p.uuid
              AND c.state = 'refused') AS refused
         FROM library_playlists p JOIN accounts a ON a.id = p.account_id
         ORDER BY a.added_at, a.id, p.type DESC, p.created_at DESC, p.uuid`,
      )
      .all() as StoredRow[]
    return rows.map(playlistRowOf)
  }

  find(accountId: string, uuid: string): PlaylistRecord | null {
    const row = this.database
      .prepare(
        `SELECT uuid, name, stamp, elements_stamp, elements_at, elements, picture_version FROM library_playlists
         WHERE account_id = ? AND uuid = ?`,
      )
      .get(accountId, uuid) as StoredRow | undefined
    return row === undefined ? null : recordOf(row)
  }

  ofAccount(accountId: string): PlaylistRecord[] {
    const rows = this.database
      .prepare(
        `SELECT uuid, name, stamp, elements_stamp, elements_at, elements, picture_version FROM library_playlists
         WHERE account_id = ? ORDER BY created_at, uuid`,
      )
      .all(accountId) as StoredRow[]
    return rows.map(recordOf)
  }

  /** Rows alone; the order is set when all of them are here. */
  putElements(accountId: string, uuid: string, elements: readonly ListedElement[]): void {
    for (const element of elements) {
      const { video } = element
      this.database
        .prepare(
          `INSERT OR REPLACE INTO library_playlist_elements (account_id, playlist_uuid, id, start_timestamp,
             stop_timestamp, type, video_uuid, video_short_uuid, video_name, channel_name, duration, picture,
             picture_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          accountId,
          uuid,
          element.id,
          element.startTimestamp,
          element.stopTimestamp,
          element.type,
          video?.uuid ?? null,
          video?.shortUuid ?? null,
          video?.name ?? null,
          video?.channelName ?? null,
          video?.duration ?? null,
          video?.picture ?? null,
          pictureVersion(video?.picture ?? null),
        )
    }
  }

  /** A row for a video that was just added, out of what the library knows of it. */
  addFromLibrary(accountId: string, uuid: string, id: number, videoUuid: string): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO library_playlist_elements (account_id, playlist_uuid, id, type, video_uuid,
           video_short_uuid, video_name, channel_name, duration, picture, picture_version)
         SELECT account_id, ?, ?, 0, uuid, short_uuid, name, channel_name, duration, picture, picture_version
         FROM library_videos WHERE account_id = ? AND uuid = ?`,
      )
      .run(uuid, id, accountId, videoUuid)
  }

  /** The whole order, as it was read at `now` under a stamp; rows of other elements go. */
  setOrder(accountId: string, uuid: string, ids: readonly number[], stamp: string, now: number): void {
    this.reorder(accountId, uuid, ids, stamp)
    this.database
      .prepare('UPDATE library_playlists SET elements_at = ? WHERE account_id = ? AND uuid = ?')
      .run(now, accountId, uuid)
    this.database
      .prepare(
        `DELETE FROM library_playlist_elements WHERE account_id = ? AND playlist_uuid = ?
           AND id NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(accountId, uuid, JSON.stringify(ids))
  }

  /** The order after a change of ours. @param stamp null: what it is now is not known yet */
  reorder(accountId: string, uuid: string, ids: readonly number[], stamp: string | null): void {
    this.database
      .prepare(
        `UPDATE library_playlists SET elements = ?, length = ?, elements_stamp = ? WHERE account_id = ? AND uuid = ?`,
      )
      .run(JSON.stringify(ids), ids.length, stamp, accountId, uuid)
  }

  setStamp(accountId: string, uuid: string, stamp: string): void {
    this.database
      .prepare('UPDATE library_playlists SET stamp = ?, elements_stamp = ? WHERE account_id = ? AND uuid = ?')
      .run(stamp, stamp, accountId, uuid)
  }

  setTimes(
    accountId: string,
    uuid: string,
    id: number,
    { startTimestamp, stopTimestamp }: { startTimestamp: number | null; stopTimestamp: number | null },
  ): void {
    this.database
      .prepare(
        `UPDATE library_playlist_elements SET start_timestamp = ?, stop_timestamp = ?
         WHERE account_id = ? AND playlist_uuid = ? AND id = ?`,
      )
      .run(startTimestamp, stopTimestamp, accountId, uuid, id)
  }

  /** Rows of these elements, in this order; `first` is the position of the first one. */
  elements(accountId: string, uuid: string, ids: readonly number[], first: number): PlaylistElementRow[] {
    const rows = this.database
      .prepare(
        `SELECT e.*, wanted.key AS place, a.instance_url FROM json_each(?) AS wanted
         CROSS JOIN library_playlist_elements e ON e.account_id = ? AND e.playlist_uuid = ? AND e.id = wanted.value
         JOIN accounts a ON a.id = e.account_id ORDER BY wanted.key`,
      )
      .all(JSON.stringify(ids), accountId, uuid) as StoredRow[]
    return rows.map((row) => elementRowOf(row, first))
  }

  /** Which video each element is; null: not told. */
  videosOf(accountId: string, uuid: string): Map<number, string | null> {
    const rows = this.database
      .prepare(
        'SELECT id, video_uuid FROM library_playlist_elements WHERE account_id = ? AND playlist_uuid = ?',
      )
      .all(accountId, uuid) as { id: number; video_uuid: string | null }[]
    return new Map(rows.map((row) => [row.id, row.video_uuid]))
  }

  /** The picture of a playlist, or of a video that some playlist holds. */
  picture(accountId: string, uuid: string): { address: string; version: string } | null {
    const row = (this.database
      .prepare('SELECT picture, picture_version FROM library_playlists WHERE account_id = ? AND uuid = ?')
      .get(accountId, uuid) ??
      this.database
        .prepare(
          `SELECT picture, picture_version FROM library_playlist_elements WHERE account_id = ? AND video_uuid = ?
           AND picture IS NOT NULL LIMIT 1`,
        )
        .get(accountId, uuid)) as { picture: string | null; picture_version: string | null } | undefined
    if (row === undefined || row.picture === null || row.picture_version === null) return null
    return { address: row.picture, version: row.picture_version }
  }
}

function recordOf(row: StoredRow): PlaylistRecord {
  return {
    uuid: String(row['uuid']),
    name: String(row['name']),
    stamp: String(row['stamp']),
    elementsStamp: row['elements_stamp'] === null ? null : String(row['elements_stamp']),
    elementsAt: row['elements_at'] === null ? null : Number(row['elements_at']),
    elements: JSON.parse(String(row['elements'])) as number[],
    pictureVersion: row['picture_version'] === null ? null : String(row['picture_version']),
  }
}
