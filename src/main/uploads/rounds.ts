import type { Clock } from './ports'

const SOONEST_MS = 1_000

/** Looks after something again and again, never twice at once, for as long as there is anything to look for. */
export class Rounds {
  private cancelTimer: (() => void) | null = null
  private isLooking = false
  private isAskedAgain = false
  private isClosed = false

  /**
   * @param look answers after how many milliseconds to look again; null: there is nothing more to look for
   * @param longestMs where it rejects, such as for a database that takes nothing at this moment
   */
  constructor(
    private readonly clock: Pick<Clock, 'schedule'>,
    private readonly look: () => Promise<number | null>,
    private readonly longestMs: number,
  ) {}

  /** Soon: there may be something to look for, or somebody to ask. */
  wake(): void {
    this.plan(SOONEST_MS)
  }

  close(): void {
    this.isClosed = true
    this.cancelTimer?.()
  }

  /** A part of the age of what is looked for: what comes is soon told, and nobody is asked all the time. */
  pauseMs(ms: number): number {
    return Math.min(this.longestMs, Math.max(SOONEST_MS, ms))
  }

  private plan(ms: number): void {
    if (this.isClosed) return
    if (this.isLooking) {
      this.isAskedAgain = true
      return
    }
    this.cancelTimer?.()
    this.cancelTimer = this.clock.schedule(ms, () => {
      void this.round()
    })
  }

  private async round(): Promise<void> {
    this.isLooking = true
    let next: number | null = await this.look().catch(() => this.longestMs)
    this.isLooking = false
    if (this.isAskedAgain) next = SOONEST_MS
    this.isAskedAgain = false
    if (next !== null) this.plan(next)
  }
}
