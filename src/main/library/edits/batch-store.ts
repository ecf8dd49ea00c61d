import type { BatchState, BatchesTable, EditBatch } from '../../storage/batches-table'

export interface BatchStoreDeps {
  table: BatchesTable
  now: () => number
  changed: () => void
}

/** Batches of edits: their names and whether they run. */
export class BatchStore {
  constructor(private readonly deps: BatchStoreDeps) {}

  create(batch: Omit<EditBatch, 'createdAt'>): void {
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

  /** Ids of those that are only shown so far, oldest first. */
  planning(): string[] {
    return this.deps.table.idsIn('planning')
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
