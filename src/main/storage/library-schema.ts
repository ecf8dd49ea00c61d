/**
 * Migration 2: the local copy of what each account owns. `library_videos` holds what the table shows, filters and sorts
 * by, `library_texts` what is long or searched; the index over it is kept by triggers, also when an account goes.
 */
export const LIBRARY_SCHEMA = `
  CREATE TABLE library_videos (
    id INTEGER PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    short_uuid TEXT NOT NULL,
    server_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- lower case, without accents: the order that people expect
    name_key TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    channel_name TEXT NOT NULL,
    channel_key TEXT NOT NULL,
    privacy INTEGER NOT NULL,
    state INTEGER NOT NULL,
    state_label TEXT NOT NULL,
    duration INTEGER NOT NULL,
    views INTEGER NOT NULL,
    likes INTEGER NOT NULL,
    bytes INTEGER,
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    updated_at INTEGER NOT NULL,
    scheduled_at INTEGER,
    originally_published_at INTEGER,
    -- published_at, or created_at while there is none
    shown_at INTEGER NOT NULL,
    is_live INTEGER NOT NULL,
    is_blocked INTEGER NOT NULL,
    nsfw INTEGER NOT NULL,
    category INTEGER,
    licence INTEGER,
    language TEXT,
    tags TEXT NOT NULL,
    caption_languages TEXT NOT NULL,
    has_captions INTEGER NOT NULL,
    wait_transcoding INTEGER,
    -- path on the instance, or address elsewhere
    picture TEXT,
    picture_version TEXT,
    -- the pass that met it last: what a complete pass did not meet is gone
    seen_in_sync INTEGER NOT NULL,
    -- of all that a list says, and of what a person writes
    list_hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    details_at INTEGER,
    details_due INTEGER NOT NULL,
    UNIQUE (account_id, uuid)
  ) STRICT;
  CREATE INDEX library_videos_by_name ON library_videos (name_key);
  CREATE INDEX library_videos_by_channel ON library_videos (channel_key);
  CREATE INDEX library_videos_by_privacy ON library_videos (privacy);
  CREATE INDEX library_videos_by_state ON library_videos (state);
  CREATE INDEX library_videos_by_duration ON library_videos (duration);
  CREATE INDEX library_videos_by_views ON library_videos (views);
  CREATE INDEX library_videos_by_bytes ON library_videos (bytes);
  CREATE INDEX library_videos_by_creation ON library_videos (created_at);
  CREATE INDEX library_videos_by_publication ON library_videos (published_at);
  CREATE INDEX library_videos_by_update ON library_videos (updated_at);
  CREATE INDEX library_videos_by_schedule ON library_videos (scheduled_at);
  CREATE INDEX library_videos_by_sync ON library_videos (account_id, seen_in_sync);
  CREATE INDEX library_videos_due ON library_videos (account_id, created_at) WHERE details_due = 1;
  CREATE INDEX library_videos_filters ON library_videos (account_id, channel_id, channel_name, privacy, state,
    state_label, category, licence, language, scheduled_at, is_live, is_blocked, has_captions, shown_at, duration, bytes);

  CREATE TABLE library_tags (
    video_id INTEGER NOT NULL REFERENCES library_videos (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    account_id TEXT NOT NULL,
    PRIMARY KEY (video_id, tag)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX library_tags_by_tag ON library_tags (tag, account_id, video_id);

  CREATE TABLE library_texts (
    id INTEGER PRIMARY KEY REFERENCES library_videos (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    tags TEXT NOT NULL,
    channel TEXT NOT NULL,
    file_name TEXT,
    captions TEXT NOT NULL,
    support TEXT NOT NULL,
    comments_policy INTEGER,
    download_enabled INTEGER
  ) STRICT;

  CREATE TABLE library_captions (
    video_id INTEGER NOT NULL REFERENCES library_videos (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    -- where the file is and when it changed: read again only when this does
    version TEXT NOT NULL,
    -- what is said, for the search; null: not read yet, or too large
    text TEXT,
    PRIMARY KEY (video_id, language)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE library_syncs (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    pass INTEGER NOT NULL,
    state TEXT NOT NULL,
    next_start INTEGER NOT NULL,
    total INTEGER,
    read INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    last_done_at INTEGER,
    error TEXT
  ) STRICT;

  CREATE TABLE library_pictures (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    version TEXT NOT NULL,
    mime TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, uuid)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX library_pictures_by_use ON library_pictures (used_at);

  CREATE VIRTUAL TABLE library_search USING fts5 (
    name, description, tags, channel, file_name, captions,
    content = 'library_texts', content_rowid = 'id',
    prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
  );
  CREATE TRIGGER library_texts_inserted AFTER INSERT ON library_texts BEGIN
    INSERT INTO library_search (rowid, name, description, tags, channel, file_name, captions)
    VALUES (new.id, new.name, new.description, new.tags, new.channel, new.file_name, new.captions);
  END;
  CREATE TRIGGER library_texts_deleted AFTER DELETE ON library_texts BEGIN
    INSERT INTO library_search (library_search, rowid, name, description, tags, channel, file_name, captions)
    VALUES ('delete', old.id, old.name, old.description, old.tags, old.channel, old.file_name, old.captions);
  END;
  CREATE TRIGGER library_texts_updated
  AFTER UPDATE OF name, description, tags, channel, file_name, captions ON library_texts
  WHEN old.name IS NOT new.name OR old.description IS NOT new.description OR old.tags IS NOT new.tags
    OR old.channel IS NOT new.channel OR old.file_name IS NOT new.file_name OR old.captions IS NOT new.captions
  BEGIN
    INSERT INTO library_search (library_search, rowid, name, description, tags, channel, file_name, captions)
    VALUES ('delete', old.id, old.name, old.description, old.tags, old.channel, old.file_name, old.captions);
    INSERT INTO library_search (rowid, name, description, tags, channel, file_name, captions)
    VALUES (new.id, new.name, new.description, new.tags, new.channel, new.file_name, new.captions);
  END;
`
