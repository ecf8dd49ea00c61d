import { AppError } from '@shared/errors'
import type { SyncStatus } from '@shared/library/library'
import type { SyncRecord } from '../storage/library-syncs-table'
import type { Clock } from '../uploads/ports'
import { codeOf } from './errors'
import type { LateAnswers } from './late-answers'
import type { LibraryAccount } from './ports'
import { syncAccount, type SyncStore } from './sync'

interface Running {
  abort: AbortController
  done: Promise<void>
}

export interface SyncsDeps {
  clock: Clock
  store: SyncStore
  late: LateAnswers
  /** How many of its videos are still to be read in full. */
  detailsLeft: (accountId: string) => number
  /** Rows were written. */
  onChanged: () => void
  onStatus: (status: SyncStatus) => void
  /** A pass came to its end. */
  onDone: () => void
  log: (message: string, error: unknown) => void
}

/** At most one pass per account at a time. */
export class Syncs {
  private readonly running = new Map<string, Running>()
  private isClosed = false

  constructor(private readonly deps: SyncsDeps) {}

  isRunning(accountId: string): boolean {
    return this.running.has(accountId)
  }

  /** Does nothing while one runs. */
  begin(account: LibraryAccount): void {
    if (this.isClosed || this.running.has(account.id)) return
    const abort = new AbortController()
    const done = this.run(account, abort.signal).finally(() => {
      this.running.delete(account.id)
    })
    this.running.set(account.id, { abort, done })
  }

  /** Where it stands stays written down: the next one goes on from there. */
  async cancel(accountId: string): Promise<void> {
    const running = this.running.get(accountId)
    running?.abort.abort(new AppError('cancelled', 'the sync was cancelled'))
    await running?.done
  }

  /** What runs is left as it stands: the next start of the app goes on with it. */
  async close(): Promise<void> {
    this.isClosed = true
    for (const { abort } of this.running.values()) abort.abort(new AppError('cancelled', 'the app ends'))
    await Promise.all([...this.running.values()].map(({ done }) => done))
  }

  status(accountId: string): SyncStatus {
    const record = this.deps.store.find(accountId)
    if (record === null) {
      const detailsLeft = this.deps.detailsLeft(accountId)
      return { accountId, state: 'never', read: 0, total: null, lastDoneAt: null, error: null, detailsLeft }
    }
    return this.statusOf(record)
  }

  private statusOf(record: SyncRecord): SyncStatus {
    const { accountId, read, total, lastDoneAt, error } = record
    const state = record.state === 'running' && !this.isRunning(accountId) ? 'cancelled' : record.state
    // Counting a large library takes some milliseconds: not for every page of a pass.
    const detailsLeft = state === 'running' ? 0 : this.deps.detailsLeft(accountId)
    return { accountId, state, read, total, lastDoneAt, error, detailsLeft }
  }

  /** How it stands, where no pass tells of it. */
  tell(accountId: string): void {
    if (!this.isRunning(accountId)) this.deps.onStatus(this.status(accountId))
  }

  private async run(account: LibraryAccount, signal: AbortSignal): Promise<void> {
    const { clock, store, late, onChanged, onStatus, onDone, log } = this.deps
    // The caller has to know it as running before anything is told.
    await Promise.resolve()
    try {
      const begun = store.find(account.id)
      if (begun !== null) onStatus({ ...this.statusOf(begun), state: 'running', error: null })
      const record = await syncAccount({
        accountId: account.id,
        server: account.library,
        store,
        late,
        clock,
        signal,
        onProgress: (progress, changed) => {
          if (changed > 0) onChanged()
          onStatus(this.statusOf(progress))
        },
      })
      onStatus(this.statusOf(record))
      onDone()
    } catch (error) {
      if (!this.isClosed) this.stopped(account, error)
      if (!signal.aborted) log('a sync stopped', error)
    }
  }

  private stopped({ id }: LibraryAccount, error: unknown): void {
    const record = this.deps.store.find(id)
    if (record === null) return
    const code = codeOf(error)
    const isCancelled = code === 'cancelled'
    const next: SyncRecord = {
      ...record,
      state: isCancelled ? 'cancelled' : 'failed',
      error: isCancelled ? null : code,
    }
    this.deps.store.put(next)
    this.deps.onStatus(this.statusOf(next))
  }
}
