import type { Clock } from '../uploads/ports'

/** Tells of changes at once, then at most every so often, and of the last one always. */
export class Announcer {
  revision = 0
  private cancel: (() => void) | null = null
  private cancelAside: (() => void) | null = null
  private isDue = false

  /** @param asideMs how long what `changedAside` tells may wait for another change to be told with */
  constructor(
    private readonly clock: Clock,
    private readonly everyMs: number,
    private readonly tell: (revision: number) => void,
    private readonly asideMs = everyMs,
  ) {}

  changed(): void {
    this.endAside()
    this.revision += 1
    if (this.cancel !== null) this.isDue = true
    else this.now()
  }

  /** Something that nobody waits for. Until it is told the revision stays, and with it what was made of the last one. */
  changedAside(): void {
    this.cancelAside ??= this.clock.schedule(this.asideMs, () => {
      this.changed()
    })
  }

  close(): void {
    this.endAside()
    this.cancel?.()
    this.cancel = null
  }

  private endAside(): void {
    this.cancelAside?.()
    this.cancelAside = null
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
