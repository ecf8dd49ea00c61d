/** Migration 8: uploads that replace the file of a video. */
export const REPLACEMENTS_SCHEMA = `
  -- JSON of the video that gets the file; null: the upload makes a video of its own
  ALTER TABLE uploads ADD COLUMN replaces TEXT;
  -- when the file came that the video had before, in the words of the instance; empty: it had none
  ALTER TABLE uploads ADD COLUMN source_before TEXT;
  ALTER TABLE receipts ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
`
