import type { Request } from 'express'
import type { VideoRecord } from '../records'
import type { Checks } from './checks'
import { queryText } from './query'

type Key = (video: VideoRecord) => string | number

const columns: Record<string, Key> = {
  name: ({ name }) => name.toLowerCase(),
  duration: ({ durationSeconds }) => durationSeconds,
  createdAt: ({ createdAt }) => createdAt,
  publishedAt: ({ publishedAt }) => publishedAt,
  originallyPublishedAt: ({ originallyPublishedAt }) => originallyPublishedAt ?? '',
  views: ({ views }) => views ?? 0,
  likes: ({ likes }) => likes ?? 0,
  trending: () => 0,
  hot: () => 0,
  best: () => 0,
}

/** The `sort` of a query: a column, or `-column` for the other way round. */
export function readSort(request: Request, checks: Checks, byDefault: string): string {
  const sort = queryText(request, 'sort') ?? byDefault
  const isColumn = Object.hasOwn(columns, sort.replace(/^-/, ''))
  checks.check(isColumn, 'sort', sort, 'query')
  return isColumn ? sort : byDefault
}

/** Equal rows: by age, in the same direction. */
export function videoSorter(sort: string): (left: VideoRecord, right: VideoRecord) => number {
  const key = columns[sort.replace(/^-/, '')]
  const direction = sort.startsWith('-') ? -1 : 1
  return (left, right) => {
    const a = key?.(left) ?? 0
    const b = key?.(right) ?? 0
    if (a === b) return direction * (left.id - right.id)
    return a < b ? -direction : direction
  }
}
