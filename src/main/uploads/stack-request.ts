import { AppError, ConnectionError } from '@shared/errors'
import type { PublishedVideo } from '@shared/uploads/upload'
import type { HttpRequest, HttpResponse } from 'tus-js-client'
import type { LostChunk } from './chunk-size'
import type { Phase } from './failure-table'
import type { SizedSlice } from './file-reader'
import type { FileSlice, Wire, WireAnswer } from './ports'
import { SessionFound, StrangeAnswer, UnexpectedOffset } from './problems'
import { readRange, sessionUrl, uploadIdOf } from './uploadx'

const ASK_TIMEOUT_MS = 60_000
/** The server ends a request after five minutes. */
export const CHUNK_TIMEOUT_MS = 5 * 60_000
/** What a server or a proxy answers that had to wait too long for a body. */
const OUT_OF_TIME = [408, 504]
/** The last one waits for the server to probe the file and to make the video. */
const LAST_CHUNK_TIMEOUT_MS = 15 * 60_000

/** What the stack needs beside the wire; all of it belongs to one run of one upload. */
export interface StackContext {
  wire: Wire
  signal: AbortSignal
  fileBytes: number
  /** Of the routes that take the upload, on the instance's origin. */
  path: string
  /** The video in an answer that says that all is done; null: the answer is something else. */
  videoOf: (answer: WireAnswer) => PublishedVideo | null
  /** The init's body and headers, made when it is sent. */
  encodeInit: () => { headers: Record<string, string>; body: Uint8Array }
  /** The `Digest` header for a slice, or null when none is wanted. */
  digest: (slice: FileSlice) => Promise<string | null>
  /** Called, and waited for, before the chunk with the last byte goes out. */
  beforeLastChunk: (offset: number) => Promise<void>
  /** Once the session's id is known, before anything is sent to it. */
  onSession: (uploadId: string) => void
  onPhase: (phase: Phase) => void
  onChunk: (slice: FileSlice, durationMs: number) => void
  /** Its connection ended before its answer came. */
  onChunkLost: (chunk: LostChunk) => void
  /** The offset from which the driver goes on. */
  onOffset: (offset: number) => void
  /** Called when a chunk begins to go out. `isChecked`: with a checksum. */
  onChunkStart: (start: number, end: number, isChecked: boolean) => void
  /** Where to go on when the server says that it has so many bytes. */
  resumeAt: (offset: number) => number
  onVideo: (video: PublishedVideo) => void
  monotonic: () => number
}

/** One request of the driver, in the words of uploadx. */
export class StackRequest implements HttpRequest {
  private readonly headers = new Map<string, string>()
  private onProgress: (bytesSent: number) => void = () => undefined

  constructor(
    private readonly method: string,
    private readonly url: string,
    private readonly context: StackContext,
    private readonly onSend: (request: Promise<unknown>) => void,
  ) {}

  getMethod(): string {
    return this.method
  }

  getURL(): string {
    return this.url
  }

  setHeader(name: string, value: string): void {
    this.headers.set(name.toLowerCase(), value)
  }

  getHeader(name: string): string | undefined {
    return this.headers.get(name.toLowerCase())
  }

  setProgressHandler(handler: (bytesSent: number) => void): void {
    this.onProgress = handler
  }

  getUnderlyingObject(): null {
    return null
  }

  /** The run's own signal ends requests: it carries the reason. */
  abort(): Promise<void> {
    return Promise.resolve()
  }

  send(body: unknown): Promise<HttpResponse> {
    const answer = this.exchange(body)
    this.onSend(answer)
    return answer
  }

  private async exchange(body: unknown): Promise<HttpResponse> {
    // The driver goes on with what it was about to do when it is stopped.
    this.context.signal.throwIfAborted()
    switch (this.method) {
      case 'POST':
        return this.create()
      case 'HEAD':
        return this.ask()
      case 'PATCH':
        return this.sendChunk(body as SizedSlice)
      default:
        throw new Error(`unexpected ${this.method}`)
    }
  }

  private async create(): Promise<HttpResponse> {
    const { wire, signal, encodeInit, onPhase, onSession } = this.context
    onPhase('init')
    const { headers, body } = encodeInit()
    const request = {
      method: 'POST',
      path: this.context.path,
      headers,
      body,
      signal,
      timeoutMs: ASK_TIMEOUT_MS,
    } as const
    const answer = await wire.send(request)
    if (answer.status !== 201 && answer.status !== 200) throw wire.refusal(answer, 'POST upload-resumable')
    const uploadId = uploadIdOf(answer)
    if (uploadId === null) throw new StrangeAnswer('the init was answered without an upload_id')
    onSession(uploadId)
    if ((readRange(answer) ?? 0) > 0) throw new SessionFound('the session has bytes already')
    this.context.onOffset(0)
    return response(201, { location: sessionUrl(this.url, uploadId) })
  }

  /**
   * When all bytes are there and no video came of them, the last byte is sent again: that makes the server finish.
   */
  private async ask(): Promise<HttpResponse> {
    const { fileBytes, onPhase, onVideo, resumeAt } = this.context
    onPhase('query')
    const answer = await this.put({ 'Content-Range': `bytes */${String(fileBytes)}` }, null, ASK_TIMEOUT_MS)
    const length = String(fileBytes)
    if (isDone(answer)) {
      onVideo(this.videoOf(answer))
      return response(200, { 'upload-offset': length, 'upload-length': length })
    }
    const offset = resumeAt(Math.min(this.offsetOf(answer, 'resume query'), fileBytes - 1))
    this.context.onOffset(offset)
    return response(200, { 'upload-offset': String(offset), 'upload-length': length })
  }

  private async sendChunk(slice: SizedSlice): Promise<HttpResponse> {
    const { fileBytes, beforeLastChunk, onChunkStart, onPhase } = this.context
    const isLast = slice.end === fileBytes
    if (isLast) await beforeLastChunk(slice.start)
    onPhase(isLast ? 'last-chunk' : 'chunk')
    const digest = await this.digest(slice)
    this.context.signal.throwIfAborted()
    onChunkStart(slice.start, slice.end, digest !== null)
    const startedAt = this.context.monotonic()
    const range = `bytes ${String(slice.start)}-${String(slice.end - 1)}/${String(fileBytes)}`
    const headers = { 'Content-Range': range, ...(digest === null ? {} : { Digest: digest }) }
    const timeoutMs = isLast ? LAST_CHUNK_TIMEOUT_MS : CHUNK_TIMEOUT_MS
    const answer = await this.putOrTell(headers, slice, timeoutMs)
    const offset = this.readOffset(answer, slice)
    this.context.onChunk(slice, this.context.monotonic() - startedAt)
    if (!isLast) this.context.onOffset(offset)
    return response(204, { 'upload-offset': String(offset) })
  }

  /** A chunk that is lost on the way is told, so that the next one may be smaller. */
  private async putOrTell(
    headers: Record<string, string>,
    slice: SizedSlice,
    timeoutMs: number,
  ): Promise<WireAnswer> {
    const { monotonic, onChunkLost } = this.context
    const startedAt = monotonic()
    const told = this.onProgress
    let sentBytes = 0
    const lost = (): void => {
      onChunkLost({ bytes: slice.end - slice.start, sentBytes, durationMs: monotonic() - startedAt })
    }
    this.onProgress = (bytes) => {
      sentBytes = bytes
      told(bytes)
    }
    try {
      const answer = await this.put(headers, slice, timeoutMs)
      if (OUT_OF_TIME.includes(answer.status)) lost()
      return answer
    } catch (error) {
      if (error instanceof ConnectionError) lost()
      throw error
    }
  }

  private async digest(slice: FileSlice): Promise<string | null> {
    try {
      return await this.context.digest(slice)
    } catch (error) {
      this.context.signal.throwIfAborted()
      if (!(error instanceof Error) || error.name === 'FileProblem') throw error
      throw new AppError('file-unreadable', 'the file could not be hashed', {}, { cause: error })
    }
  }

  /** The returned end equals the sent end, or the offset is asked again. */
  private readOffset(answer: WireAnswer, slice: FileSlice): number {
    if (isDone(answer)) {
      this.context.onVideo(this.videoOf(answer))
      return this.context.fileBytes
    }
    const offset = this.offsetOf(answer, 'chunk')
    if (offset !== slice.end || slice.end === this.context.fileBytes)
      throw new UnexpectedOffset(slice.start, offset)
    return offset
  }

  private offsetOf(answer: WireAnswer, what: string): number {
    if (answer.status !== 308) throw this.context.wire.refusal(answer, `PUT upload-resumable (${what})`)
    const offset = readRange(answer)
    if (offset === null) throw new StrangeAnswer('308 without a Range')
    return offset
  }

  private videoOf(answer: WireAnswer): PublishedVideo {
    const video = this.context.videoOf(answer)
    if (video === null) throw new StrangeAnswer(`${String(answer.status)} without a video`)
    return video
  }

  private put(
    headers: Record<string, string>,
    slice: FileSlice | null,
    timeoutMs: number,
  ): Promise<WireAnswer> {
    const uploadId = new URL(this.url).searchParams.get('upload_id') ?? ''
    return this.context.wire.send({
      method: 'PUT',
      path: `${this.context.path}?upload_id=${encodeURIComponent(uploadId)}`,
      headers: { ...headers, 'Content-Type': 'application/octet-stream' },
      body: slice === null ? null : { path: slice.path, start: slice.start, end: slice.end },
      onSent: this.onProgress,
      signal: this.context.signal,
      timeoutMs,
    })
  }
}

function isDone({ status }: WireAnswer): boolean {
  return status === 200 || status === 201 || status === 204
}

function response(status: number, headers: Record<string, string>): HttpResponse {
  return {
    getStatus: () => status,
    getHeader: (name) => headers[name.toLowerCase()],
    getBody: () => '',
    getUnderlyingObject: () => null,
  }
}
