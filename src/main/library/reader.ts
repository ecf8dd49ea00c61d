import type {
  LibraryFacets,
  LibraryFilter,
  LibraryRow,
  LibrarySort,
  LibraryVideo,
} from '@shared/library/library'
import { z } from 'zod'
import type { Database } from '../storage/database'
import { readCalendar, type Calendar, type CalendarSpan } from './calendar'
import { readFacets } from './facets'
import { hitsStatement, idsStatement } from './page'
import { ROW_COLUMNS, rowOf, VIDEO_COLUMNS, videoOf, type StoredRow } from './rows'

export interface PageRequest {
  filter: LibraryFilter
  sort: LibrarySort
  offset: number
  limit: number
}

export interface VideoKey {
  accountId: string
  uuid: string
}

export interface LibraryPage {
  total: number
  rows: LibraryRow[]
}

const MOST_REMEMBERED = 4
const keyRow = z.object({ accountId: z.string(), uuid: z.string() })

/**
 * The reading side of the local copy. The order of a whole result is found once and remembered until the copy
 * changes: scrolling then costs the rows on screen, wherever they are.
 */
export class LibraryReader {
  private readonly orders = new Map<string, number[]>()
  private readonly facetsByAccounts = new Map<string, LibraryFacets>()
  private revision = -1

  constructor(private readonly database: Database) {}

  /** @param revision of the copy: what is remembered of another one is forgotten */
  page({ filter, sort, offset, limit }: PageRequest, revision: number): LibraryPage {
    this.forgetOld(revision)
    const ids = this.order(filter, sort)
    const wanted = ids.slice(offset, offset + limit)
    const rows = this.database
      .prepare(
        `SELECT ${ROW_COLUMNS} FROM json_each(?) AS wanted CROSS JOIN library_videos v ON v.id = wanted.value
         JOIN accounts a ON a.id = v.account_id ORDER BY wanted.key`,
      )
      .all(JSON.stringify(wanted)) as StoredRow[]
    return { total: ids.length, rows: rows.map(rowOf) }
  }

  /** All videos that pass the filter, in order. */
  keys({ filter, sort }: Pick<PageRequest, 'filter' | 'sort'>, revision: number): VideoKey[] {
    this.forgetOld(revision)
    const ids = this.order(filter, sort)
    return this.database
      .prepare(
        `SELECT v.account_id AS accountId, v.uuid FROM json_each(?) AS wanted
         CROSS JOIN library_videos v ON v.id = wanted.value ORDER BY wanted.key`,
      )
      .all(JSON.stringify(ids))
      .map((row) => keyRow.parse(row))
  }

  facets(accountIds: readonly string[], revision: number): LibraryFacets {
    this.forgetOld(revision)
    const key = JSON.stringify([...accountIds].sort())
    const known = this.facetsByAccounts.get(key)
    if (known !== undefined) return known
    const facets = readFacets(this.database, accountIds)
    remember(this.facetsByAccounts, key, facets)
    return facets
  }

  calendar(span: CalendarSpan): Calendar {
    return readCalendar(this.database, span)
  }

  /** Null: not in the copy. */
  video(accountId: string, uuid: string): LibraryVideo | null {
    const row = this.database
      .prepare(
        `SELECT ${VIDEO_COLUMNS} FROM library_videos v JOIN library_texts t ON t.id = v.id
         JOIN accounts a ON a.id = v.account_id WHERE v.account_id = ? AND v.uuid = ?`,
      )
      .get(accountId, uuid) as StoredRow | undefined
    return row === undefined ? null : videoOf(row)
  }

  private order(filter: LibraryFilter, sort: LibrarySort): number[] {
    const key = JSON.stringify([filter, sort])
    const known = this.orders.get(key)
    if (known !== undefined) return known
    const { sql, values } = idsStatement(filter, sort, this.hits(filter, sort))
    const { ids } = this.database.prepare(sql).get(...values) as { ids: string }
    const order = JSON.parse(ids) as number[]
    remember(this.orders, key, order)
    return order
  }

  private hits(filter: LibraryFilter, sort: LibrarySort): number | null {
    const statement = sort.column === 'match' ? hitsStatement(filter) : null
    if (statement === null) return null
    return (this.database.prepare(statement.sql).get(...statement.values) as { hits: number }).hits
  }

  private forgetOld(revision: number): void {
    if (revision === this.revision) return
    this.revision = revision
    this.orders.clear()
    this.facetsByAccounts.clear()
  }
}

function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  const [oldest] = known.keys()
  if (known.size >= MOST_REMEMBERED && oldest !== undefined) known.delete(oldest)
  known.set(key, value)
}
