/** Migration 17: edits that were sent in part are found without a look at all those that failed. */
export const PARTLY_SENT_SCHEMA = `
  CREATE INDEX library_edits_partly ON library_edits (batch_id, seq)
    WHERE kind = 'change' AND state_name IN ('waiting', 'conflict', 'failed')
  AND (before <> '{}' OR instr(sent_parts, 'add:') > 0 OR instr(sent_parts, 'remove:') > 0);
`
