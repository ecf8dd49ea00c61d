import type { ChangeCounts, ChangeRow, ChangeState } from '@shared/library/change'

/** One of the stores in which changes wait; together they are the outbox that a person sees. */
export interface ChangeSource {
  /** @param accountId null: of all accounts */
  counts(accountId: string | null): ChangeCounts
  /** Newest first; as many as `counts` tells for these states. */
  page(states: readonly ChangeState[], offset: number, limit: number): ChangeRow[]
  /** Those that failed, or that wait and are not being sent. */
  idsIn(state: 'failed' | 'waiting'): string[]
  /** Resolve to how many it happened to. */
  retry(ids: readonly string[]): Promise<number>
  revoke(ids: readonly string[]): Promise<number>
}

export const NO_CHANGES: ChangeCounts = { held: 0, waiting: 0, sending: 0, conflict: 0, failed: 0, done: 0 }

/** More than that is not acted upon at once. */
export const MOST_AT_ONCE = 100_000
