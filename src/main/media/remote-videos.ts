import { AppError } from '@shared/errors'
import { fileToPlay, toPlay, type Played } from './choose-file'
import { isMediaType } from './media-type'
import { beside, STREAM_NAME } from './own-names'
import type { MediaAccount, MediaAccounts, MediaServer, RemoteMedia } from './ports'
import { headersFor, ownPart, ownPlaylist, pick, type PlayedVideo } from './played'

export interface RemoteVideosDeps {
  accounts: MediaAccounts
  now: () => number
  log: (message: string, error: unknown) => void
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const RANGE = /^bytes=\d*-\d*$/
/** A player asks for many ranges of one file; where it is, is asked for once in this time. */
const KNOWN_FOR_MS = 5 * 60_000
const MOST_KNOWN = 50

/** The page begins a stream with this name; every other is one of the playlist's own. */
export const FIRST_NAME = 'stream.m3u8'

interface Known {
  media: RemoteMedia
  until: number
}

/** Videos of the accounts for the window's player: what it may reach is a file that the instance itself names. */
export class RemoteVideos {
  private readonly known = new Map<string, Known>()
  private readonly stopped = new AbortController()

  constructor(private readonly deps: RemoteVideosDeps) {}

  /** @param range of the player's request. Null: nothing there that could be played. */
  async open(accountId: string, uuid: string, range: string | null): Promise<PlayedVideo | null> {
    const account = this.accountOf(accountId, uuid)
    if (account === null) return null
    try {
      return (
        (await this.ask(account.media, `${accountId} ${uuid}`, uuid, range)) ??
        // The file may have moved since it was looked up: transcoding, another privacy.
        (await this.ask(account.media, `${accountId} ${uuid}`, uuid, range))
      )
    } catch (error) {
      if (!this.isClosed()) this.deps.log('a video could not be played', error)
      return null
    }
  }

  /** How the page has to play it; null: nothing of it can be. Rejects as the server's calls do. */
  async kindOf(accountId: string, uuid: string): Promise<Played['kind'] | null> {
    const account = this.accountOf(accountId, uuid)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    const media = await this.mediaOf(account.media, `${accountId} ${uuid}`, uuid)
    return (media === null ? null : toPlay(media))?.kind ?? null
  }

  /** A playlist or file of its stream. Null: none of that name. */
  async part(
    accountId: string,
    uuid: string,
    name: string,
    range: string | null,
  ): Promise<PlayedVideo | null> {
    const account = this.accountOf(accountId, uuid)
    const kind = STREAM_NAME.exec(name)?.[1]
    if (account === null || kind === undefined) return null
    try {
      const key = `${accountId} ${uuid}`
      const playlist = (await this.mediaOf(account.media, key, uuid))?.playlist ?? null
      if (playlist === null) return null
      const address = name === FIRST_NAME ? playlist : beside(playlist, name)
      const wanted = kind === 'm3u8' ? null : range
      const answer = await account.media.open(address, { range: wanted }, this.stopped.signal)
      if (answer === null) return null
      const part = await (kind === 'm3u8' ? ownPlaylist(answer, address) : ownPart(answer, kind))
      // It may have moved since it was looked up.
      if (part === null) this.known.delete(key)
      return part
    } catch (error) {
      if (!this.isClosed()) this.deps.log('a stream could not be played', error)
      return null
    }
  }

  close(): void {
    this.stopped.abort(new Error('the app ends'))
  }

  private accountOf(accountId: string, uuid: string): MediaAccount | null {
    if (this.isClosed() || !ID.test(accountId) || !ID.test(uuid)) return null
    return this.deps.accounts.find(accountId)
  }

  private isClosed(): boolean {
    return this.stopped.signal.aborted
  }

  private async ask(
    media: MediaServer,
    key: string,
    uuid: string,
    range: string | null,
  ): Promise<PlayedVideo | null> {
    const file = fileToPlay((await this.mediaOf(media, key, uuid))?.files ?? [])
    if (file === null) return null
    const { signal } = this.stopped
    const wanted = range !== null && RANGE.test(range) ? range : null
    const answer = await media.open(file.address, { range: wanted }, signal)
    if (answer === null) return null
    const { status, headers, body } = answer
    const isFile = (status === 200 || status === 206) && isMediaType(headers['content-type'])
    if (isFile) return { status, headers: headersFor(file.extension, headers), body }
    body.destroy()
    if (status === 416) return { status, headers: pick(headers, ['content-range']), body: null }
    this.known.delete(key)
    return null
  }

  private async mediaOf(server: MediaServer, key: string, uuid: string): Promise<RemoteMedia | null> {
    const known = this.known.get(key)
    if (known !== undefined && known.until > this.deps.now()) return known.media
    const media = await server.media(uuid, 'person', this.stopped.signal)
    if (media === null) return null
    if (this.known.size >= MOST_KNOWN) this.known.clear()
    this.known.set(key, { media, until: this.deps.now() + KNOWN_FOR_MS })
    return media
  }
}

export type { PlayedVideo }
