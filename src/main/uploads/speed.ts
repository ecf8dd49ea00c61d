/** Time constant of the average: after so long, an old speed counts for a third. */
const SMOOTHING_MS = 5_000
/** The same while the speed is another one altogether: a new limit, another network. */
const CATCH_UP_MS = 1_000
/** Of the average that tells so; a burst or a pause between two chunks is forgotten by it in a second. */
const WATCH_MS = 1_000
/** As a share of the speed shown. */
const ANOTHER_SPEED = 0.35
/** So near, it is caught up with. */
const SAME_SPEED = 0.05
/** Before that, a number would be chance. */
const QUIET_MS = 1_500

/** Bytes per second that don't jump. Fed with totals; a total that goes back (bytes sent again) counts for nothing. */
export class SpeedMeter {
  private readonly startedAt: number
  private lastAt: number
  private lastBytes: number
  private average = 0
  private recent = 0
  private isCatchingUp = false
  private shownSecondsLeft: number | null = null

  /** @param at monotonic milliseconds */
  constructor(bytes: number, at: number) {
    this.startedAt = at
    this.lastAt = at
    this.lastBytes = bytes
  }

  add(bytes: number, at: number): void {
    const elapsedMs = at - this.lastAt
    if (elapsedMs <= 0) return
    const current = (Math.max(0, bytes - this.lastBytes) / elapsedMs) * 1000
    // In the beginning it is the plain average so far: a slow first quarter of a second is soon forgotten.
    const least = elapsedMs / (at - this.startedAt)
    this.recent += (current - this.recent) * Math.max(weightOf(elapsedMs, WATCH_MS), least)
    const near = this.average * (this.isCatchingUp ? SAME_SPEED : ANOTHER_SPEED)
    this.isCatchingUp = Math.abs(this.recent - this.average) > near
    const weight = weightOf(elapsedMs, this.isCatchingUp ? CATCH_UP_MS : SMOOTHING_MS)
    this.average += (current - this.average) * Math.max(weight, least)
    this.lastAt = at
    this.lastBytes = bytes
  }

  /** Null while unknown. */
  bytesPerSecond(): number | null {
    if (this.lastAt - this.startedAt < QUIET_MS) return null
    return Math.round(this.average)
  }

  /** Whole seconds; follows the speed slowly and counts down in between. */
  secondsLeft(bytesLeft: number, elapsedMs: number): number | null {
    const speed = this.bytesPerSecond()
    if (speed === null || speed < 1) {
      this.shownSecondsLeft = null
      return null
    }
    const exact = bytesLeft / speed
    const shown = this.shownSecondsLeft
    const counted = shown === null ? exact : Math.max(0, shown - elapsedMs / 1000)
    const isFarOff = Math.abs(counted - exact) > exact
    this.shownSecondsLeft = shown === null || isFarOff ? exact : counted + (exact - counted) * 0.2
    return Math.round(this.shownSecondsLeft)
  }
}

/** What the newest measurement counts in an average with such a time constant. */
function weightOf(elapsedMs: number, constantMs: number): number {
  return 1 - Math.exp(-elapsedMs / constantMs)
}
