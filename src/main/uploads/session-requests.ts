import type { UploadAccount, WireAnswer } from './ports'
import type { SizedSlice } from './file-reader'
import type { UploadRecord } from './store'
import { uploadPath } from './uploadx'

const ASK_TIMEOUT_MS = 60_000
const TERMINATE_TIMEOUT_MS = 30_000

/** Requests to a session outside of a pass. Any status is an answer, and looked at by the caller. */
export class SessionRequests {
  private readonly path: string
  private readonly fileBytes: number

  constructor(
    private readonly account: UploadAccount,
    uploadId: string,
    { fileBytes, replaces }: Pick<UploadRecord, 'fileBytes' | 'replaces'>,
  ) {
    this.fileBytes = fileBytes
    this.path = `${uploadPath(replaces)}?upload_id=${encodeURIComponent(uploadId)}`
  }

  /** What the server has: 308 with `Range`. */
  askOffset(signal: AbortSignal): Promise<WireAnswer> {
    return this.put({ 'Content-Range': `bytes */${String(this.fileBytes)}` }, null, signal)
  }

  sendSlice(slice: SizedSlice, digest: string, signal: AbortSignal): Promise<WireAnswer> {
    const range = `bytes ${String(slice.start)}-${String(slice.end - 1)}/${String(this.fileBytes)}`
    return this.put({ 'Content-Range': range, Digest: digest }, slice, signal)
  }

  /** Best effort: the server would find out by itself within two hours. */
  async terminate(signal: AbortSignal = new AbortController().signal): Promise<void> {
    const { path } = this
    const timeoutMs = TERMINATE_TIMEOUT_MS
    const request = { method: 'DELETE', path, headers: {}, body: null, signal, timeoutMs } as const
    await this.account.wire.send(request).catch(() => undefined)
  }

  private put(
    headers: Record<string, string>,
    slice: SizedSlice | null,
    signal: AbortSignal,
  ): Promise<WireAnswer> {
    return this.account.wire.send({
      method: 'PUT',
      path: this.path,
      headers: { ...headers, 'Content-Type': 'application/octet-stream' },
      body: slice === null ? null : { path: slice.path, start: slice.start, end: slice.end },
      signal,
      timeoutMs: ASK_TIMEOUT_MS,
    })
  }
}
