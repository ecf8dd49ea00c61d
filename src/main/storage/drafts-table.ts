import { draftSchema, type Draft } from '@shared/uploads/draft'
import { withoutPastSchedule } from '@shared/uploads/past-schedule'
import type { Database } from './database'

/** A row of the queue as its draft's editors see it. */
export interface DraftRow {
  id: string
  accountId: string
  stateName: string
  filePath: string
  fileName: string
  thumbnailVersion: number | null
  /** Null: can't be read, and is left as it is. */
  draft: Draft | null
}

interface Columns {
  id: string
  account_id: string
  state_name: string
  file_path: string
  file_name: string
  thumbnail_version: number | null
  draft: string
  carried: string | null
}

const COLUMNS = 'id, account_id, state_name, file_path, file_name, thumbnail_version, draft, carried'
/** Their video exists. */
const WITH_VIDEO: readonly string[] = ['processing', 'published']
/** Rows that are on the server's books, or about to be: their full sizes count against the quota. */
const WAITING_BYTES = `
  SELECT coalesce(sum(file_bytes), 0) AS bytes FROM uploads
  WHERE account_id = ? AND state_name IN ('queued', 'uploading', 'finishing')`

export interface DraftsTable {
  find(id: string): DraftRow | null
  /** In the queue's order; unknown ids are left out. */
  findMany(ids: readonly string[]): DraftRow[]
  /** Writes the draft, and the columns that repeat a part of it. */
  write(id: string, draft: Draft, thumbnailVersion: number | null): void
  /** Bytes of the account's files that are queued, uploading or finishing. */
  waitingBytes(accountId: string): number
}

/** `now` in epoch milliseconds. */
export function createDraftsTable(database: Database, now: () => number = Date.now): DraftsTable {
  const one = database.prepare(`SELECT ${COLUMNS} FROM uploads WHERE id = ?`)
  const many = database.prepare(
    `SELECT ${COLUMNS} FROM uploads WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position`,
  )
  const update = database.prepare(
    'UPDATE uploads SET draft = ?, title = ?, privacy = ?, thumbnail_version = ? WHERE id = ?',
  )
  const waiting = database.prepare(WAITING_BYTES)
  const changeCount = database.prepare('SELECT total_changes() AS count')
  /** Sums by account, good until any row of the database changes: a page of rows asks a thousand times. */
  const sums = new Map<string, number>()
  let summedAt = -1
  return {
    find(id) {
      const row = one.get(id) as Columns | undefined
      return row === undefined ? null : readRow(row, now())
    },
    findMany: (ids) => (many.all(JSON.stringify(ids)) as Columns[]).map((row) => readRow(row, now())),
    write(id, draft, thumbnailVersion) {
      update.run(JSON.stringify(draft), draft.title, draft.privacy, thumbnailVersion, id)
    },
    waitingBytes(accountId) {
      const { count } = changeCount.get() as { count: number }
      if (count !== summedAt) sums.clear()
      summedAt = count
      const bytes = sums.get(accountId) ?? (waiting.get(accountId) as { bytes: number }).bytes
      sums.set(accountId, bytes)
      return bytes
    },
  }
}

function readRow(row: Columns, now: number): DraftRow {
  return {
    id: row.id,
    accountId: row.account_id,
    stateName: row.state_name,
    filePath: row.file_path,
    fileName: row.file_name,
    thumbnailVersion: row.thumbnail_version,
    draft: draftOf(row, now),
  }
}

/** A plan whose moment has passed is read as carried out, as by the engine. */
function draftOf(
  { state_name: stateName, draft: text, carried: carriedText }: Columns,
  now: number,
): Draft | null {
  const draft = readDraft(text)
  if (draft === null || draft.schedule === null || carriedText === null) return draft
  const carried = WITH_VIDEO.includes(stateName) ? readDraft(carriedText) : null
  return carried === null ? draft : withoutPastSchedule({ draft, carried }, now).draft
}

function readDraft(text: string): Draft | null {
  try {
    return draftSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
