import type { Draft } from '@shared/uploads/draft'
import type { PublishedVideo, ReplacedVideo } from '@shared/uploads/upload'
import { z } from 'zod'
import type { Database } from './database'

/** A file that takes the place of a video's own; the draft is there for its title alone. */
export interface NewReplacement {
  id: string
  accountId: string
  path: string
  name: string
  bytes: number
  mtimeMs: number
  /** Epoch milliseconds. */
  addedAt: number
  draft: Draft
  replaces: ReplacedVideo
}

export interface CopiedVideo {
  video: PublishedVideo
  name: string
  channelId: number
  /** PeerTube's `VideoState`. */
  state: number
}

export interface ReplacementsTable {
  /** Adds a row in state draft at the end of the queue. */
  insert(replacement: NewReplacement): void
  /** A video as the library's copy has it; null: not in it. */
  copied(accountId: string, uuid: string): CopiedVideo | null
  /** Whether a row of the queue is about to replace that video's file. */
  isReplacing(accountId: string, uuid: string): boolean
}

const INSERT = `
  INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at, state_name,
    state, title, privacy, draft, replaces)
  SELECT ?, ?, floor(coalesce(max(position), 0)) + 1, ?, ?, ?, ?, ?, 'draft', '{"name":"draft"}', ?, ?, ?, ? FROM uploads`

const IS_REPLACING = `
  SELECT 1 FROM uploads WHERE account_id = ? AND json_valid(replaces) AND json_extract(replaces, '$.uuid') = ?
    AND state_name IN ('queued', 'uploading', 'paused', 'blocked', 'finishing', 'processing') LIMIT 1`

const COPIED = `
  SELECT server_id, uuid, short_uuid, name, channel_id, state FROM library_videos WHERE account_id = ? AND uuid = ?`

const copiedRow = z.object({
  server_id: z.number(),
  uuid: z.string(),
  short_uuid: z.string(),
  name: z.string(),
  channel_id: z.number(),
  state: z.number(),
})

export function createReplacementsTable(database: Database): ReplacementsTable {
  const insert = database.prepare(INSERT)
  const replacing = database.prepare(IS_REPLACING)
  const copied = database.prepare(COPIED)
  return {
    insert: (row) => {
      insert.run(
        row.id,
        row.accountId,
        row.path,
        row.name,
        row.bytes,
        row.mtimeMs,
        row.addedAt,
        row.draft.title,
        row.draft.privacy,
        JSON.stringify(row.draft),
        JSON.stringify(row.replaces),
      )
    },
    copied: (accountId, uuid) => {
      const row = copied.get(accountId, uuid)
      if (row === undefined) return null
      const {
        server_id: id,
        short_uuid: shortUuid,
        channel_id: channelId,
        name,
        state,
      } = copiedRow.parse(row)
      return { video: { id, uuid, shortUuid }, name, channelId, state }
    },
    isReplacing: (accountId, uuid) => replacing.get(accountId, uuid) !== undefined,
  }
}
