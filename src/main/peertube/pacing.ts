import { AppError } from '@shared/errors'
import type { Clock } from '../uploads/ports'

/**
 * `person`: somebody waits at the screen. `chunk`: bytes of an upload. `background`: everything else, but for what is
 * done while the instance is asked nothing else: `idle`.
 */
export type Priority = 'person' | 'chunk' | 'background' | 'idle'

/** PeerTube allows 50 requests in 10 s for one address; four a second and a few at once stay below. */
const REQUESTS_PER_SECOND = 4
const AT_ONCE = 8
/** The limit that these two fit; an instance that allows more is asked more. */
const USUAL_LIMIT = 50
/** What is left of the server's window for a person's clicks. */
const RESERVE: Record<Priority, number> = { person: 0, chunk: 4, background: 10, idle: 16 }
const RANK: Record<Priority, number> = { person: 0, chunk: 1, background: 2, idle: 3 }
/** Idle work leaves as much as is left where nobody else asks. */
const IDLE_LEAVES = AT_ONCE / 2
/** A person is told to wait; background work waits. */
const LONGEST_WAIT_OF_A_PERSON_MS = 5000
const DEFAULT_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 15 * 60_000
const LONGEST_WINDOW_MS = 60_000

interface Waiter {
  priority: Priority
  go: () => void
}

/** One instance's turnstile: every request to its API passes here, whichever account it is for. */
export class Pacer {
  private tokens = AT_ONCE
  private countedAt: number
  private pausedUntil = 0
  private requestsPerSecond = REQUESTS_PER_SECOND
  /** What the server last said of its window; null: nothing, or the window is over. */
  private window: { remaining: number; endsAt: number } | null = null
  private readonly waiting: Waiter[] = []
  private cancelTimer: (() => void) | null = null

  constructor(private readonly clock: Clock) {
    this.countedAt = clock.monotonic()
  }

  /**
   * Resolves when it is this request's turn. Rejects with the signal's reason, and for a person, who should not stare
   * at a spinner for minutes, with `rate-limited {retryAfterMs}`.
   */
  take(priority: Priority, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason as Error)
    const pauseMs = this.pausedUntil - this.clock.monotonic()
    if (priority === 'person' && pauseMs > LONGEST_WAIT_OF_A_PERSON_MS) {
      const details = { retryAfterMs: Math.ceil(pauseMs) }
      return Promise.reject(new AppError('rate-limited', 'the instance asks for a pause', details))
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.waiting.splice(this.waiting.indexOf(waiter), 1)
        reject(signal.reason as Error)
      }
      const waiter: Waiter = {
        priority,
        go: () => {
          signal.removeEventListener('abort', abort)
          resolve()
        },
      }
      signal.addEventListener('abort', abort, { once: true })
      const behind = this.waiting.findIndex((other) => RANK[other.priority] > RANK[priority])
      this.waiting.splice(behind === -1 ? this.waiting.length : behind, 0, waiter)
      this.serve()
    })
  }

  /** Reads `X-RateLimit-*`, and `Retry-After` of a 429, from an answer of the API (not of the token endpoint). */
  seen(status: number, headers: Record<string, string>): void {
    const now = this.clock.monotonic()
    if (status === 429) {
      const pauseMs = retryAfterMs(headers, this.clock.now()) ?? DEFAULT_PAUSE_MS
      this.pausedUntil = Math.max(this.pausedUntil, now + Math.min(pauseMs, LONGEST_PAUSE_MS))
    }
    const limit = Number(headers['x-ratelimit-limit'])
    if (limit > USUAL_LIMIT) this.requestsPerSecond = (REQUESTS_PER_SECOND * limit) / USUAL_LIMIT
    const remaining = Number(headers['x-ratelimit-remaining'])
    const resetAt = Number(headers['x-ratelimit-reset']) * 1000
    if (!Number.isFinite(remaining) || !Number.isFinite(resetAt)) return
    // The end of the window is told by the server's clock; its Date header tells how far that is away.
    const serverNow = Date.parse(headers['date'] ?? '')
    const leftMs = resetAt - (Number.isNaN(serverNow) ? this.clock.now() : serverNow)
    this.window = { remaining, endsAt: now + Math.min(Math.max(0, leftMs), LONGEST_WINDOW_MS) }
    this.serve()
  }

  /** Milliseconds until the instance wants to be asked again; 0: now. */
  pauseLeftMs(): number {
    return Math.max(0, this.pausedUntil - this.clock.monotonic())
  }

  private count(now: number): void {
    const earned = ((now - this.countedAt) / 1000) * this.requestsPerSecond
    this.tokens = Math.min(AT_ONCE, this.tokens + earned)
    this.countedAt = now
    if (this.window !== null && this.window.endsAt <= now) this.window = null
  }

  private waitMsFor(priority: Priority, now: number): number {
    if (this.pausedUntil > now) return this.pausedUntil - now
    if (this.window !== null && this.window.remaining <= RESERVE[priority]) return this.window.endsAt - now
    // Where the server tells what is left, a chunk need not wait for a guess; nor does a person ever.
    if (priority === 'person' || (priority === 'chunk' && this.window !== null)) return 0
    const needed = priority === 'idle' ? 1 + IDLE_LEAVES : 1
    return this.tokens >= needed ? 0 : ((needed - this.tokens) / this.requestsPerSecond) * 1000
  }

  private serve(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    for (;;) {
      const [first] = this.waiting
      if (first === undefined) return
      const now = this.clock.monotonic()
      this.count(now)
      const waitMs = this.waitMsFor(first.priority, now)
      if (waitMs > 0) {
        this.cancelTimer = this.clock.schedule(Math.ceil(waitMs), () => {
          this.serve()
        })
        return
      }
      this.waiting.shift()
      this.tokens = Math.max(this.tokens - 1, -AT_ONCE)
      if (this.window !== null) this.window.remaining -= 1
      first.go()
    }
  }
}

/** `Retry-After`: seconds, or a date. Milliseconds; null when absent or nonsense. */
export function retryAfterMs(headers: Record<string, string>, now: number): number | null {
  const text = headers['retry-after']?.trim() ?? ''
  if (text === '') return null
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
