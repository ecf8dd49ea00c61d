import type { DraftPatch } from '@shared/uploads/draft'

/** What was typed about some uploads and main has not confirmed yet. */
export interface OutboxEntry {
  ids: readonly string[]
  patch: DraftPatch
}

export interface OutboxPort {
  update(ids: readonly string[], patch: DraftPatch): Promise<void>
  /** Calls back once after a time; returns the cancel function. */
  schedule(delayMs: number, callback: () => void): () => void
  /** True for an error that says: these uploads are gone. Their text has no home any more. */
  isGone(error: unknown): boolean
  /** Something that is shown changed: entries, failure, saved. */
  changed(): void
}

/** After the last key before a save, and after a failed save. */
export const SAVE_AFTER_MS = 300
export const TRY_AGAIN_AFTER_MS = 3000

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index])

/**
 * Carries typed text to main, in the order it was typed, one save at a time. An entry leaves only when main has
 * taken it: when a save fails, the text stays, is shown, and is tried again.
 */
export class DraftOutbox {
  private readonly entries: OutboxEntry[] = []
  private sending: OutboxEntry | null = null
  private cancelTimer: (() => void) | null = null
  private run: Promise<void> | null = null
  private lastError: unknown = null
  private saves = 0

  constructor(private readonly port: OutboxPort) {}

  /** The error of the last save, null when it went well. */
  get error(): unknown {
    return this.lastError
  }

  /** Grows with each confirmed save: a draft that was read across one is stale. */
  get savesDone(): number {
    return this.saves
  }

  get isEmpty(): boolean {
    return this.sending === null && this.entries.length === 0
  }

  add(ids: readonly string[], patch: DraftPatch): void {
    const last = this.entries.at(-1)
    if (last && sameIds(last.ids, ids)) last.patch = { ...last.patch, ...patch }
    else this.entries.push({ ids: [...ids], patch })
    this.wait(this.lastError === null ? SAVE_AFTER_MS : TRY_AGAIN_AFTER_MS)
    this.port.changed()
  }

  /** What was typed about exactly these or more uploads, over what main said. */
  overlay(ids: readonly string[]): DraftPatch {
    let patch: DraftPatch = {}
    for (const entry of this.sending ? [this.sending, ...this.entries] : this.entries) {
      const covered = new Set(entry.ids)
      if (ids.every((id) => covered.has(id))) patch = { ...patch, ...entry.patch }
    }
    return patch
  }

  /** Saves all that waits, now. Never rejects: a failure is kept in `error`. */
  flush(): Promise<void> {
    this.cancelTimer?.()
    this.cancelTimer = null
    this.run ??= this.sendAll().finally(() => {
      this.run = null
    })
    return this.run
  }

  /** The window closes: everything goes out at once, behind what is on its way. Nobody waits for it. */
  handOver(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    for (const { ids, patch } of this.entries.splice(0)) {
      // The window may stay after all: what was not taken is typed text still.
      this.port.update(ids, patch).catch(() => {
        this.add(ids, patch)
      })
    }
  }

  private wait(delayMs: number): void {
    this.cancelTimer?.()
    this.cancelTimer = this.port.schedule(delayMs, () => {
      void this.flush()
    })
  }

  private async sendAll(): Promise<void> {
    for (let entry = this.entries.shift(); entry; entry = this.entries.shift()) {
      this.sending = entry
      const failed = await this.send(entry)
      this.sending = null
      if (failed) {
        this.putBack(entry)
        this.wait(TRY_AGAIN_AFTER_MS)
      }
      this.port.changed()
      if (failed) return
    }
  }

  private async send(entry: OutboxEntry): Promise<boolean> {
    try {
      await this.port.update(entry.ids, entry.patch)
      this.saves += 1
    } catch (error) {
      this.lastError = this.port.isGone(error) ? null : error
      return this.lastError !== null
    }
    this.lastError = null
    return false
  }

  /** What was typed meanwhile about the same uploads is newer. */
  private putBack(entry: OutboxEntry): void {
    const next = this.entries[0]
    if (next && sameIds(next.ids, entry.ids)) next.patch = { ...entry.patch, ...next.patch }
    else this.entries.unshift(entry)
  }
}
