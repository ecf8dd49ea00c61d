import { request as requestHttp } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders } from 'node:http'
import { request as requestHttps } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'

export interface Answer {
  status: number
  statusMessage: string
  headers: IncomingHttpHeaders
  text: string
  bytes: Buffer
}

export interface Call {
  method?: string
  headers?: Record<string, string>
  body?: Buffer | string
  /** Give a 429 back instead of waiting and asking again. */
  keeps429?: boolean
}

const ANSWER_TIMEOUT_MS = 120_000
const MAX_LIMITED_TRIES = 20

/** Opens a request whose body the caller writes; nothing is followed, added or hidden. */
export function openRequest(url: string, method: string, headers: Record<string, string>): ClientRequest {
  const send = url.startsWith('https:') ? requestHttps : requestHttp
  return send(url, { method, headers, agent: false })
}

async function sendOnce(url: string, call: Call): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = call
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  const request = openRequest(url, method, { ...length, ...headers })
  request.setTimeout(ANSWER_TIMEOUT_MS, () => request.destroy(new Error(`No answer from ${method} ${url}`)))
  const answer = new Promise<Answer>((resolve, reject) => {
    request.once('error', reject)
    request.once('response', (response) => {
      buffer(response).then((bytes) => {
        const { statusCode = 0, statusMessage = '', headers: answerHeaders } = response
        resolve({
          status: statusCode,
          statusMessage,
          headers: answerHeaders,
          text: bytes.toString('utf8'),
          bytes,
        })
      }, reject)
    })
  })
  request.end(body)
  return answer
}

/** Sends a request; a rate limit is waited out, since it is shared by all tests. */
export async function send(url: string, call: Call = {}): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await sendOnce(url, call)
    if (answer.status !== 429 || call.keeps429 === true || attempt === MAX_LIMITED_TRIES) return answer
    await delay((Number(answer.headers['retry-after'] ?? 1) + 0.2) * 1000)
  }
}

export function json(answer: Answer): Record<string, unknown> {
  return JSON.parse(answer.text) as Record<string, unknown>
}

/** One part of a multipart body: a text, or a file with its name and type. */
export type Part = [name: string, value: string] | [name: string, file: FilePart]

export interface FilePart {
  fileName: string
  type: string
  bytes: Buffer
}

const BOUNDARY = '----longshore-contract-suite'

export function multipart(parts: Part[]): Required<Pick<Call, 'body' | 'headers'>> {
  const pieces: Buffer[] = []
  for (const [name, value] of parts) {
    const isText = typeof value === 'string'
    const head = isText
      ? `Content-Disposition: form-data; name="${name}"`
      : `Content-Disposition: form-data; name="${name}"; filename="${value.fileName}"\r\nContent-Type: ${value.type}`
    pieces.push(Buffer.from(`--${BOUNDARY}\r\n${head}\r\n\r\n`), isText ? Buffer.from(value) : value.bytes)
    pieces.push(Buffer.from('\r\n'))
  }
  pieces.push(Buffer.from(`--${BOUNDARY}--\r\n`))
  return {
    body: Buffer.concat(pieces),
    headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` },
  }
}

export function form(fields: Record<string, string>): Required<Pick<Call, 'body' | 'headers'>> {
  return {
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  }
}
