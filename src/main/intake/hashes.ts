import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

const EDGE_BYTES = 64 * 1024

/** Up to this size the edges are the whole file, and equal edge hashes mean equal files. */
export const EDGES_COVER_BYTES = 2 * EDGE_BYTES

/** SHA-256, in hex, of the size and of the first and last 64 KiB: two reads, whatever the size of the file. */
export async function edgeHash(path: string, bytes: number): Promise<string> {
  const file = await open(path, 'r')
  try {
    const hash = createHash('sha256').update(`${String(bytes)}\n`)
    const headBytes = Math.min(bytes, EDGE_BYTES)
    const tailBytes = Math.min(bytes - headBytes, EDGE_BYTES)
    for (const [length, position] of [
      [headBytes, 0],
      [tailBytes, bytes - tailBytes],
    ] as const) {
      if (length === 0) continue
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, position)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return hash.digest('hex')
  } finally {
    await file.close()
  }
}

/** SHA-256 of the whole file, in hex, streamed. Rejects with the signal's reason when it is aborted. */
export async function fileHash(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal })
  return hash.digest('hex')
}
