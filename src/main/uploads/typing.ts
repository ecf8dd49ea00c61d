import type { Clock } from './ports'

/** So long nothing is typed about a video before its words go out. */
const QUIET_MS = 5_000

/** Drafts that somebody is typing in. After a crash there are none: nobody types any more. */
export class Typing {
  /** Row -> the moment of its last edit, in monotonic time. */
  private readonly editedAt = new Map<string, number>()

  constructor(private readonly clock: Pick<Clock, 'monotonic'>) {}

  edited(id: string): void {
    this.editedAt.set(id, this.clock.monotonic())
  }

  done(id: string): void {
    this.editedAt.delete(id)
  }

  /** Milliseconds until the person counts as done; 0: they are. */
  leftMs(id: string): number {
    const at = this.editedAt.get(id)
    const leftMs = at === undefined ? 0 : at + QUIET_MS - this.clock.monotonic()
    if (leftMs > 0) return leftMs
    this.done(id)
    return 0
  }
}
