import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { ConnectionError } from '@shared/errors'
import type { Clock, FileSlice } from '../uploads/ports'
import type { AgentPool } from './agents'
import type { Bandwidth } from './bandwidth'
import { connectionError, describeRequest } from './failures'
import { sendBytes, sendSlice, type SendOptions } from './slice-sender'

export interface ExchangeOptions {
  method: string
  url: URL
  headers: Record<string, string>
  body: Uint8Array | FileSlice | null
  signal: AbortSignal
  /** The whole exchange, from the first byte sent to the last one received. */
  timeoutMs: number
  /** While the body is sent: the longest time without the socket taking any of it. */
  idleMs?: number
  /** What is longer than this is cut there. */
  responseLimitBytes: number
  bandwidth?: Bandwidth | null
  onSent?: (bytes: number) => void
}

export interface RawAnswer {
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
}

const CONNECT_MS = 30_000
const DEFAULT_IDLE_MS = 60_000

/**
 * One HTTP request and its answer; follows nothing, repeats nothing. Any status is an answer, also one that comes
 * before the body was sent: the rest is then not sent. Rejects with `ConnectionError`, with the signal's reason, or
 * with `file-unreadable` when the slice's file can't be read.
 */
export function exchange(pool: AgentPool, clock: Clock, options: ExchangeOptions): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    if (options.signal.aborted) reject(options.signal.reason as Error)
    else new Exchange(pool, clock, options, resolve, reject).start()
  })
}

class Exchange {
  private readonly request: ClientRequest
  /** Ends the sending of the body, whatever the reason. */
  private readonly sending = new AbortController()
  private readonly name: string
  private readonly cancelTimeout: () => void
  private cancelIdle: (() => void) | null = null
  private answering = false
  private bodySent = false
  private settled = false

  constructor(
    pool: AgentPool,
    private readonly clock: Clock,
    private readonly options: ExchangeOptions,
    private readonly resolve: (answer: RawAnswer) => void,
    private readonly reject: (error: unknown) => void,
  ) {
    const { method, url } = options
    this.name = describeRequest(method, url)
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    this.request = send(url, { method, agent: pool.agentFor(url), headers: headersOf(options) })
    this.cancelTimeout = clock.schedule(options.timeoutMs, () => {
      this.fail(new ConnectionError('timeout', this.name))
    })
  }

  start(): void {
    const { request, options } = this
    request.setNoDelay(true)
    request.on('response', (response) => {
      this.receive(response)
    })
    request.on('error', (error) => {
      // After the answer has begun, a broken pipe only says that the server wanted no more of the body.
      if (!this.answering) this.fail(connectionError(error, this.name))
    })
    request.on('finish', () => {
      this.bodySent = true
      this.restIdle(null)
    })
    options.signal.addEventListener('abort', this.onAbort, { once: true })
    this.restIdle(CONNECT_MS)
    this.sendBody()
  }

  private sendBody(): void {
    const { body, bandwidth = null, onSent, idleMs = DEFAULT_IDLE_MS } = this.options
    if (body === null) {
      this.request.end()
      return
    }
    const sent = (bytes: number): void => {
      if (this.settled) return
      this.restIdle(idleMs)
      onSent?.(bytes)
    }
    const sending = { bandwidth, signal: this.sending.signal, onSent: sent }
    sendOne(this.request, body, sending).catch((error: unknown) => {
      this.fail(error)
    })
  }

  private receive(response: IncomingMessage): void {
    this.answering = true
    this.restIdle(null)
    // A final answer before the end of the body: the server wants no more of it.
    if (!this.bodySent) this.sending.abort(new Error('answered early'))
    const parts: Buffer[] = []
    let bytes = 0
    const finish = (): void => {
      this.succeed(response, Buffer.concat(parts))
    }
    response.on('data', (part: Buffer) => {
      parts.push(part.subarray(0, this.options.responseLimitBytes - bytes))
      bytes += part.length
      if (bytes > this.options.responseLimitBytes) {
        finish()
        this.request.destroy()
      }
    })
    response.on('end', finish)
    response.on('error', (error) => {
      this.fail(connectionError(error, this.name))
    })
    response.on('close', () => {
      this.fail(new ConnectionError('reset', this.name))
    })
  }

  private readonly onAbort = (): void => {
    this.fail(this.options.signal.reason)
  }

  /** Starts the time again in which something has to happen while the body is sent; null: nothing has to. */
  private restIdle(delayMs: number | null): void {
    this.cancelIdle?.()
    this.cancelIdle = null
    if (delayMs === null || this.bodySent || this.settled) return
    this.cancelIdle = this.clock.schedule(delayMs, () => {
      this.fail(new ConnectionError('timeout', this.name))
    })
  }

  private settle(): boolean {
    if (this.settled) return false
    this.settled = true
    this.cancelTimeout()
    this.cancelIdle?.()
    this.options.signal.removeEventListener('abort', this.onAbort)
    return true
  }

  private succeed(response: IncomingMessage, body: Buffer): void {
    if (!this.settle()) return
    // With a part of the body unsent the connection can't carry another request.
    if (!this.bodySent) this.request.destroy()
    this.resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response), body })
  }

  private fail(error: unknown): void {
    if (!this.settle()) return
    this.sending.abort(error)
    this.request.destroy()
    this.reject(error)
  }
}

function sendOne(request: ClientRequest, body: Uint8Array | FileSlice, options: SendOptions): Promise<void> {
  return body instanceof Uint8Array ? sendBytes(request, body, options) : sendSlice(request, body, options)
}

function headersOf({ headers, body, method }: ExchangeOptions): Record<string, string> {
  const bytes = body === null ? 0 : body instanceof Uint8Array ? body.byteLength : body.end - body.start
  const hasBody = body !== null || (method !== 'GET' && method !== 'HEAD')
  return hasBody ? { ...headers, 'Content-Length': String(bytes) } : headers
}

/** Lower-case names; what came several times is one text. */
export function flatHeaders(response: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}
