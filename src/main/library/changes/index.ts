import {
  CHANGE_STATES,
  type ChangeCounts,
  type ChangeKind,
  type ChangeRef,
  type ChangeRow,
  type ChangeState,
} from '@shared/library/change'
import type { Clock } from '../../uploads/ports'
import { Announcer } from '../announcer'
import { NO_CHANGES, type ChangeSource } from './source'

export interface ChangesDeps {
  /** In the order in which they are listed. */
  sources: Readonly<Record<ChangeKind, ChangeSource>>
  clock: Clock
  /** At most four times a second. */
  changed: (revision: number, counts: ChangeCounts) => void
}

const TELL_EVERY_MS = 250

/** The outbox as a person sees it: one list over the stores in which changes wait. */
export class Changes {
  private readonly announcer: Announcer
  private readonly sources: readonly [ChangeKind, ChangeSource][]

  constructor({ sources, clock, changed }: ChangesDeps) {
    this.sources = Object.entries(sources) as [ChangeKind, ChangeSource][]
    this.announcer = new Announcer(clock, TELL_EVERY_MS, (revision) => {
      changed(revision, this.counts(null))
    })
  }

  get revision(): number {
    return this.announcer.revision
  }

  /** One of the stores changed. */
  touched(): void {
    this.announcer.changed()
  }

  close(): void {
    this.announcer.close()
  }

  counts(accountId: string | null): ChangeCounts {
    const sum = { ...NO_CHANGES }
    for (const [, source] of this.sources) {
      const counts = source.counts(accountId)
      for (const state of CHANGE_STATES) sum[state] += counts[state]
    }
    return sum
  }

  /** One store after the other. Empty states: all. */
  page(
    asked: readonly ChangeState[],
    offset: number,
    limit: number,
  ): { total: number; counts: ChangeCounts; rows: ChangeRow[] } {
    const states = asked.length === 0 ? CHANGE_STATES : asked
    const rows: ChangeRow[] = []
    let total = 0
    for (const [, source] of this.sources) {
      const counts = source.counts(null)
      const here = states.reduce((sum, state) => sum + counts[state], 0)
      const skipped = Math.max(0, offset - total)
      const room = limit - rows.length
      if (skipped < here && room > 0) rows.push(...source.page(states, skipped, room))
      total += here
    }
    return { total, counts: this.counts(null), rows }
  }

  /** Resolves to how many are sent again. */
  retry(changes: readonly ChangeRef[]): Promise<number> {
    return this.each((kind, source) => source.retry(idsOf(changes, kind)))
  }

  /** Resolves to how many were taken back; what is being sent stays. */
  revoke(changes: readonly ChangeRef[]): Promise<number> {
    return this.each((kind, source) => source.revoke(idsOf(changes, kind)))
  }

  retryFailed(): Promise<number> {
    return this.each((_kind, source) => source.retry(source.idsIn('failed')))
  }

  revokeWaiting(): Promise<number> {
    return this.each((_kind, source) => source.revoke(source.idsIn('waiting')))
  }

  private async each(work: (kind: ChangeKind, source: ChangeSource) => Promise<number>): Promise<number> {
    let count = 0
    for (const [kind, source] of this.sources) count += await work(kind, source)
    return count
  }
}

function idsOf(changes: readonly ChangeRef[], kind: ChangeKind): string[] {
  return changes.flatMap(({ of, id }) => (of === kind ? [id] : []))
}
