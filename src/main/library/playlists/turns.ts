/** One after the other for each key: who reads a playlist does not cross who changes it. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key) ?? Promise.resolve()
    const turn = before.then(work, work)
    this.last.set(key, turn)
    const end = (): void => {
      if (this.last.get(key) === turn) this.last.delete(key)
    }
    turn.then(end, end)
    return turn
  }
}
