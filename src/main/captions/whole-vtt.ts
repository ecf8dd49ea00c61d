import type { ReadCaptions } from './caption-files'
import { decodeText } from './decode-text'

const TIME = String.raw`(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}`
const TIMES = new RegExp(String.raw`^[ \t]*${TIME}[ \t]*-->[ \t]*${TIME}(?:[ \t].*)?$`)

/**
 * The file's own text, when it is WebVTT that servers and players take as it stands: sent so, it keeps its positions,
 * styles and notes. Null: it has to be written anew.
 */
export function wholeVtt(bytes: Uint8Array, { format, unread }: ReadCaptions): string | null {
  if (format !== 'vtt' || unread > 0) return null
  const { text } = decodeText(bytes)
  const isPlain = text.split('\n').every((line) => !line.includes('-->') || TIMES.test(line))
  return isPlain && text.startsWith('WEBVTT') ? text : null
}
