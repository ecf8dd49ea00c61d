import { systemClock } from '../../src/main/system/clock'
import type { Clock } from '../../src/main/uploads/ports'

interface Wait {
  dueAt: number
  callback: () => void
  stopTimer: () => void
}

/** The machine's own time, of which a test leaves out what it does not want to wait for. */
export class SkippingClock implements Clock {
  private skippedMs = 0
  private readonly waits = new Set<Wait>()

  now(): number {
    return systemClock.now() + this.skippedMs
  }

  monotonic(): number {
    return systemClock.monotonic() + this.skippedMs
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const wait: Wait = { dueAt: this.monotonic() + delayMs, callback, stopTimer: () => undefined }
    this.waits.add(wait)
    this.start(wait)
    return () => {
      this.end(wait)
    }
  }

  /** So many milliseconds are over at once: what became due by that is called back, in its order. */
  skip(ms: number): void {
    this.skippedMs += ms
    for (const wait of [...this.waits].sort((left, right) => left.dueAt - right.dueAt)) {
      wait.stopTimer()
      if (wait.dueAt <= this.monotonic()) this.fire(wait)
      else this.start(wait)
    }
  }

  private start(wait: Wait): void {
    wait.stopTimer = systemClock.schedule(wait.dueAt - this.monotonic(), () => {
      this.fire(wait)
    })
  }

  private fire(wait: Wait): void {
    if (!this.waits.has(wait)) return
    this.end(wait)
    wait.callback()
  }

  private end(wait: Wait): void {
    this.waits.delete(wait)
    wait.stopTimer()
  }
}
