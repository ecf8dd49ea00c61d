import { EDIT_STATES, PENDING_STATES, type EditCounts, type EditStateName } from '@shared/library/edit'
import { filesOf } from '@shared/library/edit-changes'
import type { Database } from './database'
import { KEEPS_BACK, ON_THE_WAY, PARTLY } from './edits-conditions'
import { recordOf, type EditRecord } from './edits-row'
import { Statements } from './statements'

export type { EditRecord } from './edits-row'

export interface EditFilter {
  /** Empty: all. */
  states: readonly EditStateName[]
  accountId: string | null
  batchId: string | null
}

/** Edits of videos. Callers hold the transaction where several calls belong together. */
export class EditsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** At the end of the order. */
  insert(edit: Omit<EditRecord, 'seq'>): EditRecord {
    const record = { ...edit, seq: this.nextSeq() }
    this.database
      .prepare(
        `INSERT INTO library_edits (id, seq, account_id, uuid, batch_id, kind, title, created_at, state_name, state,
           changes, base, before, parts, sent_parts, has_files, retry_at, changed_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        record.id,
        record.seq,
        record.accountId,
        record.uuid,
        record.batchId,
        record.kind,
        record.title,
        record.createdAt,
        ...changingValues(record),
      )
    return record
  }

  update(edit: EditRecord): void {
    this.database
      .prepare(
        `UPDATE library_edits SET seq = ?, state_name = ?, state = ?, changes = ?, base = ?, before = ?, parts = ?,
           sent_parts = ?, has_files = ?, retry_at = ?, changed_at = ? WHERE id = ?`,
      )
      .run(edit.seq, ...changingValues(edit), edit.id)
  }

  nextSeq(): number {
    const row = this.database.prepare('SELECT coalesce(max(seq), 0) + 1 AS seq FROM library_edits').get()
    return (row as { seq: number }).seq
  }

  delete(id: string): void {
    this.database.prepare('DELETE FROM library_edits WHERE id = ?').run(id)
  }

  find(id: string): EditRecord | null {
    const row = this.database.prepare('SELECT * FROM library_edits WHERE id = ?').get(id)
    return row === undefined ? null : recordOf(row)
  }

  /** In the order of sending; unknown ids are left out. */
  findMany(ids: readonly string[]): EditRecord[] {
    return this.database
      .prepare('SELECT * FROM library_edits WHERE id IN (SELECT value FROM json_each(?)) ORDER BY seq')
      .all(JSON.stringify(ids))
      .map(recordOf)
  }

  /** What is not sent of one video, in the order of sending, the held one wherever it began. */
  unsentOf(accountId: string, uuid: string): EditRecord[] {
    return this.database
      .prepare(
        `SELECT * FROM library_edits WHERE account_id = ? AND uuid = ?
           AND state_name IN (SELECT value FROM json_each(?)) ORDER BY seq`,
      )
      .all(accountId, uuid, JSON.stringify(PENDING_STATES))
      .map(recordOf)
  }

  /** Changes of one video that come before whatever is planned or typed now, in the order of sending. */
  onTheWay(accountId: string, uuid: string): EditRecord[] {
    return this.database
      .prepare(
        `SELECT * FROM library_edits o WHERE account_id = ? AND uuid = ? AND ${ON_THE_WAY} ORDER BY seq`,
      )
      .all(accountId, uuid)
      .map(recordOf)
  }

  /** Whether it waits for another edit of its video. */
  isBehind(id: string): boolean {
    const row = this.database
      .prepare(
        `SELECT 1 FROM library_edits e WHERE e.id = ? AND EXISTS (SELECT 1 FROM library_edits o WHERE ${KEEPS_BACK})`,
      )
      .get(id)
    return row !== undefined
  }

  /** Ids of the edits of a batch that are not done, but sent in part, in the order of sending. */
  partlyOf(batchId: string): string[] {
    const rows = this.database.prepare(`SELECT id ${PARTLY} ORDER BY seq`).all(batchId)
    return (rows as { id: string }[]).map(({ id }) => id)
  }

  countPartly(batchId: string): number {
    const row = this.database.prepare(`SELECT count(*) AS count ${PARTLY}`).get(batchId)
    return (row as { count: number }).count
  }

  /** The next one to be sent for an account: of this batch, or of none. */
  next(accountId: string, batchId: string | null, now: number): EditRecord | null {
    const row = this.database
      .prepare(
        `SELECT * FROM library_edits e WHERE e.state_name = 'waiting' AND e.account_id = ? AND e.batch_id IS ?
           AND (e.retry_at IS NULL OR e.retry_at <= ?)
           AND NOT EXISTS (SELECT 1 FROM library_edits o WHERE ${KEEPS_BACK})
         ORDER BY e.seq LIMIT 1`,
      )
      .get(accountId, batchId, now)
    return row === undefined ? null : recordOf(row)
  }

  /** When the first of those that were put off until after `now` comes back, epoch milliseconds; null: none was. */
  nextRetryAt(accountId: string, now: number): number | null {
    const row = this.database
      .prepare(
        "SELECT min(retry_at) AS at FROM library_edits WHERE state_name = 'waiting' AND account_id = ? AND retry_at > ?",
      )
      .get(accountId, now) as { at: number | null }
    return row.at
  }

  /** Ids of up to `limit` edits in this state, in the order of sending. */
  idsIn(state: EditStateName, limit: number): string[] {
    const rows = this.database
      .prepare('SELECT id FROM library_edits WHERE state_name = ? ORDER BY seq LIMIT ?')
      .all(state, limit)
    return (rows as { id: string }[]).map(({ id }) => id)
  }

  /** Ids of up to `limit` edits of a batch in this state whose `seq` is above `after`, in the order of sending. */
  idsOf(
    batchId: string,
    state: EditStateName,
    after: number,
    limit: number,
  ): { ids: string[]; last: number; isEnd: boolean } {
    const rows = this.database
      .prepare(
        `SELECT id, seq FROM library_edits WHERE batch_id = ? AND state_name = ? AND seq > ? ORDER BY seq LIMIT ?`,
      )
      .all(batchId, state, after, limit) as { id: string; seq: number }[]
    return { ids: rows.map(({ id }) => id), last: rows.at(-1)?.seq ?? after, isEnd: rows.length < limit }
  }

  /** Deletes up to 100 edits of a batch that is only shown so far; returns how many. */
  deletePlanned(batchId: string): number {
    const { changes } = this.database
      .prepare(
        `DELETE FROM library_edits WHERE id IN (SELECT id FROM library_edits WHERE batch_id = ?
           AND state_name IN ('planned', 'refused') LIMIT 100)`,
      )
      .run(batchId)
    return changes
  }

  /** Those that wait for their next try. */
  postponed(accountId: string, limit: number): EditRecord[] {
    return this.database
      .prepare(
        `SELECT * FROM library_edits WHERE state_name = 'waiting' AND account_id = ? AND retry_at IS NOT NULL
         ORDER BY seq LIMIT ?`,
      )
      .all(accountId, limit)
      .map(recordOf)
  }

  /** A batch in its order; else the newest first. */
  page(filter: EditFilter, offset: number, limit: number): { total: number; edits: EditRecord[] } {
    const states = filter.states.length === 0 ? EDIT_STATES : filter.states
    const counts = this.counts(filter)
    const total = states.reduce((sum, name) => sum + counts[name], 0)
    const { where, values } = conditions(filter)
    const order = `seq ${filter.batchId === null ? 'DESC' : 'ASC'}`
    // One run through an index for each state, merged: sorting 100,000 rows for a page would take a quarter of a second.
    const places = states.map(
      () =>
        `SELECT rowid AS place, seq FROM library_edits WHERE ${[...where, 'state_name = ?'].join(' AND ')}`,
    )
    const rows = this.database
      .prepare(
        `SELECT e.* FROM (${places.join(' UNION ALL ')} ORDER BY ${order} LIMIT ? OFFSET ?) AS page
           JOIN library_edits e ON e.rowid = page.place ORDER BY page.${order}`,
      )
      .all(...states.flatMap((name) => [...values, name]), limit, offset)
    return { total, edits: rows.map(recordOf) }
  }

  counts({ accountId, batchId }: Pick<EditFilter, 'accountId' | 'batchId'>): EditCounts {
    const { where, values } = conditions({ accountId, batchId })
    // All of them are counted as they come and go: this is asked for at each change.
    const sql =
      where.length === 0
        ? 'SELECT state_name AS name, count FROM library_edit_counts'
        : `SELECT state_name AS name, count(*) AS count FROM library_edits WHERE ${where.join(' AND ')} GROUP BY state_name`
    const rows = this.database.prepare(sql).all(...values) as { name: string; count: number }[]
    const counts = Object.fromEntries(EDIT_STATES.map((name) => [name, 0])) as EditCounts
    for (const { name, count } of rows) counts[name as EditStateName] = count
    return counts
  }

  /** Names of the files that edits refer to, with the edit that does. */
  withFiles(): EditRecord[] {
    return this.database.prepare('SELECT * FROM library_edits WHERE has_files = 1').all().map(recordOf)
  }

  /** Deletes up to 100 finished edits that are older, or further back than the newest `most`; returns how many. */
  sweep(olderThan: number, most: number): number {
    const { changes } = this.database
      .prepare(
        `DELETE FROM library_edits WHERE id IN (
           SELECT id FROM library_edits WHERE state_name = 'done' AND (changed_at < ? OR seq <= (
             SELECT seq FROM library_edits WHERE state_name = 'done' ORDER BY seq DESC LIMIT 1 OFFSET ?))
           ORDER BY seq LIMIT 100)`,
      )
      .run(olderThan, most)
    return changes
  }
}

function changingValues(edit: EditRecord): (string | number | null)[] {
  const { state, parts } = edit
  const areFilesThere = state.name !== 'done' && filesOf(parts).length > 0
  return [
    state.name,
    JSON.stringify(state),
    JSON.stringify(edit.changes),
    JSON.stringify(edit.base),
    JSON.stringify(edit.before),
    JSON.stringify(parts),
    JSON.stringify(edit.sentParts),
    areFilesThere ? 1 : 0,
    state.name === 'waiting' ? state.retryAt : null,
    edit.changedAt,
  ]
}

function conditions({ accountId, batchId }: Pick<EditFilter, 'accountId' | 'batchId'>): {
  where: string[]
  values: string[]
} {
  const parts: [string, string][] = []
  if (accountId !== null) parts.push(['account_id = ?', accountId])
  if (batchId !== null) parts.push(['batch_id = ?', batchId])
  return { where: parts.map(([sql]) => sql), values: parts.map(([, value]) => value) }
}
