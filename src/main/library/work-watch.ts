import { FAILED_STATES, type EndedWork, type WorkingVideo } from '@shared/library/work'
import type { EndedRow, LibraryWorkTable, WorkRow } from '../storage/library-work-table'
import type { Clock } from '../uploads/ports'
import { isSlow, paceOf } from './work-pace'

/** How often servers are asked, and how many videos of an account each time: nobody waits before the screen for it. */
const ASK_EVERY_MS = 30_000
const ASK_AT_ONCE = 10

export interface WorkWatchDeps {
  clock: Clock
  table: LibraryWorkTable
  transaction: <T>(work: () => T) => T
  /** Accounts that can be asked now. */
  askable: () => readonly string[]
  /** Reads a video's state from its instance, and all of it into the copy if that differs from `known`. Never rejects. */
  lookAt: (accountId: string, uuid: string) => Promise<void>
  /** Whether the queue of uploads follows that video, and tells of it by itself. */
  isFollowed: (accountId: string, uuid: string) => boolean
  ended: (work: EndedWork) => void
}

/** Follows what servers work on to its end, and tells of it. Rests while nothing is worked on. */
export class WorkWatch {
  private cancelTimer: (() => void) | null = null
  private asking: Promise<void> | null = null
  private isClosed = false

  constructor(private readonly deps: WorkWatchDeps) {}

  /** After the copy changed: what began is followed, what ended is told. */
  look(): void {
    if (this.isClosed) return
    const { table, transaction, clock } = this.deps
    const ended = transaction(() => {
      const rows = table.reconcile(clock.now())
      for (const row of rows) this.learn(row)
      return rows
    })
    for (const row of ended) this.tell(row)
    if (table.list().length > 0) this.arm()
  }

  working(): WorkingVideo[] {
    return this.deps.table.list().map((row) => this.withPace(row))
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.cancelTimer?.()
    await this.asking
  }

  private arm(): void {
    if (this.cancelTimer !== null || this.isClosed) return
    this.cancelTimer = this.deps.clock.schedule(ASK_EVERY_MS, () => {
      this.cancelTimer = null
      this.asking = this.ask().finally(() => {
        this.asking = null
        this.look()
      })
    })
  }

  private async ask(): Promise<void> {
    const { table, askable, lookAt, clock } = this.deps
    for (const accountId of askable()) {
      for (const uuid of table.nextToAsk(accountId, ASK_AT_ONCE, clock.now())) {
        if (this.isClosed) return
        await lookAt(accountId, uuid)
      }
    }
  }

  /** What was done well teaches how long such work takes. */
  private learn(row: EndedRow): void {
    if (row.now === null || FAILED_STATES.includes(row.now)) return
    const pace = paceOf(this.deps.clock.now() - row.since, row.duration)
    this.deps.table.addPace(row.accountId, row.state, pace)
  }

  private tell({ accountId, uuid, name, now }: EndedRow): void {
    if (now === null || this.deps.isFollowed(accountId, uuid)) return
    this.deps.ended({ accountId, uuid, name, outcome: FAILED_STATES.includes(now) ? 'failed' : 'ready' })
  }

  private withPace({ duration, ...row }: WorkRow): WorkingVideo {
    const workedMs = this.deps.clock.now() - row.since
    return { ...row, isSlow: isSlow(workedMs, duration, this.deps.table.paces(row.accountId, row.state)) }
  }
}
