import { ServerError } from '@shared/errors'
import type { Clock, Wire, WireAnswer, WireRequest } from '../uploads/ports'
import type { AgentPool } from './agents'
import { serverError } from './answer'
import type { Bandwidth } from './bandwidth'
import { exchange } from './exchange'
import type { Pacer } from './pacing'

/** What every request to one instance goes through; the origin of a demo instance may change while the app runs. */
export interface Connection {
  readonly origin: string
  readonly pool: AgentPool
  readonly pacer: Pacer
  readonly clock: Clock
  readonly userAgent: string
}

/** Where the current access token comes from. */
export interface TokenSource {
  /** Refreshed before, when it has expired; null: signed out. Rejects when the refresh got no answer. */
  accessToken(): Promise<string | null>
}

const RESPONSE_LIMIT_BYTES = 64 * 1024

function answerOf(status: number, code: string | null, detail: string): WireAnswer {
  const problem = { type: 'about:blank', status, code: code ?? undefined, detail }
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify(problem),
  }
}

/**
 * One account's connection for uploads. Beside what `Wire` says: a slice whose file can't be read, or ends too soon,
 * rejects with `AppError('file-unreadable')`; a signed-out account gets PeerTube's 401 `invalid_token` without asking.
 */
export class PeerTubeWire implements Wire {
  constructor(
    private readonly connection: Connection,
    private readonly tokens: TokenSource,
    private readonly bandwidth: Bandwidth,
  ) {}

  async send(request: WireRequest): Promise<WireAnswer> {
    const { pool, pacer, clock, origin, userAgent } = this.connection
    const token = await this.token()
    if (typeof token !== 'string') return token
    await pacer.take('chunk', request.signal)
    const answer = await exchange(pool, clock, {
      method: request.method,
      url: urlWithin(origin, request.path),
      headers: { ...request.headers, 'User-Agent': userAgent, Authorization: `Bearer ${token}` },
      body: request.body,
      signal: request.signal,
      timeoutMs: request.timeoutMs,
      responseLimitBytes: RESPONSE_LIMIT_BYTES,
      bandwidth: this.bandwidth,
      ...(request.onSent === undefined ? {} : { onSent: request.onSent }),
    })
    pacer.seen(answer.status, answer.headers)
    return { status: answer.status, headers: answer.headers, body: answer.body.toString('utf8') }
  }

  refusal(answer: WireAnswer, request: string): ServerError {
    return serverError(answer, request, this.connection.clock.now())
  }

  /** Or what stands for the server's answer while there is none. */
  private async token(): Promise<string | WireAnswer> {
    try {
      return (await this.tokens.accessToken()) ?? answerOf(401, 'invalid_token', 'Token is invalid')
    } catch (error) {
      if (!(error instanceof ServerError)) throw error
      // The token endpoint is in trouble or asks for time: so does the upload, whatever the status was there.
      const { status, code, detail, retryAfterMs } = error.answer
      const answer = answerOf(status === 429 ? 429 : 503, code, detail)
      if (retryAfterMs !== null) answer.headers['retry-after'] = String(Math.ceil(retryAfterMs / 1000))
      return answer
    }
  }
}

/** A path on this origin. Throws when the path leads elsewhere (`//other.example/…`): a token never leaves its origin. */
export function urlWithin(origin: string, path: string): URL {
  const url = new URL(path, origin)
  if (url.origin !== origin || !path.startsWith('/')) throw new Error(`not a path of ${origin}`)
  return url
}
