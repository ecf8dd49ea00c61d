import { open, type FileHandle } from 'node:fs/promises'

/** A hostile file has boxes of eight bytes by the million. */
const MOST_BOXES = 500_000
const HEAD_BYTES = 16
/** What is put together anew differs a little in size from what it was made of. */
const LEAST_SHARE = 0.9

export type Mp4End =
  /** The index of its fragments, which is written last. */
  | 'index'
  /** In the middle of a box. */
  | 'cut'
  /** Behind a box, or it is something else. */
  | 'unknown'

/**
 * Whether a file that was put together while it was sent came whole. Its sender names no size, and may end the answer in
 * order also when its work broke off: the file itself has to tell.
 * @param estimatedBytes of what it was made of; null: not known
 */
export async function isWhole(path: string, estimatedBytes: number | null): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    const end = await endOf(handle, size)
    if (end !== 'unknown') return end === 'index'
    return size > 0 && size >= (estimatedBytes ?? 0) * LEAST_SHARE
  } finally {
    await handle.close()
  }
}

async function endOf(handle: FileHandle, size: number): Promise<Mp4End> {
  let last = ''
  let at = 0
  for (let boxes = 0; at < size; boxes++) {
    if (boxes >= MOST_BOXES) return 'unknown'
    const box = await boxAt(handle, at)
    if (boxes === 0 && box?.type !== 'ftyp') return 'unknown'
    if (box === null || at + box.bytes > size) return 'cut'
    last = box.type
    at += box.bytes
  }
  return last === 'mfra' ? 'index' : 'unknown'
}

/** Null: cut, or none. */
async function boxAt(handle: FileHandle, at: number): Promise<{ type: string; bytes: number } | null> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, at)
  if (bytesRead < 8) return null
  const type = buffer.toString('latin1', 4, 8)
  const short = buffer.readUInt32BE(0)
  if (short !== 1) return short < 8 ? null : { type, bytes: short }
  const long = bytesRead < HEAD_BYTES ? 0 : Number(buffer.readBigUInt64BE(8))
  return long < HEAD_BYTES ? null : { type, bytes: long }
}
