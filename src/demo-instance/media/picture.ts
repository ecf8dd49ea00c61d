import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

const WIDTH = 280
const HEIGHT = 157

/** A plain PNG in a colour that follows from `seed`: the picture of a video that was given none. */
export function placeholderPicture(seed: string): Buffer {
  const [red = 0, green = 0, blue = 0] = createHash('sha1').update(seed).digest()
  const row = Buffer.alloc(1 + WIDTH * 3)
  const rows: Buffer[] = []
  for (let y = 0; y < HEIGHT; y++) {
    const shade = 0.45 + (0.4 * y) / HEIGHT
    for (let x = 0; x < WIDTH; x++)
      row.set([red * shade, green * shade, blue * shade].map(Math.floor), 1 + x * 3)
    rows.push(Buffer.from(row))
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.concat(rows))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

const mimeByMagic: [magic: string, mime: string][] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['52494646', 'image/webp'],
]

/** Mime type by the first bytes; JPEG when unknown, as the file names say. */
export function pictureMime(head: Buffer): string {
  const hex = head.subarray(0, 4).toString('hex')
  return mimeByMagic.find(([magic]) => hex.startsWith(magic))?.[1] ?? 'image/jpeg'
}

const endings: [start: string, end: string][] = [
  ['ffd8ff', 'ffd9'],
  ['89504e47', '49454e44ae426082'],
]

/** Whether a picture begins and ends as its kind does; of WebP the size in its head is looked at. */
export function isWholePicture(bytes: Buffer): boolean {
  if (bytes.toString('latin1', 0, 4) === 'RIFF') return bytes.length >= bytes.readUInt32LE(4) + 8
  return endings.some(
    ([start, end]) => bytes.toString('hex').startsWith(start) && bytes.toString('hex').endsWith(end),
  )
}
