import { Readable } from 'node:stream'
import { isMediaType, playerType } from './media-type'
import { ownNames, STREAM_MIMES } from './own-names'
import type { StreamAnswer } from './ports'

/** Bytes for the player, with the few headers that it needs. */
export interface PlayedVideo {
  status: 200 | 206 | 416
  headers: Record<string, string>
  /** Null with 416. */
  body: Readable | null
}

/** Ten hours in pieces of four seconds have a tenth of this. */
const PLAYLIST_BYTES = 8 * 1024 * 1024

/** Of the answer, what a player needs; what it is, in our own words. */
export function headersFor(extension: string, headers: Record<string, string>): Record<string, string> {
  return {
    ...pick(headers, ['content-length', 'content-range', 'accept-ranges']),
    'content-type': playerType(extension),
    'x-content-type-options': 'nosniff',
  }
}

export function pick(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  )
}

/** A piece of a stream: `kind` is how its name ends. Null: there is none. */
export function ownPart({ status, headers, body }: StreamAnswer, kind: string): PlayedVideo | null {
  if ((status === 200 || status === 206) && isMediaType(headers['content-type'])) {
    const type = STREAM_MIMES[kind] ?? 'application/octet-stream'
    return { status, headers: { ...headersFor('', headers), 'content-type': type }, body }
  }
  body.destroy()
  return status === 416 ? { status, headers: pick(headers, ['content-range']), body: null } : null
}

/** A playlist with plain names in place of addresses. Null: none, or too long for one. */
export async function ownPlaylist(
  { status, body }: StreamAnswer,
  address: string,
): Promise<PlayedVideo | null> {
  const text = status === 200 ? await textOf(body) : null
  body.destroy()
  if (text?.startsWith('#EXTM3U') !== true) return null
  const type = { 'content-type': STREAM_MIMES['m3u8'] ?? '', 'x-content-type-options': 'nosniff' }
  return { status: 200, headers: type, body: Readable.from(Buffer.from(ownNames(text, address))) }
}

async function textOf(body: Readable): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > PLAYLIST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
