/** Migration 20: what a lost answer leaves open. */
export const OPEN_ANSWERS_SCHEMA = `
  -- JSON list: fields and steps that were sent and never answered
  ALTER TABLE uploads ADD COLUMN in_doubt TEXT NOT NULL DEFAULT '[]';
  -- end of the last chunk that was answered whole
  ALTER TABLE uploads ADD COLUMN accepted_bytes INTEGER NOT NULL DEFAULT 0;
  UPDATE uploads SET accepted_bytes = bytes_sent;
`
