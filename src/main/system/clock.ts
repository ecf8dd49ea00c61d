import { performance } from 'node:perf_hooks'
import type { Clock } from '../uploads/ports'

/** The machine's own clock. A wait is at most 24 days: `setTimeout` overflows beyond. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), MAX_DELAY_MS))
    return () => {
      clearTimeout(timer)
    }
  },
}

const MAX_DELAY_MS = 2_147_483_647
