import type { Clock } from '../../src/main/uploads/ports'

interface Timer {
  at: number
  callback: () => void
}

/** Time that passes only when a test says so. */
export class FakeClock implements Clock {
  /** Epoch milliseconds; a test may set it, as a person may set the computer's clock. */
  wallMs = Date.UTC(2026, 0, 1)
  private steadyMs = 0
  private timers: Timer[] = []

  now(): number {
    return this.wallMs
  }

  monotonic(): number {
    return this.steadyMs
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.steadyMs + Math.max(0, delayMs), callback }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  get pendingTimers(): number {
    return this.timers.length
  }

  /** Lets time pass, calling back what is due in its order, with what follows from it in between. */
  async advance(ms: number): Promise<void> {
    const end = this.steadyMs + ms
    for (;;) {
      await settle()
      const [next] = this.timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)
      if (next === undefined) break
      this.moveTo(next.at)
      this.timers = this.timers.filter((other) => other !== next)
      next.callback()
    }
    this.moveTo(end)
    await settle()
  }

  private moveTo(steadyMs: number): void {
    this.wallMs += steadyMs - this.steadyMs
    this.steadyMs = steadyMs
  }
}

/** Lets promises that are ready run on, and what follows from them, to its end. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
