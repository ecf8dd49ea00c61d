import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

export interface Probe {
  /** Whole seconds, rounded as PeerTube does; 0 when the container does not tell. */
  durationSeconds: number
}

const HEAD_BYTES = 4096
const MAX_MOOV_BYTES = 8 * 1024 * 1024

type Magic = [offset: number, bytes: string]

/** First bytes of the containers that PeerTube takes, in Latin-1. */
const magics: Magic[] = [
  [4, 'ftyp'],
  [4, 'moov'],
  [4, 'mdat'],
  [4, 'wide'],
  [0, '\x1a\x45\xdf\xa3'],
  [0, 'RIFF'],
  [0, 'OggS'],
  [0, 'FLV'],
  [0, '\x30\x26\xb2\x75'],
  [0, '\x00\x00\x01\xba'],
  [0, '\x00\x00\x01\xb3'],
  [0, '\x06\x0e\x2b\x34'],
  [0, 'nut/multimedia'],
  [0, 'fLaC'],
  [0, 'ID3'],
  [0, '\x0b\x77'],
]

function isMedia(head: Buffer): boolean {
  const text = head.toString('latin1')
  if (magics.some(([offset, bytes]) => text.startsWith(bytes, offset))) return true
  return isTransportStream(head) || isMpegAudio(head)
}

function isTransportStream(head: Buffer): boolean {
  const plain = head[0] === 0x47 && head[188] === 0x47
  const timed = head[4] === 0x47 && head[196] === 0x47
  return plain || timed
}

function isMpegAudio(head: Buffer): boolean {
  return head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0
}

/** What the file is, or null when it is gone or no container is known by its first bytes: "unreadable". */
export async function probeVideo(path: string): Promise<Probe | null> {
  const file = await open(path, 'r').catch(() => null)
  if (file === null) return null
  try {
    const head = await readAt(file, 0, HEAD_BYTES)
    if (!isMedia(head)) return null
    const isMp4 = ['ftyp', 'moov', 'mdat', 'wide'].includes(head.toString('latin1', 4, 8))
    const durationSeconds = isMp4 ? await mp4Duration(file) : matroskaDuration(head)
    return { durationSeconds: Math.round(durationSeconds) }
  } finally {
    await file.close()
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** Seconds by the movie header. Walks over the boxes of the top level, so that `mdat` is never read. */
async function mp4Duration(file: FileHandle): Promise<number> {
  for (let position = 0, boxes = 0; boxes < 1000; boxes++) {
    const header = await readAt(file, position, 16)
    if (header.length < 8) return 0
    const short = header.readUInt32BE(0)
    const size = short === 1 && header.length === 16 ? Number(header.readBigUInt64BE(8)) : short
    if (header.toString('latin1', 4, 8) === 'moov') {
      return movieDuration(await readAt(file, position, Math.min(size, MAX_MOOV_BYTES)))
    }
    if (size < 8) return 0
    position += size
  }
  return 0
}

function movieDuration(moov: Buffer): number {
  const at = moov.indexOf('mvhd', 0, 'latin1')
  if (at === -1 || moov.length < at + 36) return 0
  const isLong = moov[at + 4] === 1
  const scale = moov.readUInt32BE(at + (isLong ? 24 : 16))
  const ticks = isLong ? Number(moov.readBigUInt64BE(at + 28)) : moov.readUInt32BE(at + 20)
  return scale === 0 ? 0 : ticks / scale
}

/** Seconds by Matroska's Duration element where it is near the start, in the usual scale of a millisecond. */
function matroskaDuration(head: Buffer): number {
  if (head.readUInt32BE(0) !== 0x1a45dfa3) return 0
  const at = head.indexOf(Buffer.from([0x44, 0x89]))
  if (at === -1 || head.length < at + 11) return 0
  const size = head[at + 2]
  if (size === 0x88) return head.readDoubleBE(at + 3) / 1000
  return size === 0x84 ? head.readFloatBE(at + 3) / 1000 : 0
}
