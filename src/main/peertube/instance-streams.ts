import type { StreamAnswer, StreamRequest } from '../media/ports'
import type { AuthorizedSession } from './account-api'
import { isPublicAddress } from './instance-files'
import { openStream } from './stream'
import type { Connection } from './wire'

const NEEDS_TOKEN = [401, 403]
const REDIRECTS = [301, 302, 303, 307, 308]
const MOST_REDIRECTS = 3
/** Addresses of which is known that they want a token: each range of a private video would be asked for twice. */
const MOST_REMEMBERED = 500

/** Opens large files of the instance, or of the store where it keeps them, to be read as a stream. */
export class InstanceStreams {
  private readonly wantToken = new Set<string>()

  constructor(
    private readonly connection: Connection,
    private readonly session: AuthorizedSession,
  ) {}

  /**
   * Any status is an answer. Null: at an address that a server may not send us to, or sent round and round. The token
   * goes to the instance's own origin alone, and only after it asked for one.
   */
  async open(address: string, request: StreamRequest, signal: AbortSignal): Promise<StreamAnswer | null> {
    let url = new URL(address, this.connection.origin)
    for (let step = 0; step <= MOST_REDIRECTS; step++) {
      const isOwn = url.origin === this.connection.origin
      if (!isOwn && !isPublicAddress(url)) return null
      const answer = isOwn ? await this.own(url, request, signal) : await this.ask(url, request, null, signal)
      if (!REDIRECTS.includes(answer.status)) return answer
      answer.body.destroy()
      url = new URL(answer.headers['location'] ?? '', url)
    }
    return null
  }

  private async own(url: URL, request: StreamRequest, signal: AbortSignal): Promise<StreamAnswer> {
    if (!this.wantToken.has(url.pathname)) {
      const answer = await this.ask(url, request, null, signal)
      if (!NEEDS_TOKEN.includes(answer.status)) return answer
      answer.body.destroy()
      if (this.wantToken.size >= MOST_REMEMBERED) this.wantToken.clear()
      this.wantToken.add(url.pathname)
    }
    const askedAt = this.connection.clock.now()
    const answer = await this.ask(url, request, await this.session.accessToken(), signal)
    if (answer.status !== 401) return answer
    // The server gave the token up before its time.
    if ((await this.session.refresh(askedAt)) === 'signed-out') return answer
    answer.body.destroy()
    return this.ask(url, request, await this.session.accessToken(), signal)
  }

  private ask(
    url: URL,
    { range, ifRange = null }: StreamRequest,
    token: string | null,
    signal: AbortSignal,
  ): Promise<StreamAnswer> {
    const { pool, clock, userAgent } = this.connection
    return openStream(pool, clock, {
      url,
      headers: {
        'User-Agent': userAgent,
        // A compressed answer has another length, and other ranges.
        'Accept-Encoding': 'identity',
        ...(range === null ? {} : { Range: range }),
        ...(ifRange === null ? {} : { 'If-Range': ifRange }),
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      signal,
    })
  }
}
