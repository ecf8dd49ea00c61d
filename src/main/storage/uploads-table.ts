import type { BlockReason, UploadStateName } from '@shared/uploads/upload'
import type { QueueTotals, UploadChange, UploadRecord, UploadStore } from '../uploads/store'
import { inTransaction, type Database } from './database'
import { columnsOf, parseUploadRow, UPLOAD_COLUMNS } from './uploads-row'

/** Rows under way become queued with their session; one that had sent its last byte says so. */
const RECOVER = `
  UPDATE uploads SET
    state_name = 'queued',
    state = json_object(
      'name', 'queued',
      'session', CASE state_name
        WHEN 'finishing' THEN json_set(json_extract(state, '$.session'), '$.lastByteSent', json('true'))
        ELSE json(json_extract(state, '$.session')) END,
      'attempt', json_extract(state, '$.attempt'),
      'notBefore', NULL,
      'restartedBecause', NULL)
  WHERE state_name IN ('uploading', 'finishing') AND json_valid(state)`

const TOTALS = `
  SELECT count(*) AS count, coalesce(sum(file_bytes), 0) AS bytes, coalesce(sum(bytes_sent), 0) AS bytes_sent
  FROM uploads WHERE state_name IN ('queued', 'uploading', 'finishing')`

const KNOWS_VIDEO = `
  SELECT 1 FROM receipts WHERE video_uuid = ?1
  UNION ALL
  SELECT 1 FROM library_edits WHERE uuid = ?1 AND kind = 'delete'
  UNION ALL
  SELECT 1 FROM uploads WHERE state_name IN ('processing', 'published', 'failed') AND json_valid(state)
    AND json_extract(state, '$.video.uuid') = ?1
  LIMIT 1`

/** Not removed while its video is looked for. */
const IS_SHOWN = `NOT (state_name = 'cancelled' AND json_valid(state) AND json_extract(state, '$.isRemoved') IS NOT NULL)`

/** Values go in as one list: libsql takes a lone null for an object of names. */
interface Statement {
  run(values: unknown[]): unknown
  get(values: unknown[]): unknown
  all(values: unknown[]): unknown[]
}

/** Closer than this, positions are numbered anew. */
const SMALLEST_GAP = 1e-6

/** The queue in SQLite. Ids go in as one JSON list, so that each statement is prepared once. */
export class UploadsTable implements UploadStore {
  private depth = 0
  private readonly statements = new Map<string, Statement>()

  /** `now` in epoch milliseconds. */
  constructor(
    private readonly database: Database,
    private readonly now: () => number = Date.now,
  ) {}

  transaction<T>(work: () => T): T {
    if (this.depth > 0) return work()
    this.depth += 1
    try {
      return inTransaction(this.database, work)
    } finally {
      this.depth -= 1
    }
  }

  recover(): void {
    this.prepared(RECOVER).run([])
  }

  find(id: string): UploadRecord | null {
    const row = this.prepared(`SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE id = ?`).get([id])
    return row === undefined ? null : parseUploadRow(row, this.now())
  }

  findMany(ids: readonly string[]): UploadRecord[] {
    const sql = `SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position`
    return this.prepared(sql)
      .all([JSON.stringify(ids)])
      .map((row) => parseUploadRow(row, this.now()))
  }

  nextQueued(withoutAccounts: readonly string[], withoutIds: readonly string[]): UploadRecord | null {
    const sql = `SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE state_name = 'queued'
      AND account_id NOT IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))
      ORDER BY position LIMIT 1`
    const row = this.prepared(sql).get([JSON.stringify(withoutAccounts), JSON.stringify(withoutIds)])
    return row === undefined ? null : parseUploadRow(row, this.now())
  }

  idsInState(names: readonly UploadStateName[], accountId?: string): string[] {
    const sql = `SELECT id FROM uploads WHERE state_name IN (SELECT value FROM json_each(?1))
      AND (?2 IS NULL OR account_id = ?2) ORDER BY position`
    return idsOf(this.prepared(sql).all([JSON.stringify(names), accountId ?? null]))
  }

  idsBlocked(reasons: readonly BlockReason[], limit: number): string[] {
    const sql = `SELECT id FROM uploads WHERE state_name = 'blocked' AND json_valid(state)
      AND json_extract(state, '$.reason') IN (SELECT value FROM json_each(?)) ORDER BY position LIMIT ?`
    return idsOf(this.prepared(sql).all([JSON.stringify(reasons), limit]))
  }

  idsToKeep(): string[] {
    const sql = `SELECT id FROM uploads WHERE state_name IN ('paused', 'blocked', 'queued') AND json_valid(state)
      AND json_extract(state, '$.session.uploadId') IS NOT NULL ORDER BY position`
    return idsOf(this.prepared(sql).all([]))
  }

  idsSought(): string[] {
    const sql = `SELECT id FROM uploads WHERE state_name = 'cancelled' AND json_valid(state)
      AND json_extract(state, '$.soughtSince') IS NOT NULL ORDER BY position`
    return idsOf(this.prepared(sql).all([]))
  }

  idsToFollow(accountId?: string): string[] {
    const sql = `SELECT id FROM uploads
      WHERE (state_name = 'processing' OR (state_name = 'published' AND (sha256 IS NULL OR carried IS NOT draft OR in_doubt <> '[]')))
      AND (?1 IS NULL OR account_id = ?1) ORDER BY position`
    return idsOf(this.prepared(sql).all([accountId ?? null]))
  }

  idsOfAccount(accountId: string): string[] {
    return idsOf(this.prepared('SELECT id FROM uploads WHERE account_id = ?').all([accountId]))
  }

  isArriving({ id, accountId, fileName, fileBytes }: UploadRecord): boolean {
    const sql = `SELECT 1 FROM uploads WHERE file_bytes = ? AND account_id = ? AND file_name = ? AND id <> ?
      AND json_valid(state) AND json_extract(state, '$.session.lastByteSent') = 1 LIMIT 1`
    return this.prepared(sql).get([fileBytes, accountId, fileName, id]) !== undefined
  }

  page(after: number | null, limit: number): { total: number; records: UploadRecord[] } {
    const { total } = this.prepared(`SELECT count(*) AS total FROM uploads WHERE ${IS_SHOWN}`).get([]) as {
      total: number
    }
    const sql = `SELECT ${UPLOAD_COLUMNS} FROM uploads WHERE ${IS_SHOWN} AND (?1 IS NULL OR position > ?1)
      ORDER BY position LIMIT ?2`
    return {
      total,
      records: this.prepared(sql)
        .all([after, limit])
        .map((row) => parseUploadRow(row, this.now())),
    }
  }

  write(id: string, change: UploadChange): void {
    const columns = columnsOf(change)
    if (columns.length === 0) return
    const assignments = columns.map(([column]) => `${column} = ?`).join(', ')
    const values = columns.map(([, value]) => value)
    this.prepared(`UPDATE uploads SET ${assignments} WHERE id = ?`).run([...values, id])
  }

  remove(ids: readonly string[]): void {
    const sql = 'DELETE FROM uploads WHERE id IN (SELECT value FROM json_each(?))'
    this.prepared(sql).run([JSON.stringify(ids)])
  }

  move(ids: readonly string[], before: string | null): string[] {
    if (before !== null && ids.includes(before)) return []
    return this.transaction(() => {
      const gap = this.gapBefore(ids, before)
      if (gap === null) return []
      const width = (gap.to - gap.from) / (ids.length + 1)
      if (width < SMALLEST_GAP) {
        this.renumber()
        return [...this.move(ids, before), ...idsOf(this.prepared('SELECT id FROM uploads').all([]))]
      }
      const statement = this.prepared('UPDATE uploads SET position = ? WHERE id = ?')
      ids.forEach((id, index) => statement.run([gap.from + width * (index + 1), id]))
      return [...ids]
    })
  }

  knowsVideo(uuid: string): boolean {
    return this.prepared(KNOWS_VIDEO).get([uuid]) !== undefined
  }

  /** Whether a row of the queue is about that video and tells how its processing ends. */
  isFollowed(accountId: string, uuid: string): boolean {
    const sql = `SELECT 1 FROM uploads WHERE account_id = ? AND state_name IN ('processing', 'published')
      AND json_valid(state) AND json_extract(state, '$.video.uuid') = ? LIMIT 1`
    return this.prepared(sql).get([accountId, uuid]) !== undefined
  }

  /** UUIDs of published videos that the copy of the library has not got, at most 100, the newest first. */
  missedByLibrary(accountId: string, since: number): string[] {
    const sql = `SELECT json_extract(state, '$.video.uuid') AS uuid FROM uploads
      WHERE state_name = 'published' AND account_id = ? AND uploaded_at > ? AND json_valid(state)
        AND NOT EXISTS (SELECT 1 FROM library_videos AS v
          WHERE v.account_id = uploads.account_id AND v.uuid = json_extract(uploads.state, '$.video.uuid'))
      ORDER BY uploaded_at DESC LIMIT 100`
    return (this.prepared(sql).all([accountId, since]) as { uuid: string }[]).map(({ uuid }) => uuid)
  }

  totals(): QueueTotals {
    const row = this.prepared(TOTALS).get([]) as { count: number; bytes: number; bytes_sent: number }
    return { count: row.count, bytes: row.bytes, bytesSent: row.bytes_sent }
  }

  private prepared(sql: string): Statement {
    const known = this.statements.get(sql)
    if (known !== undefined) return known
    const statement = this.database.prepare(sql) as Statement
    this.statements.set(sql, statement)
    return statement
  }

  /** Positions between which the moved rows go; null: the row to go before is not there. */
  private gapBefore(ids: readonly string[], before: string | null): { from: number; to: number } | null {
    const list = JSON.stringify(ids)
    const others = `SELECT max(position) AS at FROM uploads WHERE id NOT IN (SELECT value FROM json_each(?))`
    if (before === null) {
      const last = positionOf(this.prepared(others).get([list])) ?? 0
      return { from: last, to: last + ids.length + 1 }
    }
    const to = positionOf(this.prepared('SELECT position AS at FROM uploads WHERE id = ?').get([before]))
    if (to === null) return null
    const from = positionOf(this.prepared(`${others} AND position < ?`).get([list, to]))
    return { from: from ?? to - ids.length - 1, to }
  }

  private renumber(): void {
    this.database.exec(`
      UPDATE uploads SET position = numbered.at
      FROM (SELECT id, row_number() OVER (ORDER BY position) AS at FROM uploads) AS numbered
      WHERE numbered.id = uploads.id`)
  }
}

function idsOf(rows: unknown[]): string[] {
  return (rows as { id: string }[]).map((row) => row.id)
}

function positionOf(row: unknown): number | null {
  return (row as { at: number | null } | undefined)?.at ?? null
}
