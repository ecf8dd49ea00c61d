import { readHead } from './read-head'

const HEAD_BYTES = 64 * 1024
const SRT_TIME = /^\s*\d{1,3}:\d{1,2}:\d{1,2}[,.]\d{1,3}\s*-->\s*\d{1,3}:\d{1,2}:\d{1,2}[,.]\d{1,3}/m
const VTT_HEADER = /^WEBVTT(?:[ \t\r\n]|$)/

/**
 * Whether these first bytes read as WebVTT or SubRip. The server takes anything of the right extension, and then shows
 * nothing: the mistake has to be found here.
 */
export function looksLikeCaption(head: Uint8Array, extension: string): boolean {
  const text = decode(head)
  if (text === null) return false
  if (extension === '.vtt') return VTT_HEADER.test(text)
  return SRT_TIME.test(text)
}

/** UTF-8, UTF-16 with a mark, or a one-byte encoding (old subtitles); null: not text. */
function decode(head: Uint8Array): string | null {
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : null
  if (utf16 !== null) return new TextDecoder(utf16).decode(head)
  if (head.includes(0)) return null
  return new TextDecoder('utf-8').decode(head)
}

/** Rejects with the system's error when the file can't be read. */
export async function isCaptionFile(path: string, extension: string): Promise<boolean> {
  return looksLikeCaption(await readHead(path, HEAD_BYTES), extension)
}
