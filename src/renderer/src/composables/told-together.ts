/** What happens within that time of the last one is told together. */
const TOGETHER_MS = 6000

/** Of each kind, how many to tell of: those that have just happened, with those told of a moment ago. */
export class ToldTogether {
  private readonly told = new Map<string, { count: number; at: number }>()

  constructor(private readonly now: () => number = Date.now) {}

  count(kind: string, happened: number): number {
    const last = this.told.get(kind)
    const at = this.now()
    const count = last !== undefined && at - last.at < TOGETHER_MS ? last.count + happened : happened
    this.told.set(kind, { count, at })
    return count
  }
}
