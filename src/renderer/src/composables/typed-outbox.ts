import { SavePause, type Schedule } from './save-pause'

/** What was typed about some uploads or videos and main has not confirmed yet. */
interface OutboxEntry<Patch> {
  ids: readonly string[]
  patch: Patch
}

export interface OutboxPort<Patch> {
  update(ids: readonly string[], patch: Patch): Promise<void>
  /** Both in one. */
  merge(earlier: Patch, later: Patch): Patch
  schedule: Schedule
  /** True for an error that says: these are gone. Their text has no home any more. */
  isGone(error: unknown): boolean
  /** True for an error that says: this will never be taken as it stands. */
  isRefused(error: unknown): boolean
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
 * taken it: when a save fails, the text stays, is shown, and is tried again. What main refuses is set aside, shown too,
 * until it is typed otherwise; the others do not wait for it.
 */
export class TypedOutbox<Patch> {
  private readonly entries: OutboxEntry<Patch>[] = []
  private aside: (OutboxEntry<Patch> & { error: unknown })[] = []
  private sending: OutboxEntry<Patch> | null = null
  private run: Promise<void> | null = null
  private lastError: unknown = null
  private saves = 0

  private readonly pause: SavePause

  constructor(private readonly port: OutboxPort<Patch>) {
    this.pause = new SavePause(
      (delayMs, callback) => port.schedule(delayMs, callback),
      () => void this.flush(),
    )
  }

  /** The error of the last save, or of one that was refused; null when all went well. */
  get error(): unknown {
    return this.lastError ?? this.aside[0]?.error ?? null
  }

  /** Grows with each confirmed save: a draft that was read across one is stale. */
  get savesDone(): number {
    return this.saves
  }

  get isEmpty(): boolean {
    return this.sending === null && this.entries.length === 0
  }

  add(ids: readonly string[], patch: Patch): void {
    const last = this.entries.at(-1)
    if (last && sameIds(last.ids, ids)) last.patch = this.port.merge(last.patch, patch)
    else this.entries.push({ ids: [...ids], patch: this.withAside(ids, patch) })
    this.pause.soon(this.lastError === null ? SAVE_AFTER_MS : TRY_AGAIN_AFTER_MS)
    this.port.changed()
  }

  /** What was typed about exactly these or more, over what main said; null: nothing. */
  overlay(ids: readonly string[]): Patch | null {
    let patch: Patch | null = null
    for (const entry of [...this.aside, ...(this.sending ? [this.sending] : []), ...this.entries]) {
      const covered = new Set(entry.ids)
      if (!ids.every((id) => covered.has(id))) continue
      patch = patch === null ? entry.patch : this.port.merge(patch, entry.patch)
    }
    return patch
  }

  /** Saves all that waits, now. Never rejects: a failure is kept in `error`. */
  flush(): Promise<void> {
    this.pause.cancel()
    this.run ??= this.sendAll().finally(() => {
      this.run = null
    })
    return this.run
  }

  /** The window closes: everything goes out at once, behind what is on its way. Nobody waits for it. */
  handOver(): void {
    this.pause.cancel()
    for (const { ids, patch } of this.entries.splice(0)) {
      // The window may stay after all: what was not taken is typed text still.
      this.port.update(ids, patch).catch(() => {
        this.add(ids, patch)
      })
    }
  }

  private async sendAll(): Promise<void> {
    for (let entry = this.entries.shift(); entry; entry = this.entries.shift()) {
      this.sending = entry
      const failed = await this.send(entry)
      this.sending = null
      if (failed) {
        this.putBack(entry)
        this.pause.soon(TRY_AGAIN_AFTER_MS)
      }
      this.port.changed()
      if (failed) return
    }
  }

  private async send(entry: OutboxEntry<Patch>): Promise<boolean> {
    try {
      await this.port.update(entry.ids, entry.patch)
      this.saves += 1
    } catch (error) {
      const isRefused = this.port.isRefused(error)
      if (isRefused) this.aside.push({ ...entry, error })
      this.lastError = isRefused || this.port.isGone(error) ? null : error
      return this.lastError !== null
    }
    this.lastError = null
    return false
  }

  /** With what was refused of the same ones, which may be right with it. */
  private withAside(ids: readonly string[], patch: Patch): Patch {
    const refused = this.aside.filter((entry) => sameIds(entry.ids, ids))
    this.aside = this.aside.filter((entry) => !refused.includes(entry))
    return [...refused.map((entry) => entry.patch), patch].reduce((earlier, later) =>
      this.port.merge(earlier, later),
    )
  }

  /** What was typed meanwhile about the same ones is newer. */
  private putBack(entry: OutboxEntry<Patch>): void {
    const next = this.entries[0]
    if (next && sameIds(next.ids, entry.ids)) next.patch = this.port.merge(entry.patch, next.patch)
    else this.entries.unshift(entry)
  }
}
