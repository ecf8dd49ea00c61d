import { z } from 'zod'
import type { Database } from './database'
import { foldText, keyOf } from './library-folding'
import { Statements } from './statements'

const COLUMNS = ['name', 'description', 'tags', 'channel', 'file_name', 'captions'] as const

const rowSchema = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string(),
  tags: z.string(),
  channel: z.string(),
  file_name: z.string().nullable(),
  captions: z.string(),
  folded: z.string().nullable(),
})

const keysSchema = z.object({ name_key: z.string(), channel_key: z.string() })

/** Keeps `library_texts.folded` in step with the texts; triggers take it to the index. Callers hold the transaction. */
export class LibrarySearchTexts {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  fold(id: number): void {
    const row = this.database
      .prepare(`SELECT id, ${COLUMNS.join(', ')}, folded FROM library_texts WHERE id = ?`)
      .get(id)
    if (row !== undefined) this.foldRow(rowSchema.parse(row))
  }

  /** Folds rows that were written by earlier versions; returns the last one, null when there was none after `id`. */
  foldAfter(id: number, limit: number): number | null {
    const rows = this.database
      .prepare(
        `SELECT t.id, ${COLUMNS.map((name) => `t.${name}`).join(', ')}, t.folded, v.name_key, v.channel_key
         FROM library_texts t JOIN library_videos v ON v.id = t.id WHERE t.id > ? ORDER BY t.id LIMIT ?`,
      )
      .all(id, limit)
    for (const row of rows) this.renew(rowSchema.extend(keysSchema.shape).parse(row))
    return rows.length === 0 ? null : rowSchema.parse(rows.at(-1)).id
  }

  private renew(row: z.infer<typeof rowSchema> & z.infer<typeof keysSchema>): void {
    this.foldRow(row)
    const [nameKey, channelKey] = [keyOf(row.name), keyOf(row.channel)]
    if (nameKey === row.name_key && channelKey === row.channel_key) return
    this.database
      .prepare('UPDATE library_videos SET name_key = ?, channel_key = ? WHERE id = ?')
      .run(nameKey, channelKey, row.id)
  }

  private foldRow(row: z.infer<typeof rowSchema>): void {
    const changed = COLUMNS.flatMap((name) => {
      const text = row[name] ?? ''
      const folded = foldText(text)
      return folded === text ? [] : [[name, folded] as const]
    })
    const folded = changed.length === 0 ? null : JSON.stringify(Object.fromEntries(changed))
    if (folded === row.folded) return
    this.database.prepare('UPDATE library_texts SET folded = ? WHERE id = ?').run(folded, row.id)
  }
}
