/** Migration: forms of playlists wait as those of channels do, in one table. A conflict is found again when it is sent. */
export const LIST_FORMS_SCHEMA = `
  CREATE TABLE list_forms (
    id TEXT PRIMARY KEY,
    -- the order in which they are sent
    seq INTEGER NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- channel, playlist
    list TEXT NOT NULL,
    -- id of the channel, UUID of the playlist; null: it is to be made
    target TEXT,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    state_name TEXT NOT NULL,
    state TEXT NOT NULL,
    changes TEXT NOT NULL,
    base TEXT NOT NULL,
    support_for_videos INTEGER NOT NULL,
    -- what had its name when a request that makes it was sent; null: none was
    sent_beside TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX list_forms_by_target ON list_forms (account_id, list, target) WHERE target IS NOT NULL;

  INSERT INTO list_forms
    SELECT id, seq, account_id, 'channel', CAST(channel_id AS TEXT), name, title,
      iif(state_name = 'conflict', 'waiting', state_name),
      iif(state_name = 'conflict', '{"name":"waiting","note":null,"attempts":0,"retryAt":null}', state),
      changes, base, support_for_videos, iif(was_sent = 1, '[]', NULL), created_at, changed_at
    FROM channel_edits;
  DROP TABLE channel_edits;
`

/** Migration: deletions of channels and playlists wait too. */
export const LIST_DELETIONS_SCHEMA = `
  -- videos that it held as far as the person was told who deletes it; null: it is not deleted
  ALTER TABLE list_forms ADD COLUMN deletes_videos INTEGER;
`
