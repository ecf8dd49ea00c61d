import type { Clock } from '../uploads/ports'

/** What may be sent at once under a limit, as a share of a second: small enough that no burst is felt. */
const PIECE_SECONDS = 0.05
/** Unused allowance that may be saved up, so that a late timer does not cost speed. */
const SAVED_SECONDS = 0.2
const SMALLEST_PIECE_BYTES = 512

interface Waiter {
  bytes: number
  go: () => void
}

/**
 * One token bucket over all uploads. Senders ask before each piece and are served in turn; the limit may change
 * while they wait. A piece may take the bucket below zero: the next one then waits for the debt as well.
 */
export class Bandwidth {
  private allowance = 0
  private countedAt: number
  private readonly waiting: Waiter[] = []
  private cancelTimer: (() => void) | null = null

  constructor(
    private readonly clock: Clock,
    private limit: number | null = null,
  ) {
    this.countedAt = clock.monotonic()
  }

  /** Bytes per second over all uploads; null: no limit. */
  setLimit(bytesPerSecond: number | null): void {
    this.count()
    this.limit = bytesPerSecond
    if (this.limit !== null) this.allowance = Math.min(this.allowance, this.limit * SAVED_SECONDS)
    this.serve()
  }

  /** How much a sender should ask for at once, at most `wanted`. */
  piece(wanted: number): number {
    if (this.limit === null) return wanted
    return Math.min(wanted, Math.max(SMALLEST_PIECE_BYTES, Math.floor(this.limit * PIECE_SECONDS)))
  }

  /** Resolves when so many bytes may be sent; at once while there is no limit. Rejects with the signal's reason. */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined {
    if (this.limit === null) return undefined
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error)
        return
      }
      const abort = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1)
        reject(signal.reason as Error)
      }
      const waiter: Waiter = {
        bytes,
        go: () => {
          signal.removeEventListener('abort', abort)
          resolve()
        },
      }
      signal.addEventListener('abort', abort, { once: true })
      this.waiting.push(waiter)
      this.serve()
    })
  }

  private count(): void {
    const now = this.clock.monotonic()
    if (this.limit !== null) {
      const earned = ((now - this.countedAt) / 1000) * this.limit
      this.allowance = Math.min(this.allowance + earned, this.limit * SAVED_SECONDS)
    }
    this.countedAt = now
  }

  private serve(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    this.count()
    while (this.waiting.length > 0 && (this.limit === null || this.allowance > 0)) {
      const waiter = this.waiting.shift()
      if (this.limit !== null) this.allowance -= waiter?.bytes ?? 0
      waiter?.go()
    }
    if (this.waiting.length === 0 || this.limit === null) return
    const untilPositive = ((-this.allowance + 1) / this.limit) * 1000
    this.cancelTimer = this.clock.schedule(Math.max(1, Math.ceil(untilPositive)), () => {
      this.serve()
    })
  }
}
