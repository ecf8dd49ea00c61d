import type { NoteStore } from '../uploads/store'
import type { Database } from './database'

export class NotesTable implements NoteStore {
  constructor(private readonly database: Database) {}

  chunkCeiling(instanceUrl: string): number | null {
    const sql = 'SELECT chunk_ceiling AS bytes FROM instance_notes WHERE instance_url = ?'
    const row = this.database.prepare(sql).get(instanceUrl) as { bytes: number | null } | undefined
    return row?.bytes ?? null
  }

  setChunkCeiling(instanceUrl: string, bytes: number): void {
    this.database
      .prepare(
        `INSERT INTO instance_notes (instance_url, chunk_ceiling) VALUES (?, ?)
         ON CONFLICT (instance_url) DO UPDATE SET chunk_ceiling = excluded.chunk_ceiling`,
      )
      .run(instanceUrl, bytes)
  }
}
