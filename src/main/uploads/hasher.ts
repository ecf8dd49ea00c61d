import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileSlice } from './ports'

/** SHA-256 of a piece of a file, as bytes. In the app a thread of its own; here also in place, for plain Node. */
export interface Hasher {
  /** Told that a piece will come soon, so that it need not wait for the thread to start. */
  warmUp(): void
  sha256(slice: FileSlice, signal: AbortSignal): Promise<Uint8Array>
  close(): Promise<void>
}

const READ_BYTES = 1024 * 1024

/** Reads and hashes a piece at a time, so that other work of the thread goes on in between. */
export async function hashSlice(slice: FileSlice, signal: AbortSignal): Promise<Uint8Array> {
  const file = await open(slice.path, 'r')
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, slice.end - slice.start))
    let position = slice.start
    while (position < slice.end) {
      signal.throwIfAborted()
      const { bytesRead } = await file.read(
        buffer,
        0,
        Math.min(buffer.length, slice.end - position),
        position,
      )
      // Shorter than it was: the check of the file that follows says so.
      if (bytesRead === 0) break
      hash.update(buffer.subarray(0, bytesRead))
      position += bytesRead
    }
    return hash.digest()
  } finally {
    await file.close()
  }
}

export const hasherInPlace: Hasher = {
  warmUp: () => undefined,
  sha256: hashSlice,
  close: () => Promise.resolve(),
}
