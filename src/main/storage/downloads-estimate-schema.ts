/** About how many bytes a file will have that its instance puts together while it sends it. */
export const DOWNLOADS_ESTIMATE_SCHEMA = `
  ALTER TABLE downloads ADD COLUMN estimated_bytes INTEGER;
`
