import { extname } from 'node:path'

/** Leaves room for ` (12)` and `.part` in the 255 bytes that file systems allow. */
const MOST_BYTES = 200
const FORBIDDEN = /[\p{Cc}\p{Cf}<>:"/\\|?*]/gu
/** Names that Windows keeps for devices, whatever follows after a dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * A name that every system takes, made of a server's or a person's words: no folders, no control characters, no dots
 * at either end.
 * @param extension with the dot; taken when the words have none of their own, or another one
 */
export function safeFileName(words: string, extension: string): string {
  const suffix = /^\.[a-z0-9]{1,8}$/i.test(extension) ? extension.toLowerCase() : ''
  const own = extname(words).toLowerCase() === suffix ? words.slice(0, words.length - suffix.length) : words
  const plain = own
    .normalize('NFC')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const stem = shorten(plain === '' ? 'video' : plain)
  return `${DEVICE.test(stem) ? `_${stem}` : stem}${suffix}`
}

/** `clip.mp4`, `clip (1).mp4`, `clip (2).mp4`. */
export function numbered(name: string, number: number): string {
  if (number === 0) return name
  const extension = extname(name)
  return `${name.slice(0, name.length - extension.length)} (${String(number)})${extension}`
}

/** Whole characters alone. */
function shorten(stem: string): string {
  let short = ''
  let bytes = 0
  for (const character of stem) {
    bytes += Buffer.byteLength(character)
    if (bytes > MOST_BYTES) break
    short += character
  }
  return short.trimEnd()
}
