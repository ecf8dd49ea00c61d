/** Longer keys are those of several uploads. */
const LONGEST = 80
const FIRST_ID = 36

/** The key of a form, short enough to keep something under it: one of several uploads by the first and a hash of all. */
export function shortKey(key: string): string {
  if (key.length <= LONGEST) return key
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return `${key.slice(0, FIRST_ID)}+${String(key.length)}+${(hash >>> 0).toString(16)}`
}
