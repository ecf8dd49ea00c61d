import type { ClientRequest } from 'node:http'
import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { FileSlice } from '../uploads/ports'
import type { Bandwidth } from './bandwidth'

/** Reads as large as this keep the disk and the socket busy; two of them take turns, whatever the file's size. */
const BUFFER_BYTES = 1024 * 1024
const BUFFERS = 2
const PIECE_BYTES = 64 * 1024

export interface SendOptions {
  bandwidth: Bandwidth | null
  signal: AbortSignal
  /** Told the bytes that the socket has taken over so far. */
  onSent: (bytes: number) => void
}

/** Buffers that go from the file to the socket and back; `take` waits for one to be free: that is the backpressure. */
class BufferPool {
  private readonly free: Buffer[] = []
  private made = 0
  private waiting: ((buffer: Buffer | null) => void) | null = null

  constructor(
    private readonly bytes: number,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.waiting?.(null), { once: true })
  }

  /** Null once the sending was aborted. For one taker at a time. */
  take(): Buffer | Promise<Buffer | null> {
    const buffer = this.free.pop()
    if (buffer !== undefined) return buffer
    if (this.made < BUFFERS) {
      this.made += 1
      return Buffer.allocUnsafeSlow(this.bytes)
    }
    return new Promise((resolve) => {
      this.waiting = resolve
    })
  }

  give(buffer: Buffer): void {
    const waiting = this.waiting
    this.waiting = null
    if (waiting === null) this.free.push(buffer)
    else waiting(buffer)
  }
}

function unreadable(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new AppError('file-unreadable', `the file can't be read: ${code}`, { systemCode: code })
}

async function openSlice(slice: FileSlice): Promise<FileHandle> {
  try {
    return await open(slice.path, 'r')
  } catch (error) {
    throw unreadable(error)
  }
}

async function readInto(
  handle: FileHandle,
  buffer: Buffer,
  length: number,
  position: number,
): Promise<number> {
  let bytesRead: number
  try {
    bytesRead = (await handle.read(buffer, 0, length, position)).bytesRead
  } catch (error) {
    throw unreadable(error)
  }
  if (bytesRead === 0)
    throw new AppError('file-unreadable', 'the file is shorter than it was', { systemCode: 'EOF' })
  return bytesRead
}

/**
 * Lets answers that have already arrived be read before more is written, since a failed write closes the socket and
 * loses them. Two turns: between them the event loop looks at every socket.
 */
async function readWhatCame(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A function, since it changes behind the compiler's back. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve()
        },
        { once: true },
      )
  })
}

/** Sends bytes that are in memory (metadata with pictures), piece by piece, so that a slow line shows its progress. */
export async function sendBytes(
  request: ClientRequest,
  body: Uint8Array,
  options: SendOptions,
): Promise<void> {
  const stopped = aborted(options.signal)
  for (let start = 0; start < body.byteLength && !isAborted(options.signal); start += PIECE_BYTES) {
    const piece = body.subarray(start, start + PIECE_BYTES)
    const taken = new Promise<void>((resolve) =>
      request.write(piece, () => {
        resolve()
      }),
    )
    await Promise.race([taken, stopped])
    if (!isAborted(options.signal)) options.onSent(start + piece.byteLength)
  }
  if (!isAborted(options.signal)) request.end()
}

/**
 * Streams bytes of a file into a request whose Content-Length is already set, and ends it. Stops silently when the
 * signal is aborted (an early answer, a cut connection). Rejects with `file-unreadable`. Closes its descriptor always.
 */
export async function sendSlice(
  request: ClientRequest,
  slice: FileSlice,
  options: SendOptions,
): Promise<void> {
  const handle = await openSlice(slice)
  try {
    await pump(request, handle, slice, options)
    if (!isAborted(options.signal)) request.end()
  } catch (error) {
    if (!isAborted(options.signal)) throw error
  } finally {
    await handle.close()
  }
}

async function pump(
  request: ClientRequest,
  handle: FileHandle,
  slice: FileSlice,
  options: SendOptions,
): Promise<void> {
  const { bandwidth, signal, onSent } = options
  const pool = new BufferPool(Math.min(BUFFER_BYTES, slice.end - slice.start), signal)
  let position = slice.start
  let taken = 0
  while (position < slice.end && !isAborted(signal)) {
    const buffer = await pool.take()
    if (buffer === null) return
    const wanted = Math.min(buffer.length, slice.end - position)
    const length = bandwidth?.piece(wanted) ?? wanted
    const bytesRead = await readInto(handle, buffer, length, position)
    await bandwidth?.take(bytesRead, signal)
    await readWhatCame()
    if (isAborted(signal)) return
    position += bytesRead
    request.write(buffer.subarray(0, bytesRead), (error) => {
      if (error != null) return
      taken += bytesRead
      pool.give(buffer)
      onSent(taken)
    })
  }
}
