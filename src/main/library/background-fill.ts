import { ServerError } from '@shared/errors'
import type { Clock } from '../uploads/ports'
import { wait } from './patience'

/** Whoever woke it may have more to ask first. */
const BEFORE_FIRST_MS = 10_000
/** The instance's turnstile sets the pace, and lets everything else pass before: this only lets the app breathe. */
const PAUSE_MS = 250
const PAUSE_AFTER_TROUBLE_MS = 5 * 60_000
/** One video that is refused says nothing of the next; as many in a row do. */
const MOST_REFUSED = 3

export interface FillDeps {
  clock: Clock
  /** Those that have anything to be read. */
  accountIds: () => readonly string[]
  /** Reads the account's next video that is due in full; false: none is, or nobody may be asked now. */
  next: (accountId: string, signal: AbortSignal) => Promise<boolean>
  log: (message: string, error: unknown) => void
}

/** Works through what is due, each account by itself; rests when nothing is, until it is woken. */
export class BackgroundFill {
  private readonly running = new Map<string, Promise<void>>()
  private readonly stopped = new AbortController()

  constructor(private readonly deps: FillDeps) {}

  wake(): void {
    if (this.stopped.signal.aborted) return
    for (const accountId of this.deps.accountIds()) {
      if (this.running.has(accountId)) continue
      const run = this.run(accountId).finally(() => this.running.delete(accountId))
      this.running.set(accountId, run)
    }
  }

  async close(): Promise<void> {
    this.stopped.abort(new Error('the library closes'))
    await Promise.all(this.running.values())
  }

  private async run(accountId: string): Promise<void> {
    const { clock, log } = this.deps
    const { signal } = this.stopped
    let refused = 0
    try {
      await wait(BEFORE_FIRST_MS, clock, signal)
      for (;;) {
        const outcome = await this.step(accountId)
        if (outcome === 'nothing') return
        refused = outcome === 'refused' ? refused + 1 : 0
        const isTrouble = outcome === 'trouble' || refused >= MOST_REFUSED
        await wait(isTrouble ? PAUSE_AFTER_TROUBLE_MS : PAUSE_MS, clock, signal)
      }
    } catch (error) {
      if (!signal.aborted) log('the background fill ended', error)
    }
  }

  /** What is refused is about one video; any other failure is about the instance. */
  private async step(accountId: string): Promise<'read' | 'nothing' | 'refused' | 'trouble'> {
    const { next, log } = this.deps
    const { signal } = this.stopped
    try {
      return (await next(accountId, signal)) ? 'read' : 'nothing'
    } catch (error) {
      signal.throwIfAborted()
      const isRefused = error instanceof ServerError
      log(isRefused ? 'an instance refused details' : 'details could not be read', error)
      return isRefused ? 'refused' : 'trouble'
    }
  }
}
