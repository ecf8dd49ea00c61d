import type { BatchState, BatchesTable, EditBatch } from '../../storage/batches-table'

export interface BatchStoreDeps {
  table: BatchesTable
  now: () => number
  changed: () => void
}

/** Batches of edits: their names and whether they run. */
export class BatchStore {
  /** Those that were made since the app was started. */
  private readonly own = new Set<string>()

  constructor(private readonly deps: BatchStoreDeps) {}

  create(batch: Omit<EditBatch, 'createdAt'>): void {
    this.own.add(batch.id)
    this.deps.table.insert({ ...batch, createdAt: this.deps.now() })
    this.deps.changed()
  }

  find(id: string): EditBatch | null {
    return this.deps.table.find(id)
  }

  /** Newest first. */
  list(limit: number): EditBatch[] {
    return this.deps.table.list(limit)
  }

  /** Ids of those that may be sent, oldest first. */
  running(): string[] {
    return this.deps.table.idsIn('running')
  }

  /** Ids of those that an earlier run of the app planned and did not begin. */
  leftOver(): string[] {
    return this.deps.table.idsIn('planning').filter((id) => !this.own.has(id))
  }

  setState(id: string, state: BatchState): void {
    this.deps.table.setState(id, state)
    this.deps.changed()
  }

  /** Deletes those of which no edit is left. */
  sweep(): void {
    this.deps.table.sweep()
  }

  delete(id: string): void {
    this.deps.table.delete(id)
    this.deps.changed()
  }
}
