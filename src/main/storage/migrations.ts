import { CHANGES_SCHEMA } from './changes-schema'
import { LIBRARY_EDITS_SCHEMA } from './library-edits-schema'
import { CAPTION_COPIES_SCHEMA } from './caption-copies-schema'
import { CAPTION_DRAFTS_SCHEMA } from './caption-drafts-schema'
import { CAPTION_REQUESTS_SCHEMA } from './caption-requests-schema'
import { DOWNLOADS_ESTIMATE_SCHEMA } from './downloads-estimate-schema'
import { DOWNLOADS_SCHEMA } from './downloads-schema'
import { LIBRARY_DETAILS_SCHEMA } from './library-details-schema'
import { LIBRARY_SCHEMA } from './library-schema'
import { LIBRARY_LETTERS_SCHEMA, LIBRARY_SEARCH_SCHEMA } from './library-search-schema'
import { LIBRARY_WORK_SCHEMA } from './library-work-schema'
import { LIST_DELETIONS_SCHEMA, LIST_FORMS_SCHEMA } from './list-forms-schema'
import { LISTS_SCHEMA } from './lists-schema'
import { LIVE_SCHEMA } from './live-schema'
import { OPEN_ANSWERS_SCHEMA } from './open-answers-schema'
import { PLAYER_SCHEMA } from './player-schema'
import { PLAYLIST_CHANGES_SCHEMA } from './playlist-changes-schema'
import { PARTLY_SENT_SCHEMA } from './partly-sent-schema'
import { REMOVED_NOTES_SCHEMA } from './removed-notes-schema'
import { REPLACEMENTS_SCHEMA } from './replacements-schema'
import { UPLOAD_CAPTIONS_SCHEMA } from './upload-captions-schema'

/** A numbered step of the schema. Steps never change once released: they carry their own frozen SQL. */
export interface Migration {
  version: number
  name: string
  sql: string
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'accounts, queue, receipts',
    sql: `
      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;

      CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        instance_url TEXT NOT NULL,
        instance_name TEXT NOT NULL,
        instance_version TEXT NOT NULL,
        username TEXT NOT NULL,
        display_name TEXT NOT NULL,
        state TEXT NOT NULL,
        token_store TEXT NOT NULL,
        is_demo INTEGER NOT NULL,
        quota TEXT,
        added_at INTEGER NOT NULL,
        UNIQUE (instance_url, username)
      ) STRICT;

      -- What the server offered when it was last asked: the form works offline with it.
      CREATE TABLE account_choices (
        account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
        choices TEXT NOT NULL,
        fetched_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE channel_defaults (
        account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        channel_id INTEGER NOT NULL,
        defaults TEXT NOT NULL,
        PRIMARY KEY (account_id, channel_id)
      ) STRICT;

      -- What was learnt of an instance the hard way, such as the largest body that its proxy lets through.
      CREATE TABLE instance_notes (
        instance_url TEXT PRIMARY KEY,
        chunk_ceiling INTEGER
      ) STRICT;

      CREATE TABLE uploads (
        id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        position REAL NOT NULL,
        file_path TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_bytes INTEGER NOT NULL,
        file_mtime_ms REAL NOT NULL,
        -- SHA-256 of size, first and last 64 KiB; null until it was needed
        edge_hash TEXT,
        added_at INTEGER NOT NULL,
        state_name TEXT NOT NULL,
        state TEXT NOT NULL,
        bytes_sent INTEGER NOT NULL DEFAULT 0,
        title TEXT NOT NULL,
        privacy INTEGER NOT NULL,
        draft TEXT NOT NULL,
        -- the draft as the server has it: what differs is sent once the video exists
        carried TEXT,
        step_errors TEXT NOT NULL DEFAULT '{}',
        sha256 TEXT,
        thumbnail_version INTEGER,
        started_at INTEGER,
        uploaded_at INTEGER
      ) STRICT;
      CREATE INDEX uploads_by_position ON uploads (position);
      CREATE INDEX uploads_by_state ON uploads (state_name, position);
      CREATE INDEX uploads_by_path ON uploads (file_path);
      CREATE INDEX uploads_by_size ON uploads (file_bytes);

      -- Pictures and captions that go along with an upload; own: the file is ours and is deleted with the row.
      CREATE TABLE attachments (
        id TEXT PRIMARY KEY,
        upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
        path TEXT NOT NULL,
        name TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        own INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX attachments_by_upload ON attachments (upload_id);

      -- Outlives its upload and its account.
      CREATE TABLE receipts (
        upload_id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        file_name TEXT NOT NULL,
        file_bytes INTEGER NOT NULL,
        edge_hash TEXT,
        sha256 TEXT NOT NULL,
        instance_url TEXT NOT NULL,
        username TEXT NOT NULL,
        video_uuid TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        uploaded_at INTEGER NOT NULL,
        published_at INTEGER
      ) STRICT;
      CREATE INDEX receipts_by_size ON receipts (file_bytes);
      CREATE INDEX receipts_by_time ON receipts (uploaded_at);
    `,
  },
  { version: 2, name: 'library', sql: LIBRARY_SCHEMA },
  { version: 3, name: 'work', sql: LIBRARY_WORK_SCHEMA },
  { version: 4, name: 'channels and playlists', sql: LISTS_SCHEMA },
  { version: 5, name: 'edits of the library', sql: LIBRARY_EDITS_SCHEMA },
  { version: 6, name: 'captions and downloads', sql: `${CAPTION_DRAFTS_SCHEMA}${DOWNLOADS_SCHEMA}` },
  { version: 7, name: 'lives', sql: LIVE_SCHEMA },
  { version: 8, name: 'files that are replaced', sql: REPLACEMENTS_SCHEMA },
  { version: 9, name: 'captions that were asked for', sql: CAPTION_REQUESTS_SCHEMA },
  { version: 10, name: 'captions as they were read', sql: CAPTION_COPIES_SCHEMA },
  { version: 11, name: 'downloads of unknown size', sql: DOWNLOADS_ESTIMATE_SCHEMA },
  { version: 12, name: 'captions of uploads in the editor', sql: UPLOAD_CAPTIONS_SCHEMA },
  { version: 13, name: 'one outbox', sql: CHANGES_SCHEMA },
  { version: 14, name: 'forms of playlists wait too', sql: LIST_FORMS_SCHEMA },
  { version: 15, name: 'deletions of channels and playlists wait', sql: LIST_DELETIONS_SCHEMA },
  { version: 16, name: 'changes of playlists that are gone', sql: PLAYLIST_CHANGES_SCHEMA },
  { version: 17, name: 'edits that were sent in part', sql: PARTLY_SENT_SCHEMA },
  { version: 18, name: 'details that fail are put off', sql: LIBRARY_DETAILS_SCHEMA },
  { version: 19, name: 'search of signs and ligatures', sql: LIBRARY_SEARCH_SCHEMA },
  { version: 20, name: 'what a lost answer leaves open', sql: OPEN_ANSWERS_SCHEMA },
  { version: 21, name: 'player and embedding', sql: PLAYER_SCHEMA },
  { version: 22, name: 'half-typed words go with what they are about', sql: REMOVED_NOTES_SCHEMA },
  { version: 23, name: 'search of first letters', sql: LIBRARY_LETTERS_SCHEMA },
]
