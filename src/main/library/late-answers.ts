import type { Clock } from '../uploads/ports'

/** No request is under way for longer. */
const KEPT_MS = 15 * 60_000

/**
 * Which answers about a video are older than what this app has done to it since they were asked for: what they say of it
 * is no news. Times are the clock's monotonic milliseconds.
 */
export class LateAnswers {
  /** When a video was changed last, the oldest first. */
  private readonly changes = new Map<string, number>()

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {}

  /** The moment to note when something is asked for. */
  now(): number {
    return this.clock.monotonic()
  }

  /** This app has just changed or deleted the video on its instance. */
  changed(accountId: string, uuid: string): void {
    const key = `${accountId} ${uuid}`
    const now = this.clock.monotonic()
    for (const [other, at] of this.changes) {
      if (now - at < KEPT_MS) break
      this.changes.delete(other)
    }
    this.changes.delete(key)
    this.changes.set(key, now)
  }

  isLate(accountId: string, uuid: string, askedAt: number): boolean {
    const changedAt = this.changes.get(`${accountId} ${uuid}`)
    return changedAt !== undefined && askedAt < changedAt
  }
}
