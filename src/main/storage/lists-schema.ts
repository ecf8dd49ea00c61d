/**
 * Migration: channels and playlists of the local copy, the changes of playlists that wait to be sent, and what was
 * typed into forms that are not saved yet.
 */
export const LISTS_SCHEMA = `
  CREATE TABLE library_lists (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    last_done_at INTEGER,
    error TEXT,
    -- what the instance allows: JSON
    rules TEXT NOT NULL
  ) STRICT;

  CREATE TABLE library_channels (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    support TEXT NOT NULL,
    followers INTEGER NOT NULL,
    created_at INTEGER,
    updated_at INTEGER,
    -- path on the instance, or address elsewhere
    avatar TEXT,
    avatar_version TEXT,
    banner TEXT,
    banner_version TEXT,
    PRIMARY KEY (account_id, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE library_playlists (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    short_uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    privacy INTEGER NOT NULL,
    type INTEGER NOT NULL,
    channel_id INTEGER,
    length INTEGER NOT NULL,
    created_at INTEGER,
    updated_at INTEGER,
    picture TEXT,
    picture_version TEXT,
    -- changes on the instance whenever the playlist or its order does; and what it was when the elements were read
    stamp TEXT NOT NULL,
    elements_stamp TEXT,
    elements_at INTEGER,
    -- ids of the elements in their order: JSON
    elements TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (account_id, uuid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE library_playlist_elements (
    account_id TEXT NOT NULL,
    playlist_uuid TEXT NOT NULL,
    id INTEGER NOT NULL,
    start_timestamp INTEGER,
    stop_timestamp INTEGER,
    type INTEGER NOT NULL,
    video_uuid TEXT,
    video_short_uuid TEXT,
    video_name TEXT,
    channel_name TEXT,
    duration INTEGER,
    picture TEXT,
    picture_version TEXT,
    PRIMARY KEY (account_id, playlist_uuid, id),
    FOREIGN KEY (account_id, playlist_uuid) REFERENCES library_playlists (account_id, uuid) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX library_playlist_elements_by_video ON library_playlist_elements (account_id, video_uuid);

  CREATE TABLE playlist_changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL,
    playlist_uuid TEXT NOT NULL,
    change TEXT NOT NULL,
    -- waiting; sent: an answer is due or was lost; refused
    state TEXT NOT NULL,
    error TEXT,
    detail TEXT,
    FOREIGN KEY (account_id, playlist_uuid) REFERENCES library_playlists (account_id, uuid) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX playlist_changes_by_playlist ON playlist_changes (account_id, playlist_uuid, id);

  CREATE TABLE form_drafts (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
  ) STRICT, WITHOUT ROWID;
`
