import { readHead } from './read-head'

export interface PictureKind {
  mime: 'image/png' | 'image/jpeg' | 'image/webp'
  extensions: readonly string[]
}

const PNG: PictureKind = { mime: 'image/png', extensions: ['.png'] }
const JPEG: PictureKind = { mime: 'image/jpeg', extensions: ['.jpg', '.jpeg'] }
const WEBP: PictureKind = { mime: 'image/webp', extensions: ['.webp'] }

const HEAD_BYTES = 16
const PNG_MAGIC = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG_MAGIC = Buffer.from([0xff, 0xd8, 0xff])

/** What a picture is by its first bytes, whatever its name says; null: none that an instance takes. */
export function pictureKindOf(head: Uint8Array): PictureKind | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  if (bytes.subarray(0, PNG_MAGIC.length).equals(PNG_MAGIC)) return PNG
  if (bytes.subarray(0, JPEG_MAGIC.length).equals(JPEG_MAGIC)) return JPEG
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
  return isWebp ? WEBP : null
}

/** Rejects with the system's error when the file can't be read. */
export async function pictureKindOfFile(path: string): Promise<PictureKind | null> {
  return pictureKindOf(await readHead(path, HEAD_BYTES))
}
