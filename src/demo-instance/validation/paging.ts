import type { Request } from 'express'
import type { DemoContext } from '../context'
import { Checks } from './checks'

export interface Paging {
  start: number
  count: number
}

const DEFAULT_COUNT = 15
const MAX_COUNT = 100

/** `start` and `count` of a list, which PeerTube checks before anything else. @throws Problem 400 */
export function readPage(context: DemoContext, request: Request): Paging {
  const checks = new Checks(context, request)
  const { start, count } = request.query
  const isWhole = (value: unknown): boolean =>
    value === undefined || (typeof value === 'string' && /^\d+$/.test(value))
  const isCount = isWhole(count) && Number(count ?? 0) <= MAX_COUNT
  checks.check(isWhole(start), 'start', start, 'query')
  checks.check(isCount, 'count', count, 'query', `Should have a number count (max: ${String(MAX_COUNT)})`)
  checks.done()
  return { start: Number(start ?? 0), count: Number(count ?? DEFAULT_COUNT) }
}

export function page<Row>(
  rows: Row[],
  paging: Paging,
  view: (row: Row) => object,
): { total: number; data: object[] } {
  const { start, count } = paging
  return { total: rows.length, data: rows.slice(start, start + count).map(view) }
}
