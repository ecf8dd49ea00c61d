/** Waits of rows and of whole instances, in monotonic time: no clock that jumps makes them longer. */
export class Waits {
  private readonly rows = new Map<string, number>()
  private readonly instances = new Map<string, number>()

  constructor(private readonly monotonic: () => number) {}

  holdRow(id: string, ms: number): void {
    this.rows.set(id, this.monotonic() + ms)
  }

  releaseRow(id: string): void {
    this.rows.delete(id)
  }

  /** The longer of two waits counts. */
  holdInstance(instanceUrl: string, ms: number): void {
    const until = this.monotonic() + ms
    this.instances.set(instanceUrl, Math.max(until, this.instances.get(instanceUrl) ?? 0))
  }

  isInstanceHeld(instanceUrl: string): boolean {
    return (this.instances.get(instanceUrl) ?? 0) > this.monotonic()
  }

  heldRows(): string[] {
    this.forgetPast()
    return [...this.rows.keys()]
  }

  /**
   * Milliseconds until the next wait ends; null: nothing waits. A wait that ended since `heldRows` was asked counts
   * as 0: somebody still has to look.
   */
  nextInMs(): number | null {
    const ends = [...this.rows.values(), ...this.instances.values()]
    return ends.length === 0 ? null : Math.max(0, Math.min(...ends) - this.monotonic())
  }

  private forgetPast(): void {
    const now = this.monotonic()
    for (const map of [this.rows, this.instances]) {
      for (const [key, until] of map) if (until <= now) map.delete(key)
    }
  }
}
