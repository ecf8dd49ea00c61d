/** Migration 7: what was read of each live, without address and key. It goes with its video. */
export const LIVE_SCHEMA = `
  CREATE TABLE live_details (
    account_id TEXT NOT NULL,
    uuid TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (account_id, uuid),
    FOREIGN KEY (account_id, uuid) REFERENCES library_videos (account_id, uuid) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
`
