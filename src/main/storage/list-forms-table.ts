import {
  listChangesSchema,
  listFormSchema,
  listFormStateSchema,
  type ListForm,
  type ListFormState,
} from '@shared/library/list-form'
import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

export interface ListFormRecord extends ListForm {
  /** The order in which they are sent. */
  seq: number
  /**
   * A request that makes it may have arrived: those of its name that were there before, by what `ListForm.target` names.
   * Null: none was sent.
   */
  sentBeside: readonly string[] | null
}

const CORRUPT: ListFormState = {
  name: 'failed',
  failure: { code: 'internal', reason: null, field: null, status: null, detail: '' },
}

const json = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text): z.infer<Schema> => schema.parse(JSON.parse(text)))

const rowSchema = z.object({
  id: z.string(),
  seq: z.number(),
  account_id: z.string(),
  list: listFormSchema.shape.of,
  target: z.string().nullable(),
  name: z.string(),
  title: z.string(),
  state: json(listFormStateSchema).catch(CORRUPT),
  changes: json(listChangesSchema).catch({}),
  base: json(listChangesSchema).catch({}),
  support_for_videos: z.number(),
  deletes_videos: z.number().nullable(),
  sent_beside: json(z.array(z.string())).nullable().catch([]),
  created_at: z.number(),
  changed_at: z.number(),
})

/** Forms of channels, playlists and lives that their instances have not got. Callers hold the transaction. */
export class ListFormsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** At the end of the order, or in the place of what has its id. */
  put(form: Omit<ListFormRecord, 'seq'> & { seq?: number }): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO list_forms (id, seq, account_id, list, target, name, title, state_name, state, changes,
           base, support_for_videos, sent_beside, created_at, changed_at, deletes_videos)
         VALUES (?, coalesce(?, (SELECT coalesce(max(seq), 0) + 1 FROM list_forms)),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run([
        form.id,
        form.seq ?? null,
        form.accountId,
        form.of,
        form.target,
        form.name,
        form.title,
        form.state.name,
        JSON.stringify(form.state),
        JSON.stringify(form.changes),
        JSON.stringify(form.base),
        form.supportForVideos ? 1 : 0,
        form.sentBeside === null ? null : JSON.stringify(form.sentBeside),
        form.createdAt,
        form.changedAt,
        form.deletes?.videos ?? null,
      ])
  }

  delete(id: string): void {
    this.database.prepare('DELETE FROM list_forms WHERE id = ?').run(id)
  }

  find(id: string): ListFormRecord | null {
    return this.read('WHERE id = ?', id)[0] ?? null
  }

  /** In the order of sending. */
  ofAccount(accountId: string): ListFormRecord[] {
    return this.read('WHERE account_id = ? ORDER BY seq', accountId)
  }

  /** Newest first. There are never many: each is saved by hand. */
  all(): ListFormRecord[] {
    return this.read('ORDER BY seq DESC')
  }

  private read(where: string, ...values: string[]): ListFormRecord[] {
    return this.database
      .prepare(`SELECT * FROM list_forms ${where}`)
      .all(...values)
      .map(recordOf)
  }
}

function recordOf(read: unknown): ListFormRecord {
  const row = rowSchema.parse(read)
  return {
    id: row.id,
    seq: row.seq,
    accountId: row.account_id,
    of: row.list,
    target: row.target,
    name: row.name,
    title: row.title,
    state: row.state,
    changes: row.changes,
    base: row.base,
    supportForVideos: row.support_for_videos === 1,
    deletes: row.deletes_videos === null ? null : { videos: row.deletes_videos },
    sentBeside: row.sent_beside,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  }
}
