/**
 * Migration 22: what is half typed about an upload goes with its row; it may be a password. Its key ends with the row's
 * id, and an account has few of them.
 */
export const REMOVED_NOTES_SCHEMA = `
  CREATE TRIGGER form_drafts_of_removed_uploads AFTER DELETE ON uploads BEGIN
    DELETE FROM form_drafts WHERE account_id = OLD.account_id AND key LIKE '%/' || OLD.id;
  END;
`
