interface Errand {
  controller: AbortController
  done: Promise<void>
}

export interface ErrandsDeps {
  /** Whether a pass is under way. */
  isRunning: (id: string) => boolean
  /** The upload may have a pass again. */
  onEnded: (id: string) => void
}

/**
 * Small exchanges about the session of an upload that waits: keeping it, asking what it has. With a pass they share
 * the rule that an upload has one request in flight: none begins while a pass runs, and no pass before it has ended.
 */
export class Errands {
  private readonly running = new Map<string, Errand>()
  private isClosed = false

  constructor(private readonly deps: ErrandsDeps) {}

  get ids(): string[] {
    return [...this.running.keys()]
  }

  /** Resolves when it is over, however it ended; does nothing where a request may be in flight already. */
  async run(id: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.isClosed || this.running.has(id) || this.deps.isRunning(id)) return
    const controller = new AbortController()
    // No answer now, or none that tells: the session is asked again when its upload goes on.
    const done = work(controller.signal).catch(() => undefined)
    this.running.set(id, { controller, done })
    await done
    this.running.delete(id)
    this.deps.onEnded(id)
  }

  /** Resolves when nothing of it is on the wire any more. */
  async end(id: string): Promise<void> {
    const errand = this.running.get(id)
    errand?.controller.abort(new Error('the upload goes on'))
    await errand?.done
  }

  async close(): Promise<void> {
    this.isClosed = true
    await Promise.all(this.ids.map((id) => this.end(id)))
  }
}
