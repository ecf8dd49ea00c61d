/** Migration 12: captions of uploads that are being worked on in the editor, until they are saved into the draft. */
export const UPLOAD_CAPTIONS_SCHEMA = `
  CREATE TABLE upload_caption_work (
    upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    cues TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (upload_id, language)
  ) STRICT, WITHOUT ROWID;
`
