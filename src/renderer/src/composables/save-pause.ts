/** Calls back once after a time; returns the cancel function. */
export type Schedule = (delayMs: number, callback: () => void) => () => void

export const byClock: Schedule = (delayMs, callback) => {
  const timer = setTimeout(callback, delayMs)
  return () => {
    clearTimeout(timer)
  }
}

/** Whoever types without a pause loses no more than this to a power cut. */
export const LONGEST_UNSAVED_MS = 2000

/** When to save what is typed: a moment after the last key, and now and then while keys go on coming. */
export class SavePause {
  private cancelPause: (() => void) | null = null
  private cancelLimit: (() => void) | null = null

  constructor(
    private readonly schedule: Schedule,
    private readonly save: () => void,
  ) {}

  get isWaiting(): boolean {
    return this.cancelPause !== null
  }

  soon(pauseMs: number): void {
    this.cancelPause?.()
    this.cancelPause = this.schedule(pauseMs, this.end)
    this.cancelLimit ??= this.schedule(Math.max(pauseMs, LONGEST_UNSAVED_MS), this.end)
  }

  cancel(): void {
    this.cancelPause?.()
    this.cancelLimit?.()
    this.cancelPause = null
    this.cancelLimit = null
  }

  private readonly end = (): void => {
    this.cancel()
    this.save()
  }
}
