import { isIP } from 'node:net'
import { exchange } from './exchange'
import type { Connection, TokenSource } from './wire'

const TIMEOUT_MS = 30_000
const NEEDS_TOKEN = [401, 403]

/** Reads pictures and captions, of the instance or of the store where it keeps its files. */
export class InstanceFiles {
  constructor(
    private readonly connection: Connection,
    private readonly session: TokenSource,
  ) {}

  /**
   * Null: not there, too long, or at an address that a server may not send us to. The token goes to the instance's own
   * origin alone, and only after it asked for one. Rejects with `ConnectionError` or the signal's reason.
   */
  async read(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null> {
    const { origin } = this.connection
    const url = new URL(address, origin)
    const isOwn = url.origin === origin
    if (!isOwn && !isPublicAddress(url)) return null
    let answer = await this.ask(url, null, limitBytes, signal)
    if (isOwn && NEEDS_TOKEN.includes(answer.status)) {
      const token = await this.session.accessToken()
      if (token !== null) answer = await this.ask(url, token, limitBytes, signal)
    }
    return answer.status === 200 && answer.body.length <= limitBytes ? answer.body : null
  }

  private ask(url: URL, token: string | null, limitBytes: number, signal: AbortSignal) {
    const { pool, clock, userAgent } = this.connection
    return exchange(pool, clock, {
      method: 'GET',
      url,
      headers: {
        'User-Agent': userAgent,
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: null,
      signal,
      timeoutMs: TIMEOUT_MS,
      responseLimitBytes: limitBytes + 1,
    })
  }
}

/** A server must not make this machine ask machines around it: elsewhere means https and a name of the public net. */
export function isPublicAddress({ protocol, hostname }: URL): boolean {
  if (protocol !== 'https:' || !hostname.includes('.')) return false
  return isIP(hostname) === 0 && !/\.(local|localhost|internal|lan|home\.arpa)$/i.test(hostname)
}
