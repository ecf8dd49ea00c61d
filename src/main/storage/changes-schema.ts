/**
 * Migration: forms of channels that wait to be sent, when a playlist's change was made, and a quick outbox. A page of it
 * comes from the index of its states; how many edits are in which state is kept, since it is asked for at each change.
 */
export const CHANGES_SCHEMA = `
  CREATE INDEX library_edits_in_order ON library_edits (state_name, seq);

  CREATE TABLE library_edit_counts (
    state_name TEXT PRIMARY KEY,
    count INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO library_edit_counts SELECT state_name, count(*) FROM library_edits GROUP BY state_name;
  CREATE TRIGGER library_edits_counted AFTER INSERT ON library_edits BEGIN
    INSERT INTO library_edit_counts VALUES (new.state_name, 1)
      ON CONFLICT (state_name) DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER library_edits_discounted AFTER DELETE ON library_edits BEGIN
    UPDATE library_edit_counts SET count = count - 1 WHERE state_name = old.state_name;
  END;
  CREATE TRIGGER library_edits_recounted AFTER UPDATE OF state_name ON library_edits
    WHEN old.state_name <> new.state_name BEGIN
    UPDATE library_edit_counts SET count = count - 1 WHERE state_name = old.state_name;
    INSERT INTO library_edit_counts VALUES (new.state_name, 1)
      ON CONFLICT (state_name) DO UPDATE SET count = count + 1;
  END;

  ALTER TABLE playlist_changes ADD COLUMN made_at INTEGER;
  CREATE INDEX playlist_changes_by_state ON playlist_changes (state, id);

  CREATE TABLE channel_edits (
    id TEXT PRIMARY KEY,
    -- the order in which they are sent
    seq INTEGER NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- null: the channel is to be made
    channel_id INTEGER,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    state_name TEXT NOT NULL,
    state TEXT NOT NULL,
    changes TEXT NOT NULL,
    base TEXT NOT NULL,
    support_for_videos INTEGER NOT NULL,
    -- a request that makes the channel may have arrived
    was_sent INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX channel_edits_in_order ON channel_edits (state_name, seq);
  CREATE UNIQUE INDEX channel_edits_by_channel ON channel_edits (account_id, channel_id) WHERE channel_id IS NOT NULL;
`
