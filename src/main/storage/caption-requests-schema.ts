/** Videos whose instance was asked to make captions of what is said: no instance tells whether it still does. */
export const CAPTION_REQUESTS_SCHEMA = `
  CREATE TABLE caption_requests (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, uuid)
  ) STRICT, WITHOUT ROWID;
`
