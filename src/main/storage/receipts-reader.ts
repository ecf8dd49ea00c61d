import type { Receipt } from '@shared/uploads/upload'
import type { Database } from './database'

interface Columns {
  upload_id: string
  title: string
  file_name: string
  file_bytes: number
  sha256: string
  instance_url: string
  username: string
  video_uuid: string
  started_at: number
  uploaded_at: number
  published_at: number | null
  replaced: number
}

const COLUMNS = `upload_id, title, file_name, file_bytes, sha256, instance_url, username, video_uuid, started_at,
  uploaded_at, published_at, replaced`
const NEWEST_FIRST = 'ORDER BY uploaded_at DESC, upload_id'

/** Receipts, newest first. Who writes them is the upload engine. */
export interface ReceiptsReader {
  /** `after`: how many to pass over. */
  page(after: number, limit: number): { total: number; receipts: Receipt[] }
  /** Those of these uploads; null: all. */
  of(uploadIds: readonly string[] | null): Receipt[]
}

export function createReceiptsReader(database: Database): ReceiptsReader {
  const count = database.prepare('SELECT count(*) AS total FROM receipts')
  const page = database.prepare(`SELECT ${COLUMNS} FROM receipts ${NEWEST_FIRST} LIMIT ? OFFSET ?`)
  const some = database.prepare(
    `SELECT ${COLUMNS} FROM receipts WHERE ?1 IS NULL OR upload_id IN (SELECT value FROM json_each(?1)) ${NEWEST_FIRST}`,
  )
  return {
    page: (after, limit) => ({
      total: (count.get() as { total: number }).total,
      receipts: (page.all(limit, after) as Columns[]).map(readRow),
    }),
    of: (uploadIds) =>
      (some.all([uploadIds === null ? null : JSON.stringify(uploadIds)]) as Columns[]).map(readRow),
  }
}

function readRow(row: Columns): Receipt {
  return {
    uploadId: row.upload_id,
    title: row.title,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    sha256: row.sha256,
    instanceUrl: row.instance_url,
    username: row.username,
    videoUuid: row.video_uuid,
    videoUrl: `${row.instance_url}/w/${row.video_uuid}`,
    startedAt: isoTime(row.started_at),
    uploadedAt: isoTime(row.uploaded_at),
    publishedAt: row.published_at === null ? null : isoTime(row.published_at),
    replaced: row.replaced === 1,
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
