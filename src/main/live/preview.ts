import { beside, ownNames, STREAM_MIMES, STREAM_NAME } from '../media/own-names'
import type { Clock } from '../uploads/ports'
import type { LiveServer } from './ports'

/** A piece of a stream as the page gets it. */
export interface StreamPart {
  bytes: Uint8Array
  mime: string
}

const PLAYLIST_BYTES = 512 * 1024
const SEGMENT_BYTES = 32 * 1024 * 1024
/** The address of a stream is asked for again after this: another session may have another. */
const ADDRESS_LASTS_MS = 60_000
/** The page begins with this name; every other is one of the playlist's own. */
export const FIRST_PLAYLIST = 'stream.m3u8'

interface Address {
  /** Null: not on air. */
  playlist: string | null
  askedAt: number
}

/** Streams of lives for the page, which asks nobody but main: each playlist is rewritten to names in its own folder. */
export class Preview {
  private readonly addresses = new Map<string, Address>()

  constructor(private readonly clock: Clock) {}

  /** Null: not on air, not there, or not a name that a stream has. */
  async part(
    key: string,
    uuid: string,
    name: string,
    server: LiveServer,
    signal: AbortSignal,
  ): Promise<StreamPart | null> {
    const kind = STREAM_NAME.exec(name)?.[1]
    if (kind === undefined) return null
    const first = await this.address(key, uuid, name === FIRST_PLAYLIST, server, signal)
    if (first === null) return null
    const address = name === FIRST_PLAYLIST ? first : beside(first, name)
    const isList = kind === 'm3u8'
    const bytes = await server.file(address, isList ? PLAYLIST_BYTES : SEGMENT_BYTES, signal)
    if (bytes === null) return null
    const mime = STREAM_MIMES[kind] ?? 'application/octet-stream'
    return {
      bytes: isList ? Buffer.from(ownNames(Buffer.from(bytes).toString('utf8'), address)) : bytes,
      mime,
    }
  }

  /** What is known of the streams of lives that are not on air any more. */
  forget(): void {
    this.addresses.clear()
  }

  private async address(
    key: string,
    uuid: string,
    begins: boolean,
    server: LiveServer,
    signal: AbortSignal,
  ): Promise<string | null> {
    const known = this.addresses.get(key)
    const isOld = known === undefined || this.clock.now() - known.askedAt > ADDRESS_LASTS_MS
    if (!isOld || (known !== undefined && !begins)) return known.playlist
    const playlist = await server.playlist(uuid, signal)
    this.addresses.set(key, { playlist, askedAt: this.clock.now() })
    return playlist
  }
}
