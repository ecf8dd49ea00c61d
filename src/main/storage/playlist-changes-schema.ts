/** Migration: changes of a playlist that is gone stay, to be told; they knew it by a reference that took them along. */
export const PLAYLIST_CHANGES_SCHEMA = `
  CREATE TABLE playlist_changes_of_all (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    playlist_uuid TEXT NOT NULL,
    change TEXT NOT NULL,
    -- waiting; sent: an answer is due or was lost; refused
    state TEXT NOT NULL,
    error TEXT,
    detail TEXT,
    made_at INTEGER,
    -- what the playlist was called that is gone; null: it is there
    playlist_name TEXT
  ) STRICT;
  INSERT INTO playlist_changes_of_all (id, account_id, playlist_uuid, change, state, error, detail, made_at)
    SELECT id, account_id, playlist_uuid, change, state, error, detail, made_at FROM playlist_changes;
  DROP TABLE playlist_changes;
  ALTER TABLE playlist_changes_of_all RENAME TO playlist_changes;
  CREATE INDEX playlist_changes_by_playlist ON playlist_changes (account_id, playlist_uuid, id);
  CREATE INDEX playlist_changes_by_state ON playlist_changes (state, id);
`
