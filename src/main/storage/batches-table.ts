import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

const stateSchema = z.enum(['planning', 'running', 'paused'])

/** `planning`: only shown so far. A batch that ran to its end stays `running`: nothing of it is left to send. */
export type BatchState = z.infer<typeof stateSchema>

export interface EditBatch {
  id: string
  /** `delete`, `undo`, or a word of whoever made it. */
  kind: string
  /** What it is called on screen; free text. */
  label: string
  state: BatchState
  /** Epoch milliseconds. */
  createdAt: number
}

const rowSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    label: z.string(),
    state: stateSchema,
    created_at: z.number(),
  })
  .transform(({ created_at, ...same }): EditBatch => ({ ...same, createdAt: created_at }))

export class BatchesTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  insert({ id, kind, label, state, createdAt }: EditBatch): void {
    this.database
      .prepare('INSERT INTO library_batches (id, kind, label, state, created_at) VALUES (?, ?, ?, ?, ?)')
      .run(id, kind, label, state, createdAt)
  }

  find(id: string): EditBatch | null {
    const row = this.database.prepare('SELECT * FROM library_batches WHERE id = ?').get(id)
    return row === undefined ? null : rowSchema.parse(row)
  }

  list(limit: number): EditBatch[] {
    return this.database
      .prepare('SELECT * FROM library_batches ORDER BY created_at DESC, id LIMIT ?')
      .all(limit)
      .map((row) => rowSchema.parse(row))
  }

  idsIn(state: BatchState): string[] {
    const rows = this.database
      .prepare('SELECT id FROM library_batches WHERE state = ? ORDER BY created_at, id')
      .all(state) as { id: string }[]
    return rows.map(({ id }) => id)
  }

  setState(id: string, state: BatchState): void {
    this.database.prepare('UPDATE library_batches SET state = ? WHERE id = ?').run(state, id)
  }

  /** With its edits. */
  delete(id: string): void {
    this.database.prepare('DELETE FROM library_batches WHERE id = ?').run(id)
  }

  /** Deletes batches of which no edit is left. */
  sweep(): number {
    return this.database
      .prepare(
        `DELETE FROM library_batches WHERE state <> 'planning'
           AND NOT EXISTS (SELECT 1 FROM library_edits e WHERE e.batch_id = library_batches.id)`,
      )
      .run().changes
  }
}
