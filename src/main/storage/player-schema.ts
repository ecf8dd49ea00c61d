/** Migration 21: the theme of the player and the sites that may embed a video. Drafts from before have what a new video has. */
export const PLAYER_SCHEMA = `
  -- null: not read yet, or the instance has none
  ALTER TABLE library_texts ADD COLUMN player_theme TEXT;
  -- JSON; null as above
  ALTER TABLE library_texts ADD COLUMN embed_privacy TEXT;
  ALTER TABLE library_channels ADD COLUMN player_theme TEXT;
  UPDATE uploads SET draft = json_insert(draft, '$.playerTheme', 'channel-default',
    '$.embedPrivacy', json('{"policy":1,"domains":[]}')) WHERE json_valid(draft);
  UPDATE uploads SET carried = json_insert(carried, '$.playerTheme', 'channel-default',
    '$.embedPrivacy', json('{"policy":1,"domains":[]}')) WHERE json_valid(carried);
`
