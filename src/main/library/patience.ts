import { ConnectionError, ServerError } from '@shared/errors'
import type { Clock } from '../uploads/ports'

const WAITS_MS = [2000, 8000, 30_000]
const MOST_PAUSES = 20

/**
 * Asks until it is answered. A 429 is asked again when the instance's turnstile lets it pass; a lost connection or a
 * server in trouble three times with growing waits. Rejects with the last error, or the signal's reason.
 */
export async function answered<T>(ask: () => Promise<T>, clock: Clock, signal: AbortSignal): Promise<T> {
  let failures = 0
  let pauses = 0
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      signal.throwIfAborted()
      if (statusOf(error) === 429 && pauses < MOST_PAUSES) {
        pauses += 1
        continue
      }
      const waitMs = WAITS_MS[failures]
      if (waitMs === undefined || !isPassing(error)) throw error
      failures += 1
      await wait(waitMs, clock, signal)
    }
  }
}

function statusOf(error: unknown): number | null {
  return error instanceof ServerError ? error.answer.status : null
}

function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionError) return error.failure !== 'offline' && error.failure !== 'tls'
  return (statusOf(error) ?? 0) >= 500
}

/** Rejects with the signal's reason. */
export function wait(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason as Error)
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      cancel()
      reject(signal.reason as Error)
    }
    const cancel = clock.schedule(ms, () => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    })
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

/** Calls back again and again; returns the function that ends it. A computer that sleeps misses its turns. */
export function every(ms: number, clock: Clock, callback: () => void): () => void {
  let cancel: () => void
  const next = (): void => {
    cancel = clock.schedule(ms, () => {
      next()
      callback()
    })
  }
  next()
  return () => {
    cancel()
  }
}
