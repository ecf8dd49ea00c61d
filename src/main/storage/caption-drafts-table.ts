import { cuesSchema } from '@shared/captions/cue'
import { z } from 'zod'
import type { CaptionDraft, CaptionKey } from '../captions/ports'
import type { Database } from './database'
import { Statements } from './statements'

const rowSchema = z.object({
  account_id: z.string(),
  uuid: z.string(),
  language: z.string(),
  cues: z.string(),
  base: z.string().nullable(),
  changed_at: z.number(),
})

/** Captions that are being worked on. */
export class CaptionDraftsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Null: none, or one that can't be read. */
  find({ accountId, uuid, language }: CaptionKey): CaptionDraft | null {
    const row = this.database
      .prepare('SELECT * FROM caption_drafts WHERE account_id = ? AND uuid = ? AND language = ?')
      .get(accountId, uuid, language)
    return row === undefined ? null : fromRow(row)
  }

  languagesOf(accountId: string, uuid: string): string[] {
    return this.database
      .prepare('SELECT language FROM caption_drafts WHERE account_id = ? AND uuid = ?')
      .all(accountId, uuid)
      .map((row) => z.object({ language: z.string() }).parse(row).language)
  }

  put({ accountId, uuid, language, cues, base, changedAt }: CaptionDraft): void {
    this.database
      .prepare(
        `INSERT INTO caption_drafts (account_id, uuid, language, cues, base, changed_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (account_id, uuid, language) DO UPDATE SET cues = excluded.cues, base = excluded.base,
           changed_at = excluded.changed_at`,
      )
      .run(accountId, uuid, language, JSON.stringify(cues), base, changedAt)
  }

  remove({ accountId, uuid, language }: CaptionKey): void {
    this.database
      .prepare('DELETE FROM caption_drafts WHERE account_id = ? AND uuid = ? AND language = ?')
      .run(accountId, uuid, language)
  }
}

function fromRow(row: unknown): CaptionDraft | null {
  const { account_id: accountId, uuid, language, cues, base, changed_at: changedAt } = rowSchema.parse(row)
  const read = cuesSchema.safeParse(JSON.parse(cues))
  return read.success ? { accountId, uuid, language, cues: read.data, base, changedAt } : null
}
