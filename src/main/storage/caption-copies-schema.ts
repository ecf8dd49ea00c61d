/** Migration 10: captions as they were last read from, or put on, an instance. */
export const CAPTION_COPIES_SCHEMA = `
  CREATE TABLE caption_copies (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    language TEXT NOT NULL,
    -- of the instance's file; null: it has none
    version TEXT,
    -- null: the file can't be read as captions
    cues TEXT,
    unread INTEGER NOT NULL,
    simplified INTEGER NOT NULL,
    -- versions that this app replaced with this one: what began with one of them is no conflict
    replaced TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, uuid, language)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX caption_copies_by_age ON caption_copies (kept_at);
`
