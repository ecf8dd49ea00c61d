import type { IncomingMessage, ServerResponse } from 'node:http'
import { watchBody } from './body-watch'

export interface LoggedRequest {
  method: string
  /** Path with its query. */
  path: string
  /** 0 while no answer was sent, and for good when the connection was cut before one. */
  status: number
  /** Body bytes received. */
  bytes: number
  startedAtMs: number
}

export interface UploadStatistics {
  /** Most PUTs that were open at once, by upload id. */
  maxParallelPutsByUploadId: Record<string, number>
  /** Most PUTs of upload bodies that were open at once, over all uploads. */
  maxParallelPuts: number
  /** Body bytes of all PUTs to resumable routes. */
  putBytes: number
  putCount: number
}

const MAX_ROWS = 20_000

/** Remembers what was asked of the instance, in memory; the oldest half goes when there is too much of it. */
export class RequestLog {
  private rows: LoggedRequest[] = []
  private statistics = emptyStatistics()
  private readonly openPuts = new Map<string, number>()

  get requests(): readonly LoggedRequest[] {
    return this.rows
  }

  get uploads(): UploadStatistics {
    return this.statistics
  }

  reset(): void {
    this.rows = []
    this.statistics = emptyStatistics()
  }

  watch(request: IncomingMessage, response: ServerResponse): void {
    const row: LoggedRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      status: 0,
      bytes: 0,
      startedAtMs: Date.now(),
    }
    if (this.rows.length >= MAX_ROWS) this.rows = this.rows.slice(MAX_ROWS / 2)
    this.rows.push(row)
    const uploadId =
      row.method === 'PUT' ? new URL(row.path, 'http://instance').searchParams.get('upload_id') : null
    watchBody(request, (chunk) => {
      row.bytes += chunk.length
      if (uploadId !== null) this.statistics.putBytes += chunk.length
      return chunk
    })
    response.once('finish', () => {
      row.status = response.statusCode
    })
    if (uploadId !== null) this.countPut(uploadId, response)
  }

  private countPut(uploadId: string, response: ServerResponse): void {
    const { statistics, openPuts } = this
    const open = (openPuts.get(uploadId) ?? 0) + 1
    openPuts.set(uploadId, open)
    statistics.putCount += 1
    const byId = statistics.maxParallelPutsByUploadId
    byId[uploadId] = Math.max(byId[uploadId] ?? 0, open)
    const all = [...openPuts.values()].reduce((sum, count) => sum + count, 0)
    statistics.maxParallelPuts = Math.max(statistics.maxParallelPuts, all)
    response.once('close', () => {
      const left = (openPuts.get(uploadId) ?? 1) - 1
      if (left === 0) openPuts.delete(uploadId)
      else openPuts.set(uploadId, left)
    })
  }
}

function emptyStatistics(): UploadStatistics {
  return { maxParallelPutsByUploadId: {}, maxParallelPuts: 0, putBytes: 0, putCount: 0 }
}
