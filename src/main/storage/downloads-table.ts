import { ERROR_CODES } from '@shared/errors'
import { DOWNLOAD_KINDS, type DownloadKind, type DownloadState } from '@shared/downloads/download'
import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

/** One row of `downloads`. Folder and address never leave main. */
export interface DownloadRecord {
  id: string
  accountId: string
  uuid: string
  title: string
  folder: string
  state: DownloadState
  kind: DownloadKind | null
  address: string | null
  fileName: string | null
  totalBytes: number | null
  estimatedBytes: number | null
  safeBytes: number
  validator: string | null
  /** Epoch milliseconds. */
  addedAt: number
}

const rowSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  uuid: z.string(),
  title: z.string(),
  folder: z.string(),
  state: z.enum(['waiting', 'running', 'paused', 'done', 'failed']).catch('failed'),
  error: z.enum(ERROR_CODES).nullable().catch('internal'),
  kind: z.enum(DOWNLOAD_KINDS).nullable().catch(null),
  address: z.string().nullable(),
  file_name: z.string().nullable(),
  total_bytes: z.number().nullable(),
  estimated_bytes: z.number().nullable(),
  safe_bytes: z.number(),
  validator: z.string().nullable(),
  added_at: z.number(),
})

export class DownloadsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Oldest first. */
  all(): DownloadRecord[] {
    return this.database.prepare('SELECT * FROM downloads ORDER BY added_at, rowid').all().map(fromRow)
  }

  put(record: DownloadRecord): void {
    const { state } = record
    this.database
      .prepare(
        `INSERT INTO downloads (id, account_id, uuid, title, folder, state, error, kind, address, file_name,
           total_bytes, estimated_bytes, safe_bytes, validator, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, error = excluded.error, kind = excluded.kind,
           address = excluded.address, file_name = excluded.file_name, total_bytes = excluded.total_bytes, estimated_bytes = excluded.estimated_bytes,
           safe_bytes = excluded.safe_bytes, validator = excluded.validator`,
      )
      .run(
        record.id,
        record.accountId,
        record.uuid,
        record.title,
        record.folder,
        state.name,
        state.name === 'failed' ? state.error : null,
        record.kind,
        record.address,
        record.fileName,
        record.totalBytes,
        record.estimatedBytes,
        record.safeBytes,
        record.validator,
        record.addedAt,
      )
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM downloads WHERE id = ?').run(id)
  }
}

function fromRow(row: unknown): DownloadRecord {
  const read = rowSchema.parse(row)
  return {
    id: read.id,
    accountId: read.account_id,
    uuid: read.uuid,
    title: read.title,
    folder: read.folder,
    // What ran when the app ended waits for its turn again.
    state: stateOf(read.state === 'running' ? 'waiting' : read.state, read.error),
    kind: read.kind,
    address: read.address,
    fileName: read.file_name,
    totalBytes: read.total_bytes,
    estimatedBytes: read.estimated_bytes,
    safeBytes: read.safe_bytes,
    validator: read.validator,
    addedAt: read.added_at,
  }
}

function stateOf(name: DownloadState['name'], error: z.infer<typeof rowSchema>['error']): DownloadState {
  return name === 'failed' ? { name, error: error ?? 'internal' } : { name }
}
