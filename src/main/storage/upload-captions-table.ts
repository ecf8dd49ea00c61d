import { cuesSchema, type Cue } from '@shared/captions/cue'
import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

const rowSchema = z.object({ cues: z.string(), changed_at: z.number() })

/** Work on the captions of an upload. */
export interface UploadCaptions {
  cues: Cue[]
  /** Epoch milliseconds. */
  changedAt: number
}

/** Captions of uploads that are being worked on. Callers hold the transaction where several calls belong together. */
export class UploadCaptionsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Null: none, or one that can't be read. */
  find(uploadId: string, language: string): UploadCaptions | null {
    const row = this.database
      .prepare('SELECT cues, changed_at FROM upload_caption_work WHERE upload_id = ? AND language = ?')
      .get(uploadId, language)
    if (row === undefined) return null
    const { cues, changed_at: changedAt } = rowSchema.parse(row)
    const read = cuesSchema.safeParse(JSON.parse(cues))
    return read.success ? { cues: read.data, changedAt } : null
  }

  languagesOf(uploadId: string): string[] {
    return this.database
      .prepare('SELECT language FROM upload_caption_work WHERE upload_id = ?')
      .all(uploadId)
      .map((row) => z.object({ language: z.string() }).parse(row).language)
  }

  put(uploadId: string, language: string, { cues, changedAt }: UploadCaptions): void {
    this.database
      .prepare(
        'INSERT OR REPLACE INTO upload_caption_work (upload_id, language, cues, changed_at) VALUES (?, ?, ?, ?)',
      )
      .run(uploadId, language, JSON.stringify(cues), changedAt)
  }

  /** The captions are in another language than they were. */
  rename(uploadId: string, from: string, to: string): void {
    this.database
      .prepare('UPDATE OR REPLACE upload_caption_work SET language = ? WHERE upload_id = ? AND language = ?')
      .run(to, uploadId, from)
  }

  remove(uploadId: string, language: string): void {
    this.database
      .prepare('DELETE FROM upload_caption_work WHERE upload_id = ? AND language = ?')
      .run(uploadId, language)
  }
}
