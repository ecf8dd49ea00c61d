/** `o` waits for somebody to let its batch go on, maybe for ever: nothing waits for it. */
const PAUSED = `o.state_name = 'waiting' AND o.batch_id IN (SELECT id FROM library_batches WHERE state = 'paused')`

/**
 * The edit `o` keeps the edit `e` waiting: it is being sent; it is an earlier change of the same video, on which `e` may
 * build; or it deletes the video, which overrides whatever is not sent.
 */
export const KEEPS_BACK = `o.account_id = e.account_id AND o.uuid = e.uuid AND o.id <> e.id AND (
  o.state_name = 'sending' OR (e.kind = 'change' AND NOT (${PAUSED}) AND (
    (o.kind = 'change' AND o.seq < e.seq AND o.state_name IN ('waiting', 'conflict', 'failed'))
    OR (o.kind = 'delete' AND o.state_name IN ('waiting', 'conflict')))))`

/** The change `o` comes before whatever is planned or typed now. */
export const ON_THE_WAY = `o.kind = 'change' AND o.state_name IN ('waiting', 'sending', 'conflict', 'failed') AND NOT (${PAUSED})`

/** Edits of a batch that are not done, but what they did can be put back; in the words of their index, which alone is quick. */
export const PARTLY = `FROM library_edits INDEXED BY library_edits_partly WHERE batch_id = ?
  AND kind = 'change' AND state_name IN ('waiting', 'conflict', 'failed')
  AND (before <> '{}' OR instr(sent_parts, 'add:') > 0 OR instr(sent_parts, 'remove:') > 0)`
