import { cuesSchema } from '@shared/captions/cue'
import { z } from 'zod'
import type { CaptionCopy, CaptionKey } from '../captions/ports'
import type { Database } from './database'
import { Statements } from './statements'

/** The oldest beyond these are forgotten: each may be read again. */
const MOST = 500

const rowSchema = z.object({
  version: z.string().nullable(),
  cues: z.string().nullable(),
  unread: z.number(),
  simplified: z.number(),
  replaced: z.string(),
})

/** Captions as they were last read from, or put on, an instance. */
export class CaptionCopiesTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Null: none, or one that can't be read. */
  find({ accountId, uuid, language }: CaptionKey): CaptionCopy | null {
    const row = this.database
      .prepare('SELECT * FROM caption_copies WHERE account_id = ? AND uuid = ? AND language = ?')
      .get(accountId, uuid, language)
    if (row === undefined) return null
    const { version, cues, unread, simplified, replaced } = rowSchema.parse(row)
    const read = cuesSchema.nullable().safeParse(cues === null ? null : JSON.parse(cues))
    return {
      version,
      cues: read.data ?? null,
      unread,
      simplified: simplified === 1,
      replaced: z.array(z.string().nullable()).parse(JSON.parse(replaced)),
    }
  }

  put({ accountId, uuid, language }: CaptionKey, copy: CaptionCopy, keptAt: number): void {
    const { version, cues, unread, simplified, replaced } = copy
    this.database
      .prepare(
        `INSERT OR REPLACE INTO caption_copies (account_id, uuid, language, version, cues, unread, simplified, replaced,
           kept_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[accountId, uuid, language, version, cues === null ? null : JSON.stringify(cues)],
        ...[unread, simplified ? 1 : 0, JSON.stringify(replaced), keptAt],
      )
    this.database
      .prepare(
        `DELETE FROM caption_copies WHERE kept_at < (
           SELECT kept_at FROM caption_copies ORDER BY kept_at DESC LIMIT 1 OFFSET ?)`,
      )
      .run(MOST - 1)
  }
}
