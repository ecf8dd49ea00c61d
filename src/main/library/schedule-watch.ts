import type { LibrarySchedulesTable, Schedule } from '../storage/library-schedules-table'
import type { Clock } from '../uploads/ports'

/** Servers look once a minute for what is to be published. */
const SETTLED_MS = 75_000
/** A computer that slept, or whose clock was set, does not wait for the rest of a long time. */
const LONGEST_MS = 5 * 60_000

export interface ScheduleWatchDeps {
  clock: Clock
  table: LibrarySchedulesTable
  /** Accounts that can be asked now. */
  askable: () => readonly string[]
  /** Reads a video from its instance into the copy. Never rejects. */
  read: (accountId: string, uuid: string) => Promise<void>
}

/** Reads videos again once their schedules have passed, each time one time. Rests while nothing is scheduled. */
export class ScheduleWatch {
  private cancelTimer: (() => void) | null = null
  private reading: Promise<void> | null = null
  private isClosed = false
  /** For which moment a video was read: one that its server is late with is left to the next pass. */
  private readonly readFor = new Map<string, number>()

  constructor(private readonly deps: ScheduleWatchDeps) {}

  /** After the copy changed, or an account can be asked again. */
  look(): void {
    if (this.isClosed || this.reading !== null) return
    this.cancelTimer?.()
    this.cancelTimer = null
    const due = this.deps.table.before(this.deps.clock.now() - SETTLED_MS)
    this.reading = this.readAll(due).finally(() => {
      this.reading = null
      this.arm()
    })
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.cancelTimer?.()
    await this.reading
  }

  private async readAll(due: readonly Schedule[]): Promise<void> {
    const { askable, read } = this.deps
    for (const { accountId, uuid, at } of due) {
      if (this.isClosed) return
      const key = `${accountId} ${uuid}`
      if (this.readFor.get(key) === at || !askable().includes(accountId)) continue
      this.readFor.set(key, at)
      await read(accountId, uuid)
    }
  }

  private arm(): void {
    if (this.isClosed) return
    const { clock, table } = this.deps
    const now = clock.now()
    const next = table.nextAfter(now - SETTLED_MS)
    if (next === null) return
    const delayMs = Math.min(LONGEST_MS, next + SETTLED_MS - now)
    this.cancelTimer = clock.schedule(delayMs, () => {
      this.look()
    })
  }
}
