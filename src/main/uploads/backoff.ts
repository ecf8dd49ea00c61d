const BASE_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * Milliseconds to wait after so many failed attempts in a row (1 is the first): doubling, at most five minutes, the
 * upper half of it by chance so that many uploads don't come back together.
 * @param random from 0 to 1
 */
export function backoffMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_MS, BASE_MS * 2 ** Math.max(0, Math.min(attempt, 30) - 1))
  return Math.round(whole / 2 + (whole / 2) * random)
}
