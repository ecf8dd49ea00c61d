import { nextTurn } from '../../intake/turns'
import type { BatchStore } from './batch-store'
import type { EditStore } from './store'

/** Edits of one transaction: none of them holds the event loop for long. */
const AT_ONCE = 25

export interface StagingDeps {
  store: EditStore
  batches: BatchStore
  /** There is something to send. */
  wake: () => void
  log: (message: string, error: unknown) => void
}

/** Lets the planned edits of running batches wait to be sent, a few in each turn, for as long as their batch runs. */
export class Staging {
  private readonly busy = new Map<string, Promise<void>>()
  private isOpen = true

  constructor(private readonly deps: StagingDeps) {}

  /** Goes on where it was stopped; nothing happens when all of it waits. */
  begin(batchId: string): void {
    if (this.busy.has(batchId)) return
    const done = this.stage(batchId).catch((error: unknown) => {
      this.deps.log('a batch could not be begun', error)
    })
    this.busy.set(batchId, done)
  }

  async close(): Promise<void> {
    this.isOpen = false
    await Promise.all(this.busy.values())
  }

  private async stage(batchId: string): Promise<void> {
    // The caller has to know it as busy before anything is written.
    await Promise.resolve()
    try {
      while (this.step(batchId)) await nextTurn()
    } finally {
      this.busy.delete(batchId)
    }
  }

  /** Whether there is more to do. */
  private step(batchId: string): boolean {
    const { store, batches, wake } = this.deps
    if (!this.isOpen || batches.find(batchId)?.state !== 'running') return false
    const { ids, isEnd } = store.table.idsOf(batchId, 'planned', 0, AT_ONCE)
    if (ids.length > 0) store.happenAll(ids, { type: 'run' })
    wake()
    return !isEnd
  }
}
