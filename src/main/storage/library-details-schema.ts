/**
 * Migration: what is read of a video in full can fail, and is put off then; captions that nobody asked for yet are
 * unknown, not absent; what another reading than the pass of a sync met is no sign of where the pass has been.
 */
export const LIBRARY_DETAILS_SCHEMA = `
  ALTER TABLE library_videos ADD COLUMN details_failures INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE library_videos ADD COLUMN details_not_before INTEGER NOT NULL DEFAULT 0;
  -- the pass whose own pages met it last; seen_in_sync: whoever did
  ALTER TABLE library_videos ADD COLUMN met_in_sync INTEGER NOT NULL DEFAULT 0;
  -- 1: its text is to be read again
  ALTER TABLE library_captions ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
  DROP INDEX library_videos_due;
  -- has_captions: 1 has some, 0 has none, -1 never asked
  UPDATE library_videos SET met_in_sync = seen_in_sync,
    has_captions = iif(details_at IS NULL, -1, has_captions),
    details_due = iif(details_at IS NULL, 1, details_due);
  CREATE INDEX library_videos_due ON library_videos
    (account_id, details_failures, created_at DESC, details_not_before, has_captions) WHERE details_due = 1;
`
