import type { Readable } from 'node:stream'
import { fileToPlay } from './choose-file'
import { isMediaType, playerType } from './media-type'
import type { MediaAccounts, MediaServer, RemoteFile } from './ports'

/** Bytes for the player, with the few headers that it needs. */
export interface PlayedVideo {
  status: 200 | 206 | 416
  headers: Record<string, string>
  /** Null with 416. */
  body: Readable | null
}

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

interface Known {
  file: RemoteFile
  until: number
}

/** Videos of the accounts for the window's player: what it may reach is a file that the instance itself names. */
export class RemoteVideos {
  private readonly known = new Map<string, Known>()
  private readonly stopped = new AbortController()

  constructor(private readonly deps: RemoteVideosDeps) {}

  /** @param range of the player's request. Null: nothing there that could be played. */
  async open(accountId: string, uuid: string, range: string | null): Promise<PlayedVideo | null> {
    const account = ID.test(accountId) && ID.test(uuid) ? this.deps.accounts.find(accountId) : null
    if (account === null || this.isClosed()) return null
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

  close(): void {
    this.stopped.abort(new Error('the app ends'))
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
    const file = await this.fileOf(media, key, uuid)
    if (file === null) return null
    const { signal } = this.stopped
    const wanted = range !== null && RANGE.test(range) ? range : null
    const answer = await media.open(file.address, { range: wanted }, signal)
    if (answer === null) return null
    const { status, headers, body } = answer
    const isFile = (status === 200 || status === 206) && isMediaType(headers['content-type'])
    if (isFile) return { status, headers: headersFor(file, headers), body }
    body.destroy()
    if (status === 416) return { status, headers: pick(headers, ['content-range']), body: null }
    this.known.delete(key)
    return null
  }

  private async fileOf(media: MediaServer, key: string, uuid: string): Promise<RemoteFile | null> {
    const known = this.known.get(key)
    if (known !== undefined && known.until > this.deps.now()) return known.file
    const file = fileToPlay((await media.files(uuid, 'person', this.stopped.signal)) ?? [])
    if (file === null) return null
    if (this.known.size >= MOST_KNOWN) this.known.clear()
    this.known.set(key, { file, until: this.deps.now() + KNOWN_FOR_MS })
    return file
  }
}

function headersFor(file: RemoteFile, headers: Record<string, string>): Record<string, string> {
  return {
    ...pick(headers, ['content-length', 'content-range', 'accept-ranges']),
    'content-type': playerType(file.extension),
    'x-content-type-options': 'nosniff',
  }
}

function pick(headers: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  )
}
