import type { IncomingMessage, ServerResponse } from 'node:http'
import { watchBody } from './body-watch'

export interface FaultMatch {
  method?: string
  /** Regular expression over path and query. */
  path?: string
  /** The first matching request it befalls, from 1. Default 1. */
  nth?: number
  /** How many matching requests it befalls. Default 1. */
  times?: number
}

export type Fault =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string>; contentType?: string }
  /** Destroys the connection when so many bytes of the body have been received and stored. */
  | { kind: 'cut'; afterBytes: number }
  /** Does the work and destroys the connection instead of answering. */
  | { kind: 'cut-response' }
  | { kind: 'delay'; ms: number }
  /** The HTML 413 of a proxy for bodies above `maxBytes`. */
  | { kind: 'proxy-413'; maxBytes: number }
  /** Flips a bit of the first byte of the body. */
  | { kind: 'corrupt' }
  /** Never answers; the body is taken in up to `afterBytes` (default: not at all). */
  | { kind: 'stall'; afterBytes?: number }

export interface FaultRule {
  match: FaultMatch
  fault: Fault
}

/** Time for what was received to reach the disk before the connection is cut. */
const SETTLE_MS = 50

/** Rules are tried in the order they were added; the first that matches is applied and uses itself up. */
export class FaultQueue {
  private rules: { rule: FaultRule; path: RegExp; seen: number }[] = []

  add(rule: FaultRule): void {
    this.rules.push({ rule, path: new RegExp(rule.match.path ?? ''), seen: 0 })
  }

  clear(): void {
    this.rules = []
  }

  get pending(): FaultRule[] {
    return this.rules.map(({ rule }) => rule)
  }

  private take(request: IncomingMessage): Fault | null {
    for (const entry of this.rules) {
      const { match, fault } = entry.rule
      if (match.method !== undefined && match.method !== request.method) continue
      if (!entry.path.test(request.url ?? '')) continue
      if (fault.kind === 'proxy-413' && Number(request.headers['content-length'] ?? 0) <= fault.maxBytes)
        continue
      entry.seen += 1
      const first = match.nth ?? 1
      if (entry.seen < first) continue
      if (entry.seen >= first + (match.times ?? 1) - 1)
        this.rules = this.rules.filter((other) => other !== entry)
      return fault
    }
    return null
  }

  /** Applies the fault that is due, if any; `proceed` hands the request on to the instance. */
  apply(request: IncomingMessage, response: ServerResponse, proceed: () => void): void {
    const fault = this.take(request)
    if (fault === null) proceed()
    else inflict(fault, request, response, proceed)
  }
}

function inflict(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  proceed: () => void,
): void {
  switch (fault.kind) {
    case 'status':
      answer(request, response, fault.status, fault)
      return
    case 'proxy-413':
      answer(request, response, 413, { body: proxyPage, contentType: 'text/html' })
      return
    case 'delay':
      setTimeout(proceed, fault.ms)
      return
    case 'cut':
      letThrough(request, fault.afterBytes, () => setTimeout(() => request.socket.destroy(), SETTLE_MS))
      proceed()
      return
    case 'cut-response':
      swallowAnswer(request, response)
      proceed()
      return
    case 'corrupt':
      corrupt(request)
      proceed()
      return
    case 'stall':
      if (fault.afterBytes === undefined) return
      letThrough(request, fault.afterBytes, () => undefined)
      proceed()
      return
    default:
      throw new Error(`Unknown fault ${JSON.stringify(fault satisfies never)}`)
  }
}

const proxyPage = [
  '<html>',
  '<head><title>413 Request Entity Too Large</title></head>',
  '<body>',
  '<center><h1>413 Request Entity Too Large</h1></center>',
  '<hr><center>nginx</center>',
  '</body>',
  '</html>',
  '',
].join('\r\n')

type CannedAnswer = Pick<Extract<Fault, { kind: 'status' }>, 'body' | 'headers' | 'contentType'>

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  canned: CannedAnswer,
): void {
  request.resume()
  const { body = '', headers = {}, contentType } = canned
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const type = contentType ?? (typeof body === 'string' ? 'text/plain' : 'application/problem+json')
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text), ...headers })
  response.end(text)
}

/** Lets `limit` bytes of the body arrive and calls back once when there would be more (or none were wanted). */
function letThrough(request: IncomingMessage, limit: number, onLimit: () => void): void {
  let left = limit
  let reached = false
  const watcher = (chunk: Buffer): Buffer => {
    const part = chunk.subarray(0, left)
    left -= part.length
    if (left === 0 && !reached) {
      reached = true
      onLimit()
    }
    return part
  }
  watchBody(request, watcher, () => reached)
}

function corrupt(request: IncomingMessage): void {
  let done = false
  watchBody(request, (chunk) => {
    if (done) return chunk
    done = true
    const copy = Buffer.from(chunk)
    copy[0] = (copy[0] ?? 0) ^ 1
    return copy
  })
}

function swallowAnswer(request: IncomingMessage, response: ServerResponse): void {
  const cut = (): ServerResponse => {
    request.socket.destroy()
    return response
  }
  response.writeHead = () => response
  response.write = () => true
  response.end = cut
}
