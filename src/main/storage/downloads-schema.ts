/** Files of videos that come to this computer. */
export const DOWNLOADS_SCHEMA = `
  CREATE TABLE downloads (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    title TEXT NOT NULL,
    folder TEXT NOT NULL,
    state TEXT NOT NULL,
    error TEXT,
    kind TEXT,
    -- path on the instance, or address elsewhere
    address TEXT,
    -- the name that it gets; while it comes, the file is called so with .part at its end
    file_name TEXT,
    total_bytes INTEGER,
    -- as many bytes are on the disk even after a power cut
    safe_bytes INTEGER NOT NULL,
    -- ETag of the file whose beginning we have
    validator TEXT,
    added_at INTEGER NOT NULL
  ) STRICT;
`
