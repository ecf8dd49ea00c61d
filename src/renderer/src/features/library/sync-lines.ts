import type { SyncStatus } from '@shared/library/library'

/** One sentence about how the copy stands, for the accounts that it is true of. */
export interface SyncLine {
  kind: 'running' | 'failed' | 'cancelled' | 'never' | 'done'
  accountIds: string[]
  read: number
  /** Null: not known yet. */
  total: number | null
  /** The oldest of them, epoch milliseconds; null: one was never read to its end. */
  lastDoneAt: number | null
  error: string | null
  /** Videos of which only lists told so far. */
  detailsLeft: number
}

/** What needs the person comes first. Failures have a line each: their reasons differ. */
const ORDER = ['running', 'failed', 'cancelled', 'never', 'done'] as const

function oldest(moments: readonly (number | null)[]): number | null {
  return moments.reduce((least, moment) =>
    least === null || moment === null ? null : Math.min(least, moment),
  )
}

function lineOf(kind: SyncLine['kind'], statuses: readonly SyncStatus[]): SyncLine {
  const totals = statuses.map(({ total }) => total)
  return {
    kind,
    accountIds: statuses.map(({ accountId }) => accountId),
    read: statuses.reduce((sum, { read }) => sum + read, 0),
    total: totals.reduce((sum, total) => (sum === null || total === null ? null : sum + total), 0),
    lastDoneAt: oldest(statuses.map(({ lastDoneAt }) => lastDoneAt)),
    error: statuses[0]?.error ?? null,
    detailsLeft: statuses.reduce((sum, { detailsLeft }) => sum + detailsLeft, 0),
  }
}

export function syncLines(statuses: readonly SyncStatus[]): SyncLine[] {
  return ORDER.flatMap((kind) => {
    const ofKind = statuses.filter(({ state }) => state === kind)
    if (ofKind.length === 0) return []
    return kind === 'failed' ? ofKind.map((status) => lineOf(kind, [status])) : [lineOf(kind, ofKind)]
  })
}

/** What stands in place of the list when it has no rows. Null: nothing is known yet. */
export type EmptyKind = 'no-account' | 'no-match' | 'reading' | 'never' | 'offline' | 'failed' | 'no-videos'

export function emptyKind(facts: {
  accounts: number
  filtering: boolean
  online: boolean
  statuses: readonly SyncStatus[]
}): EmptyKind | null {
  const { accounts, filtering, online, statuses } = facts
  if (accounts === 0) return 'no-account'
  if (statuses.length === 0) return null
  const isCopied = statuses.some(({ lastDoneAt }) => lastDoneAt !== null)
  const has = (state: SyncStatus['state']): boolean => statuses.some((status) => status.state === state)
  if (filtering && (isCopied || has('running'))) return 'no-match'
  if (has('running')) return 'reading'
  if (isCopied) return 'no-videos'
  if (!online) return 'offline'
  return has('failed') ? 'failed' : 'never'
}
