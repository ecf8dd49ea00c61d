import type { Draft } from '@shared/uploads/draft'
import type { ReplacedVideo } from '@shared/uploads/upload'
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

export interface ReplacementsTable {
  /** Adds a row in state draft at the end of the queue. */
  insert(replacement: NewReplacement): void
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

export function createReplacementsTable(database: Database): ReplacementsTable {
  const insert = database.prepare(INSERT)
  const replacing = database.prepare(IS_REPLACING)
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
    isReplacing: (accountId, uuid) => replacing.get(accountId, uuid) !== undefined,
  }
}
