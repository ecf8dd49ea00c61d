/**
 * Migration 5: edits of videos that exist on an instance, and the fields of a video that the copy lacked. Every video
 * is read in full once more.
 */
export const LIBRARY_EDITS_SCHEMA = `
  ALTER TABLE library_videos ADD COLUMN schedule_privacy INTEGER;
  ALTER TABLE library_texts ADD COLUMN nsfw_flags INTEGER;
  ALTER TABLE library_texts ADD COLUMN nsfw_summary TEXT;
  -- JSON; null: not read yet, or the instance has none
  ALTER TABLE library_texts ADD COLUMN chapters TEXT;
  ALTER TABLE library_captions ADD COLUMN automatic INTEGER NOT NULL DEFAULT 0;
  UPDATE library_videos SET details_due = 1;

  CREATE TABLE library_batches (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX library_batches_by_state ON library_batches (state, created_at);

  CREATE TABLE library_edits (
    id TEXT PRIMARY KEY,
    -- the order in which the edits of one video are sent
    seq INTEGER NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    batch_id TEXT REFERENCES library_batches (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    state_name TEXT NOT NULL,
    state TEXT NOT NULL,
    changes TEXT NOT NULL,
    base TEXT NOT NULL,
    -- what the server had just before
    before TEXT NOT NULL,
    parts TEXT NOT NULL,
    -- parts that the server took already
    sent_parts TEXT NOT NULL,
    has_files INTEGER NOT NULL,
    retry_at INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX library_edits_by_video ON library_edits (account_id, uuid, seq);
  CREATE INDEX library_edits_by_state ON library_edits (state_name, account_id, batch_id, seq);
  CREATE INDEX library_edits_by_batch ON library_edits (batch_id, state_name, seq);
  CREATE INDEX library_edits_with_files ON library_edits (id) WHERE has_files = 1;
  CREATE UNIQUE INDEX library_edits_held ON library_edits (account_id, uuid) WHERE state_name = 'held';
`
