const MINUTE_MS = 60_000
/** Below this nobody worries. */
const LEAST_MS = 30 * MINUTE_MS
/** So many times what its peers took, for its length, is far too long. */
const FAR = 4
/** Of fewer one learns nothing. */
const FEWEST_PEERS = 5
/** Without peers: a day. */
const WITHOUT_PEERS_MS = 24 * 60 * MINUTE_MS

/** Seconds of work for each second of video. Short videos have their fixed cost: they count as a minute. */
export function paceOf(workedMs: number, videoSeconds: number): number {
  return workedMs / 1000 / Math.max(60, videoSeconds)
}

/** Whether the work on a video has taken far longer than on those before it. */
export function isSlow(workedMs: number, videoSeconds: number, peers: readonly number[]): boolean {
  if (peers.length < FEWEST_PEERS) return workedMs > WITHOUT_PEERS_MS
  return workedMs > LEAST_MS && paceOf(workedMs, videoSeconds) > FAR * median(peers)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
