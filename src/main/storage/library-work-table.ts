import { WORKING_STATES } from '@shared/library/work'
import { z } from 'zod'
import type { Database } from './database'
import { Statements } from './statements'

/** A video that its server works on, as it was seen last. */
export interface WorkRow {
  accountId: string
  uuid: string
  name: string
  state: number
  stateLabel: string
  /** Seconds of video. */
  duration: number
  /** Epoch milliseconds. */
  since: number
}

/** A video that was worked on; `now` is its state, null when it is gone. */
export interface EndedRow {
  accountId: string
  uuid: string
  name: string
  state: number
  duration: number
  since: number
  now: number | null
}

const workRow = z.object({
  account_id: z.string(),
  uuid: z.string(),
  name: z.string(),
  state: z.number(),
  state_label: z.string(),
  duration: z.number(),
  since: z.number(),
})

const endedRow = z.object({
  account_id: z.string(),
  uuid: z.string(),
  name: z.string().nullable(),
  state: z.number(),
  duration: z.number().nullable(),
  since: z.number(),
  now: z.number().nullable(),
})

const STATES = WORKING_STATES.join(', ')
const PEERS = 50

export class LibraryWorkTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** Notes what is worked on now, forgets what no longer is and returns that. The caller holds the transaction. */
  reconcile(now: number): EndedRow[] {
    this.database
      .prepare(
        `INSERT INTO library_work (account_id, uuid, state, since, asked_at)
         SELECT account_id, uuid, state, ?, 0 FROM library_videos WHERE state IN (${STATES})
         ON CONFLICT DO UPDATE SET state = excluded.state, since = excluded.since WHERE state != excluded.state`,
      )
      .run(now)
    const ended = this.database
      .prepare(
        `SELECT w.account_id, w.uuid, v.name, w.state, v.duration, w.since, v.state AS now
         FROM library_work w LEFT JOIN library_videos v ON v.account_id = w.account_id AND v.uuid = w.uuid
         WHERE v.state IS NULL OR v.state NOT IN (${STATES})`,
      )
      .all()
      .map((row) => endedRow.parse(row))
    for (const { account_id, uuid } of ended) {
      this.database
        .prepare('DELETE FROM library_work WHERE account_id = ? AND uuid = ?')
        .run(account_id, uuid)
    }
    return ended.map(({ account_id: accountId, name, duration, ...row }) => {
      return { ...row, accountId, name: name ?? '', duration: duration ?? 0 }
    })
  }

  /** At most 500, the longest first. CROSS: the few that are worked on are gone through, not all videos. */
  list(): WorkRow[] {
    return this.database
      .prepare(
        `SELECT w.account_id, w.uuid, v.name, v.state, v.state_label, v.duration, w.since
         FROM library_work w CROSS JOIN library_videos v ON v.account_id = w.account_id AND v.uuid = w.uuid
         ORDER BY w.since, w.uuid LIMIT 500`,
      )
      .all()
      .map((row) => workRow.parse(row))
      .map(({ account_id: accountId, state_label: stateLabel, ...row }) => ({
        ...row,
        accountId,
        stateLabel,
      }))
  }

  /** Those of an account that were asked for the longest time ago; they count as asked now. */
  nextToAsk(accountId: string, most: number, now: number): string[] {
    const rows = this.database
      .prepare('SELECT uuid FROM library_work WHERE account_id = ? ORDER BY asked_at, uuid LIMIT ?')
      .all(accountId, most) as { uuid: string }[]
    const uuids = rows.map(({ uuid }) => uuid)
    this.database
      .prepare(
        'UPDATE library_work SET asked_at = ? WHERE account_id = ? AND uuid IN (SELECT value FROM json_each(?))',
      )
      .run(now, accountId, JSON.stringify(uuids))
    return uuids
  }

  /** The newest of what such work took, as `paceOf` counts it. */
  paces(accountId: string, state: number): number[] {
    const rows = this.database
      .prepare(
        'SELECT pace FROM library_work_paces WHERE account_id = ? AND state = ? ORDER BY id DESC LIMIT ?',
      )
      .all(accountId, state, PEERS) as { pace: number }[]
    return rows.map(({ pace }) => pace)
  }

  addPace(accountId: string, state: number, pace: number): void {
    this.database
      .prepare('INSERT INTO library_work_paces (account_id, state, pace) VALUES (?, ?, ?)')
      .run(accountId, state, pace)
    this.database
      .prepare(
        `DELETE FROM library_work_paces WHERE account_id = ? AND state = ? AND id NOT IN
           (SELECT id FROM library_work_paces WHERE account_id = ? AND state = ? ORDER BY id DESC LIMIT ?)`,
      )
      .run(accountId, state, accountId, state, PEERS)
  }
}
