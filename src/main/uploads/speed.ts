/** Time constant of the average: after so long, an old speed counts for a third. */
const SMOOTHING_MS = 5_000
/** Before that, a number would be chance. */
const QUIET_MS = 1_500

/** Bytes per second that don't jump. Fed with totals; a total that goes back (bytes sent again) counts for nothing. */
export class SpeedMeter {
  private readonly startedAt: number
  private lastAt: number
  private lastBytes: number
  private average = 0
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
    const weight = Math.max(1 - Math.exp(-elapsedMs / SMOOTHING_MS), elapsedMs / (at - this.startedAt))
    this.average += (current - this.average) * weight
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
