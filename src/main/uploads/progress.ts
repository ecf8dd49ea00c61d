import type { Progress } from '@shared/uploads/upload'
import type { Clock } from './ports'
import { SpeedMeter } from './speed'

const FLUSH_MS = 250
/** After so long without a byte, the falling speed is told all the same. */
const STANDSTILL_MS = 1_000

interface Moving {
  meter: SpeedMeter
  bytesSent: number
  fileBytes: number
  shownAt: number
  isNew: boolean
}

/** What the wire does right now: one batch for all uploads, at most four times a second. Never stored. */
export class ProgressFeed {
  private readonly moving = new Map<string, Moving>()
  private cancelFlush: (() => void) | null = null

  constructor(
    private readonly clock: Clock,
    private readonly fileBytesOf: (id: string) => number,
    private readonly publish: (batch: Progress[]) => void,
  ) {}

  report(id: string, bytesSent: number): void {
    const entry = this.moving.get(id) ?? this.enter(id, bytesSent)
    entry.bytesSent = bytesSent
    entry.isNew = true
    this.plan()
  }

  end(id: string): void {
    this.moving.delete(id)
  }

  /** Bytes that the socket took beyond what the table knows. */
  bytesSent(id: string): number | null {
    return this.moving.get(id)?.bytesSent ?? null
  }

  close(): void {
    this.cancelFlush?.()
    this.cancelFlush = null
  }

  private plan(): void {
    this.cancelFlush ??= this.clock.schedule(FLUSH_MS, () => {
      this.flush()
    })
  }

  private enter(id: string, bytesSent: number): Moving {
    const at = this.clock.monotonic()
    const meter = new SpeedMeter(bytesSent, at)
    const entry = { meter, bytesSent, fileBytes: this.fileBytesOf(id), shownAt: at, isNew: true }
    this.moving.set(id, entry)
    return entry
  }

  private flush(): void {
    this.cancelFlush = null
    const at = this.clock.monotonic()
    const batch: Progress[] = []
    for (const [id, entry] of this.moving) {
      if (!entry.isNew && at - entry.shownAt < STANDSTILL_MS) continue
      entry.isNew = false
      entry.meter.add(entry.bytesSent, at)
      const bytesPerSecond = entry.meter.bytesPerSecond()
      const secondsLeft = entry.meter.secondsLeft(entry.fileBytes - entry.bytesSent, at - entry.shownAt)
      entry.shownAt = at
      batch.push({ id, bytesSent: entry.bytesSent, bytesPerSecond, secondsLeft })
    }
    if (batch.length > 0) this.publish(batch)
    // As long as something is under way: a line that stands still has to be seen too.
    if (this.moving.size > 0) this.plan()
  }
}
