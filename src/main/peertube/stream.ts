import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { ConnectionError } from '@shared/errors'
import type { StreamAnswer } from '../media/ports'
import type { Clock } from '../uploads/ports'
import type { AgentPool } from './agents'
import { flatHeaders } from './exchange'
import { connectionError, describeRequest } from './failures'

export interface StreamOptions {
  url: URL
  headers: Record<string, string>
  /** Ends the body too. */
  signal: AbortSignal
}

/** To the first byte of the answer's head. */
const HEAD_MS = 30_000

/**
 * A GET whose answer is read as fast as its reader goes, and never held in memory. Follows nothing. Rejects with
 * `ConnectionError` or the signal's reason; after that the body may end with an error.
 */
export function openStream(pool: AgentPool, clock: Clock, options: StreamOptions): Promise<StreamAnswer> {
  const { url, headers, signal } = options
  const name = describeRequest('GET', url)
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error)
      return
    }
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = send(url, { method: 'GET', agent: pool.agentFor(url), headers })
    const cancelTimeout = clock.schedule(HEAD_MS, () => {
      fail(new ConnectionError('timeout', name))
    })
    const onAbort = (): void => {
      fail(signal.reason)
    }
    const fail = (error: unknown): void => {
      cancelTimeout()
      signal.removeEventListener('abort', onAbort)
      request.destroy(error instanceof Error ? error : new Error(String(error)))
      reject(error)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    request.on('error', (error) => {
      fail(signal.aborted ? signal.reason : connectionError(error, name))
    })
    request.on('response', (response) => {
      cancelTimeout()
      response.once('close', () => {
        signal.removeEventListener('abort', onAbort)
      })
      resolve({ status: response.statusCode ?? 0, headers: flatHeaders(response), body: response })
    })
    request.end()
  })
}
