import type { UploadRow } from '@shared/uploads/upload'
import type { Clock } from './ports'

const FLUSH_MS = 100
/** Rows in one event; the rest follows in the next. */
const BATCH = 500

export interface Changes {
  revision: number
  upserts: UploadRow[]
  removals: string[]
}

/** Gathers what changed and tells it at most ten times a second, with a revision that grows. */
export class ChangeFeed {
  private readonly changed = new Set<string>()
  private readonly removed = new Set<string>()
  private cancelFlush: (() => void) | null = null
  private current = 0

  constructor(
    private readonly clock: Clock,
    private readonly rowsOf: (ids: string[]) => UploadRow[],
    private readonly publish: (changes: Changes) => void,
  ) {}

  get revision(): number {
    return this.current
  }

  mark(id: string): void {
    this.removed.delete(id)
    this.changed.add(id)
    this.plan()
  }

  markRemoved(id: string): void {
    this.changed.delete(id)
    this.removed.add(id)
    this.plan()
  }

  close(): void {
    this.cancelFlush?.()
    this.cancelFlush = null
  }

  private plan(): void {
    this.cancelFlush ??= this.clock.schedule(FLUSH_MS, () => {
      this.cancelFlush = null
      this.flush()
    })
  }

  private flush(): void {
    const ids = take(this.changed, BATCH)
    const removals = take(this.removed, BATCH)
    if (ids.length === 0 && removals.length === 0) return
    const upserts = this.rowsOf(ids)
    this.current += 1
    this.publish({ revision: this.current, upserts, removals })
    if (this.changed.size > 0 || this.removed.size > 0) this.plan()
  }
}

function take(ids: Set<string>, most: number): string[] {
  const taken = [...ids].slice(0, most)
  for (const id of taken) ids.delete(id)
  return taken
}
