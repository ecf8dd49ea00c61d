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
  /** Changes of an open transaction: nobody hears of them before they are stored. */
  private untold: { record: UploadRecord; before: UploadState }[] = []
  private depth = 0

  constructor(
    private readonly store: UploadStore,
    private readonly onChanged: StateListener,
  ) {}

  /** Null: the event does not apply (any more), and nothing was stored. */
  apply(id: string, event: UploadEvent, change: UploadChange = {}): UploadRecord | null {
    return this.guarded(() => {
      const record = this.store.find(id)
      const state = record === null ? null : transition(record.state, event)
      if (record === null || state === null) return null
      this.store.write(id, { ...change, state })
      const changed = { ...record, ...change, state }
      this.untold.push({ record: changed, before: record.state })
      return changed
    })
  }

  /** Stores what is no change of state. */
  note(id: string, change: UploadChange): void {
    this.guarded(() => {
      this.store.write(id, change)
      const record = this.store.find(id)
      if (record !== null) this.untold.push({ record, before: record.state })
    })
  }

  /** Many events in one transaction: all of them or none. */
  together<T>(work: () => T): T {
    return this.guarded(work)
  }

  private guarded<T>(work: () => T): T {
    const result = this.stored(work)
    if (this.depth === 0) {
      for (const { record, before } of this.untold.splice(0)) this.onChanged(record, before)
    }
    return result
  }

  private stored<T>(work: () => T): T {
    this.depth += 1
    try {
      return this.store.transaction(work)
    } catch (error) {
      // What was undone inside a transaction that goes on is undone with all of it: the error passes through.
      this.untold = []
      if (error instanceof StorageProblem) throw error
      throw new StorageProblem(error)
    } finally {
      this.depth -= 1
    }
  }
}
