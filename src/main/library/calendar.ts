import { MOST_CALENDAR_ITEMS, type CalendarItem } from '@shared/library/calendar'
import type { Database } from '../storage/database'
import { mostUrgent, PENDING_OF, type StoredRow } from './rows'

export interface CalendarSpan {
  /** Epoch milliseconds; `to` is no part of it. */
  from: number
  to: number
}

export interface Calendar {
  items: CalendarItem[]
  isCut: boolean
}

const COLUMNS = `v.account_id, v.uuid, v.name, v.channel_name, v.state`

/** Whether an edit of the video `v` failed since its new time passed before it was sent. */
const PASSED_OF = `EXISTS (SELECT 1 FROM library_edits e
  CROSS JOIN json_each(e.state, '$.failure.problems') p
  WHERE e.account_id = v.account_id AND e.uuid = v.uuid AND e.state_name = 'failed'
    AND json_extract(p.value, '$.field') = 'schedule' AND json_extract(p.value, '$.code') = 'in-the-past')`

/**
 * Schedules that wait to be sent count as done, those that the instance refused do not. With `max` SQLite takes the
 * other columns from the latest row.
 */
const MOVED = `WITH moved AS MATERIALIZED (
  SELECT account_id, uuid, max(seq),
    CAST(strftime('%s', json_extract(changes, '$.schedule.updateAt')) AS INTEGER) * 1000 AS at,
    json_extract(changes, '$.schedule.privacy') AS privacy
  FROM library_edits
  WHERE state_name IN ('waiting', 'sending') AND kind = 'change' AND json_type(changes, '$.schedule') IS NOT NULL
  GROUP BY account_id, uuid)`

const BY_SCHEDULE = `SELECT ${COLUMNS}, ${PENDING_OF} AS pending, ${PASSED_OF} AS passed, 'video' AS kind, v.scheduled_at AS at,
    coalesce(v.schedule_privacy, v.privacy) AS privacy FROM library_videos v
  LEFT JOIN moved m ON m.account_id = v.account_id AND m.uuid = v.uuid
  WHERE v.scheduled_at >= ? AND v.scheduled_at < ? AND m.uuid IS NULL`

const BY_EDIT = `SELECT ${COLUMNS}, ${PENDING_OF} AS pending, ${PASSED_OF} AS passed, 'video' AS kind, m.at, m.privacy FROM moved m
  CROSS JOIN library_videos v ON v.account_id = m.account_id AND v.uuid = m.uuid WHERE m.at >= ? AND m.at < ?`

/** The form of the live `v` that its instance has not got. */
const FORM_OF = `list_forms f WHERE f.account_id = v.account_id AND f.list = 'live' AND f.target = v.uuid`

/** A live has settings too that may not be sent. */
const LIVE_PENDING = `coalesce(${PENDING_OF} || ',', '') || coalesce((SELECT f.state_name FROM ${FORM_OF}), '')`

const LIVE_PASSED = `EXISTS (SELECT 1 FROM ${FORM_OF} AND f.state_name = 'failed'
  AND json_extract(f.state, '$.failure.code') = 'live-time-passed')`

/** Announced times stand in what was read of each live; those that wait to be sent count as done, as schedules do. */
const ANNOUNCED = `coalesce((SELECT json_extract(f.changes, '$.schedules') FROM ${FORM_OF}
  AND f.state_name IN ('waiting', 'sending')), json_extract(d.details, '$.settings.schedules'))`

const BY_LIVE = `SELECT ${COLUMNS}, ${LIVE_PENDING} AS pending, ${LIVE_PASSED} AS passed, 'live' AS kind, s.value AS at, v.privacy
  FROM live_details d CROSS JOIN library_videos v ON v.account_id = d.account_id AND v.uuid = d.uuid
  CROSS JOIN json_each(${ANNOUNCED}) s
  WHERE v.is_live = 1 AND s.value >= ? AND s.value < ?`

const STATEMENT = `${MOVED} SELECT * FROM (${BY_SCHEDULE} UNION ALL ${BY_EDIT} UNION ALL ${BY_LIVE})
  ORDER BY at, name, uuid LIMIT ${String(MOST_CALENDAR_ITEMS + 1)}`

/** What is scheduled in that span, over all accounts, in the order of time. */
export function readCalendar(database: Database, { from, to }: CalendarSpan): Calendar {
  const rows = database.prepare(STATEMENT).all(from, to, from, to, from, to) as StoredRow[]
  return { items: rows.slice(0, MOST_CALENDAR_ITEMS).map(itemOf), isCut: rows.length > MOST_CALENDAR_ITEMS }
}

function itemOf(row: StoredRow): CalendarItem {
  const states = String(row['pending'] ?? '')
  return {
    accountId: String(row['account_id']),
    uuid: String(row['uuid']),
    name: String(row['name']),
    channelName: String(row['channel_name']),
    kind: row['kind'] === 'live' ? 'live' : 'video',
    at: Number(row['at']),
    privacy: Number(row['privacy']),
    state: Number(row['state']),
    pending: mostUrgent(states),
    hasTimePassed: row['passed'] === 1,
    isHeld: states.split(',').includes('held'),
  }
}
