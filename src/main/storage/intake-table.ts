import type { Draft } from '@shared/uploads/draft'
import { inTransaction, type Database } from './database'

export interface NewAttachment {
  id: string
  path: string
  name: string
  bytes: number
}

/** A file that becomes a row of the queue, as a draft. */
export interface NewUpload {
  id: string
  accountId: string
  path: string
  name: string
  bytes: number
  mtimeMs: number
  edgeHash: string | null
  /** Epoch milliseconds. */
  addedAt: number
  draft: Draft
  thumbnailVersion: number | null
  /** The person's own files: they stay where they are. */
  attachments: NewAttachment[]
}

/** A file that the account has in its queue, or has sent. */
export interface KnownFile {
  uploadId: string
  title: string
  /** Null: known from a receipt alone. */
  path: string | null
  bytes: number
  mtimeMs: number | null
  edgeHash: string | null
  sha256: string | null
  isSent: boolean
}

interface KnownRow {
  upload_id: string
  title: string
  path: string | null
  bytes: number
  mtime_ms: number | null
  edge_hash: string | null
  sha256: string | null
  is_sent: number
}

const KNOWN_SQL = `
  SELECT id AS upload_id, title, file_path AS path, file_bytes AS bytes, file_mtime_ms AS mtime_ms, edge_hash, sha256,
    state_name = 'published' AS is_sent
  FROM uploads
  WHERE account_id = ?1 AND state_name <> 'cancelled' AND file_bytes IN (SELECT value FROM json_each(?2))
  UNION ALL
  SELECT upload_id, title, NULL, file_bytes, NULL, edge_hash, sha256, 1
  FROM receipts
  WHERE (instance_url, username) = (SELECT instance_url, username FROM accounts WHERE id = ?1)
    AND file_bytes IN (SELECT value FROM json_each(?2))`

/** Many rows in one statement cost two thirds of as many statements. */
const ROWS_AT_ONCE = 25
const ROW = `(?, ?, ?, ?, ?, ?, ?, ?, ?, 'draft', '{"name":"draft"}', ?, ?, ?, ?)`

function insertSql(rows: number): string {
  return `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, edge_hash,
    added_at, state_name, state, title, privacy, draft, thumbnail_version) VALUES ${Array(rows).fill(ROW).join(', ')}`
}

export interface IntakeTable {
  hasAccount(accountId: string): boolean
  /** Files of the account in the queue (cancelled ones aside) or in its receipts that have one of these sizes. */
  knownOfSizes(accountId: string, sizes: readonly number[]): KnownFile[]
  /** Adds rows at the end of the queue, all of them or none, and writes down hashes that were needed on the way. */
  insert(uploads: readonly NewUpload[], edgeHashes: ReadonlyMap<string, string>): void
  /** Writes down what was found out on the way, of rows and of their receipts. */
  keepHashes(edgeHashes: ReadonlyMap<string, string>): void
}

export function createIntakeTable(database: Database): IntakeTable {
  const account = database.prepare('SELECT 1 FROM accounts WHERE id = ?')
  const known = database.prepare(KNOWN_SQL)
  const lastPosition = database.prepare('SELECT MAX(position) AS position FROM uploads')
  const insertOne = database.prepare(insertSql(1))
  const insertMany = database.prepare(insertSql(ROWS_AT_ONCE))
  const insertAttachment = database.prepare(
    'INSERT INTO attachments (id, upload_id, path, name, bytes, own) VALUES (?, ?, ?, ?, ?, 0)',
  )
  const setEdgeHash = database.prepare('UPDATE uploads SET edge_hash = ? WHERE id = ?')
  const setReceiptsEdgeHash = database.prepare('UPDATE receipts SET edge_hash = ? WHERE upload_id = ?')

  function writeHashes(edgeHashes: ReadonlyMap<string, string>): void {
    for (const [uploadId, hash] of edgeHashes) {
      setEdgeHash.run(hash, uploadId)
      setReceiptsEdgeHash.run(hash, uploadId)
    }
  }

  return {
    hasAccount: (accountId) => account.get(accountId) !== undefined,
    knownOfSizes: (accountId, sizes) =>
      (known.all(accountId, JSON.stringify(sizes)) as KnownRow[]).map((row) => ({
        uploadId: row.upload_id,
        title: row.title,
        path: row.path,
        bytes: row.bytes,
        mtimeMs: row.mtime_ms,
        edgeHash: row.edge_hash,
        sha256: row.sha256,
        isSent: row.is_sent === 1,
      })),
    insert(uploads, edgeHashes) {
      inTransaction(database, () => {
        const last = (lastPosition.get() as { position: number | null }).position ?? 0
        const rows = uploads.map((upload, index) => columnsOf(upload, Math.floor(last) + 1 + index))
        const together = rows.length - (rows.length % ROWS_AT_ONCE)
        for (let at = 0; at < together; at += ROWS_AT_ONCE) {
          insertMany.run(rows.slice(at, at + ROWS_AT_ONCE).flat())
        }
        for (const row of rows.slice(together)) insertOne.run(row)
        for (const { id: uploadId, attachments } of uploads) {
          for (const { id, path, name, bytes } of attachments)
            insertAttachment.run(id, uploadId, path, name, bytes)
        }
        // Last: some of them may be rows that were added just now.
        writeHashes(edgeHashes)
      })
    },
    keepHashes(edgeHashes) {
      inTransaction(database, () => {
        writeHashes(edgeHashes)
      })
    },
  }
}

function columnsOf(upload: NewUpload, position: number): (string | number | null)[] {
  const { draft } = upload
  return [
    upload.id,
    upload.accountId,
    position,
    upload.path,
    upload.name,
    upload.bytes,
    upload.mtimeMs,
    upload.edgeHash,
    upload.addedAt,
    draft.title,
    draft.privacy,
    JSON.stringify(draft),
    upload.thumbnailVersion,
  ]
}
