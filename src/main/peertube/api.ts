import { ConnectionError, ServerError } from '@shared/errors'
import type { z } from 'zod'
import { serverError } from './answer'
import { exchange, type RawAnswer } from './exchange'
import { describeRequest } from './failures'
import { encodeMultipart, type FilePart, type FormValue } from './multipart'
import type { Operation, PathParams } from './operations/define'
import type { Priority } from './pacing'
import { urlWithin, type Connection } from './wire'

export type Body =
  | { json: unknown }
  | { form: Readonly<Record<string, string>> }
  | { multipart: Readonly<Record<string, FormValue>>; files: readonly FilePart[] }

type Value = string | number | boolean

/** `params` is demanded exactly when the path has names in braces. */
type Params<Path extends string> = [PathParams<Path>] extends [never]
  ? { params?: never }
  : { params: Record<PathParams<Path>, string | number> }

export type CallOptions<Path extends string, Query extends string> = Params<Path> & {
  query?: Partial<Record<Query, Value>>
  body?: Body
  headers?: Readonly<Record<string, string>>
  signal: AbortSignal
  /** Default: `background`. */
  priority?: Priority
  /** Default: 30 s. */
  timeoutMs?: number
}

/** The call's options once its operation is known to fit. */
export type AnyCallOptions = Omit<CallOptions<string, string>, 'params'> & {
  params?: Readonly<Record<string, string | number>>
}

const DEFAULT_TIMEOUT_MS = 30_000
const RESPONSE_LIMIT_BYTES = 8 * 1024 * 1024

/** Calls the operations of one instance. Rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export class Api {
  constructor(readonly connection: Connection) {}

  async call<Path extends string, Query extends string, Result extends z.ZodType>(
    operation: Operation<Path, Query, Result>,
    options: CallOptions<Path, Query>,
    token: string | null = null,
  ): Promise<z.infer<Result>> {
    const answer = await this.ask(operation, options, token)
    const request = describeRequest(operation.method, urlWithin(this.connection.origin, operation.path))
    return readResult(operation, answer, request, this.connection.clock.now())
  }

  private async ask(operation: Operation, options: AnyCallOptions, token: string | null): Promise<RawAnswer> {
    const url = urlWithin(this.connection.origin, pathOf(operation, options))
    const encoded = await encode(options.body)
    const attempt = (): Promise<RawAnswer> => this.once(operation, options, url, encoded, token)
    try {
      return await attempt()
    } catch (error) {
      // An idle connection that the server closed just now; harmless to ask again where asking twice is.
      if (operation.idempotent && error instanceof ConnectionError && error.failure === 'reset')
        return attempt()
      throw error
    }
  }

  private async once(
    operation: Operation,
    options: AnyCallOptions,
    url: URL,
    encoded: Awaited<ReturnType<typeof encode>>,
    token: string | null,
  ): Promise<RawAnswer> {
    const { pool, pacer, clock, userAgent } = this.connection
    // The token endpoint has a limit of its own: its headers say nothing of the API's.
    const isPaced = operation.path.startsWith('/api/') && !operation.path.endsWith('/users/token')
    if (isPaced) await pacer.take(options.priority ?? 'background', options.signal)
    const answer = await exchange(pool, clock, {
      method: operation.method,
      url,
      headers: {
        ...options.headers,
        ...encoded.headers,
        Accept: 'application/json',
        'User-Agent': userAgent,
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: encoded.body,
      signal: options.signal,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      responseLimitBytes: RESPONSE_LIMIT_BYTES,
    })
    if (isPaced) pacer.seen(answer.status, answer.headers)
    return answer
  }
}

function pathOf(operation: Operation, { params = {}, query = {} }: AnyCallOptions): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

async function encode(
  body: Body | undefined,
): Promise<{ headers: Record<string, string>; body: Uint8Array | null }> {
  if (body === undefined) return { headers: {}, body: null }
  if ('json' in body) {
    return { headers: { 'Content-Type': 'application/json' }, body: Buffer.from(JSON.stringify(body.json)) }
  }
  if ('form' in body) {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    return { headers, body: Buffer.from(new URLSearchParams(body.form).toString()) }
  }
  return encodeMultipart(body.multipart, body.files)
}

/** The part of an answer that the operation declares. */
export function readResult<Result extends z.ZodType>(
  operation: Operation<string, string, Result>,
  answer: RawAnswer,
  request: string,
  now: number,
): z.infer<Result> {
  const body = answer.body.toString('utf8')
  if (answer.status < 200 || answer.status > 299) throw serverError({ ...answer, body }, request, now)
  const parsed = operation.result.safeParse(jsonOrNothing(body))
  if (parsed.success) return parsed.data
  throw new ServerError(unexpected, request)
}

/** A success that says something else than PeerTube would: a captive portal, a proxy's page. As bad as a bad gateway. */
const unexpected = {
  status: 502,
  code: 'unexpected_answer',
  detail: 'The answer is not what PeerTube would say.',
  retryAfterMs: null,
  isJson: false,
  invalidParams: {},
}

function jsonOrNothing(body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
