import { transition, type UploadEvent } from '@shared/uploads/transition'
import type { UploadState } from '@shared/uploads/upload'
import { StorageProblem } from './problems'
import type { UploadChange, UploadRecord, UploadStore } from './store'

export type StateListener = (record: UploadRecord, before: UploadState) => void

/**
 * The one door through which an upload's state changes: each event is stored with what belongs to it in one
 * transaction, and what it promises is done after that. Throws `StorageProblem` when nothing could be stored.
 */
export class Ledger {
  constructor(
    private readonly store: UploadStore,
    private readonly onChanged: StateListener,
  ) {}

  /** Null: the event does not apply (any more), and nothing was stored. */
  apply(id: string, event: UploadEvent, change: UploadChange = {}): UploadRecord | null {
    const done = this.guarded(() => {
      const record = this.store.find(id)
      const state = record === null ? null : transition(record.state, event)
      if (record === null || state === null) return null
      this.store.write(id, { ...change, state })
      return { before: record.state, record: { ...record, ...change, state } }
    })
    if (done === null) return null
    this.onChanged(done.record, done.before)
    return done.record
  }

  /** Stores what is no change of state. */
  note(id: string, change: UploadChange): void {
    this.guarded(() => {
      this.store.write(id, change)
    })
    const record = this.store.find(id)
    if (record !== null) this.onChanged(record, record.state)
  }

  /** Many events in one transaction: all of them or none. */
  together<T>(work: () => T): T {
    return this.guarded(work)
  }

  private guarded<T>(work: () => T): T {
    try {
      return this.store.transaction(work)
    } catch (error) {
      if (error instanceof StorageProblem) throw error
      throw new StorageProblem(error)
    }
  }
}
