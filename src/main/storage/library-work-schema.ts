/** What servers work on, and how long such work took: the next one is compared with it. */
export const LIBRARY_WORK_SCHEMA = `
  CREATE TABLE library_work (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    state INTEGER NOT NULL,
    since INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, uuid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE library_work_paces (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    state INTEGER NOT NULL,
    -- seconds of work for each second of video
    pace REAL NOT NULL
  ) STRICT;
  CREATE INDEX library_work_paces_by_state ON library_work_paces (account_id, state, id);
`
