import { ServerError } from '@shared/errors'
import type { Clock } from '../uploads/ports'
import { wait } from './patience'

/** Videos are read in full one by one, so slowly that nobody notices. */
const PAUSE_MS = 3000
const PAUSE_AFTER_TROUBLE_MS = 5 * 60_000

export interface FillDeps {
  clock: Clock
  /** Reads the next video that is due in full; false: none is, or nobody may be asked now. */
  next: (signal: AbortSignal) => Promise<boolean>
  log: (message: string, error: unknown) => void
}

/** Works through what is due; rests when nothing is, until it is woken. */
export class BackgroundFill {
  private running: Promise<void> | null = null
  private readonly stopped = new AbortController()

  constructor(private readonly deps: FillDeps) {}

  wake(): void {
    if (this.stopped.signal.aborted) return
    this.running ??= this.run().finally(() => {
      this.running = null
    })
  }

  async close(): Promise<void> {
    this.stopped.abort(new Error('the library closes'))
    await this.running
  }

  private async run(): Promise<void> {
    const { clock, next, log } = this.deps
    const { signal } = this.stopped
    try {
      for (;;) {
        await wait(PAUSE_MS, clock, signal)
        const goesOn = await next(signal).catch(async (error: unknown) => {
          signal.throwIfAborted()
          log(
            error instanceof ServerError ? 'an instance refused details' : 'details could not be read',
            error,
          )
          await wait(PAUSE_AFTER_TROUBLE_MS, clock, signal)
          return true
        })
        if (!goesOn) return
      }
    } catch (error) {
      if (!signal.aborted) log('the background fill ended', error)
    }
  }
}
