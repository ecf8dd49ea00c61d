import { assertNever } from '@shared/assert-never'
import type { BlockReason, UploadRow } from '@shared/uploads/upload'

export const FILTERS = ['all', 'drafts', 'active', 'waiting', 'done', 'problems'] as const

export type Filter = (typeof FILTERS)[number]
export type Group = Exclude<Filter, 'all'>
export type FilterCounts = Record<Filter, number>

/** Reasons that pass without the person: the network or the instance comes back by itself. */
function passesByItself(reason: BlockReason): boolean {
  return reason === 'offline' || reason === 'instance-unreachable'
}

/** The one group that a row belongs to. "Problems" are the rows that wait for the person. */
export function groupOf(row: UploadRow): Group {
  const { state } = row
  switch (state.name) {
    case 'draft':
      return 'drafts'
    case 'uploading':
    case 'finishing':
    case 'processing':
      return 'active'
    case 'queued':
    case 'paused':
      return 'waiting'
    case 'blocked':
      return passesByItself(state.reason) ? 'waiting' : 'problems'
    case 'published':
      if (row.steps.some((step) => step.error !== null)) return 'problems'
      return row.isHeldBack ? 'active' : 'done'
    case 'cancelled':
      return 'done'
    case 'failed':
      return 'problems'
    default:
      return assertNever(state)
  }
}

export function countGroups(rows: readonly UploadRow[]): FilterCounts {
  const counts: FilterCounts = { all: rows.length, drafts: 0, active: 0, waiting: 0, done: 0, problems: 0 }
  for (const row of rows) counts[groupOf(row)] += 1
  return counts
}

/** The rows of a group, and those of `always` whatever their group. */
export function rowsOf(
  rows: readonly UploadRow[],
  filter: Filter,
  always: ReadonlySet<string> = new Set(),
): readonly UploadRow[] {
  return filter === 'all' ? rows : rows.filter((row) => groupOf(row) === filter || always.has(row.id))
}
