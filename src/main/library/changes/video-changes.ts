import { CHANGE_STATES, type ChangeCounts, type ChangeRow, type ChangeState } from '@shared/library/change'
import type { Edits } from '../edits'
import { MOST_AT_ONCE, type ChangeSource } from './source'

/** Edits of videos, as lines of the outbox; what a batch only plans is shown with that batch. */
export class VideoChanges implements ChangeSource {
  constructor(private readonly edits: Edits) {}

  counts(accountId: string | null): ChangeCounts {
    const all = this.edits.store.table.counts({ accountId, batchId: null })
    const { planned: _planned, refused: _refused, ...counts } = all
    return counts
  }

  page(states: readonly ChangeState[], offset: number, limit: number): ChangeRow[] {
    const filter = { states: states.length === 0 ? CHANGE_STATES : states, accountId: null, batchId: null }
    const { rows } = this.edits.outbox.page({ ...filter, offset, limit })
    return rows.map((row) => ({ of: 'video', row }))
  }

  idsIn(state: 'failed' | 'waiting'): string[] {
    return this.edits.store.table.idsIn(state, MOST_AT_ONCE)
  }

  retry(ids: readonly string[]): Promise<number> {
    return this.edits.outbox.retry(ids)
  }

  revoke(ids: readonly string[]): Promise<number> {
    return this.edits.outbox.revoke(ids)
  }
}
