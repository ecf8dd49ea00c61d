/** Captions that are being worked on: what was typed is here until the instance has it. */
export const CAPTION_DRAFTS_SCHEMA = `
  CREATE TABLE caption_drafts (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    language TEXT NOT NULL,
    cues TEXT NOT NULL,
    -- version of the instance's file that it began with
    base TEXT,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, uuid, language)
  ) STRICT, WITHOUT ROWID;
`
