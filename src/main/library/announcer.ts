import type { Clock } from '../uploads/ports'

/** Tells of changes at once, then at most every so often, and of the last one always. */
export class Announcer {
  revision = 0
  private cancel: (() => void) | null = null
  private isDue = false

  constructor(
    private readonly clock: Clock,
    private readonly everyMs: number,
    private readonly tell: (revision: number) => void,
  ) {}

  changed(): void {
    this.revision += 1
    if (this.cancel !== null) this.isDue = true
    else this.now()
  }

  close(): void {
    this.cancel?.()
    this.cancel = null
  }

  private now(): void {
    this.isDue = false
    this.tell(this.revision)
    this.cancel = this.clock.schedule(this.everyMs, () => {
      this.cancel = null
      if (this.isDue) this.now()
    })
  }
}
