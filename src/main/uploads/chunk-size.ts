const MIB = 1024 * 1024

export const CHUNK = {
  /** The first chunk of an upload, in bytes. */
  start: 4 * MIB,
  /** Slow lines don't shrink it below. */
  smallest: 256 * 1024,
  /** A proxy's 413 may push it lower than that, down to here. */
  smallestForProxy: 16 * 1024,
  largest: 256 * MIB,
  growUnderMs: 8_000,
  shrinkOverMs: 24_000,
  /** A chunk should never take longer: the server gives a request five minutes in all. */
  longestMs: 60_000,
} as const

/** What was measured of one chunk: its body's bytes and the time of the whole exchange. */
export interface ChunkTime {
  bytes: number
  durationMs: number
}

/**
 * Size in bytes of the chunk after one that was measured. Fast links reach the largest in two or three steps.
 * @param ceiling what the instance allows; null: no limit
 */
export function nextChunkSize(size: number, measured: ChunkTime, ceiling: number | null): number {
  const { bytes, durationMs } = measured
  // A last piece or a rest says little of what a whole chunk takes.
  if (bytes < size / 2) return limitChunkSize(size, ceiling)
  const bytesPerMs = bytes / Math.max(1, durationMs)
  const wanted = durationMs > CHUNK.shrinkOverMs ? size / 2 : size * growth(durationMs)
  const inTime = Math.max(CHUNK.smallest, bytesPerMs * CHUNK.longestMs)
  return limitChunkSize(Math.max(CHUNK.smallest, Math.min(wanted, inTime)), ceiling)
}

/** A chunk that did not arrive: how much of it had left this computer when its connection ended. */
export interface LostChunk extends ChunkTime {
  sentBytes: number
}

/**
 * Size of the chunk after one that was lost on the way. What the server has of a chunk with a checksum it throws away:
 * on a line that became slow, or is cut time and again, only smaller ones get anywhere. Half of what got through, and
 * no more than the line does in the time of a good chunk. Lost before a byte left, it says nothing of the line.
 */
export function sizeAfterLoss(size: number, { bytes, sentBytes, durationMs }: LostChunk): number {
  if (sentBytes <= 0) return size
  const gotThrough = Math.min(sentBytes, bytes)
  const inTime = (gotThrough / Math.max(1, durationMs)) * CHUNK.shrinkOverMs
  return Math.floor(Math.min(size, Math.max(CHUNK.smallest, Math.min(size / 2, gotThrough / 2, inTime))))
}

export function limitChunkSize(size: number, ceiling: number | null): number {
  return Math.floor(Math.min(size, CHUNK.largest, ceiling ?? CHUNK.largest))
}

/**
 * The most that one chunk may hold under a speed limit: what goes out in the time of a good chunk.
 * @param bytesPerSecond this upload's share of the limit; null: no limit
 */
export function pacedChunkSize(bytesPerSecond: number | null): number {
  if (bytesPerSecond === null) return CHUNK.largest
  return Math.max(CHUNK.smallest, Math.floor((bytesPerSecond * CHUNK.shrinkOverMs) / 1000))
}

/** Half of what a proxy refused; null: too small already, that proxy lets nothing through. */
export function sizeAfterProxyRefusal(refusedBytes: number): number | null {
  const half = Math.floor(refusedBytes / 2)
  return half < CHUNK.smallestForProxy ? null : half
}

/** The instance's own limit and what was learnt of its proxy. 0 means "no limit" in PeerTube's config. */
export function chunkCeiling(maxChunkSize: number | null, learnt: number | null): number | null {
  const own = maxChunkSize === null || maxChunkSize <= 0 ? Infinity : maxChunkSize
  const ceiling = Math.min(own, learnt ?? Infinity)
  return Number.isFinite(ceiling) ? ceiling : null
}

function growth(durationMs: number): number {
  if (durationMs < CHUNK.growUnderMs / 32) return 8
  if (durationMs < CHUNK.growUnderMs / 8) return 4
  return durationMs < CHUNK.growUnderMs ? 2 : 1
}
