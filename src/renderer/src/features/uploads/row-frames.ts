/** Takes one frame of an upload's local video; null: it cannot be shown. Rejects when it took too long. */
export type TakeFrame = (id: string) => Promise<Blob | null>

interface Wish {
  id: string
  tell: (url: string | null) => void
}

/** Some screens full of rows; at a few kilobytes each this is about one megabyte. */
const MAX_KEPT = 200

/**
 * Frames for the rows in sight, taken one at a time and kept in memory alone. A row that is scrolled away before
 * its turn is not looked at; the frames that were not shown for longest are forgotten first.
 */
export class RowFrames {
  private readonly kept = new Map<string, string | null>()
  private readonly wishes: Wish[] = []
  private busy = false

  constructor(
    private readonly take: TakeFrame,
    private readonly maxKept = MAX_KEPT,
  ) {}

  /** Tells the address of the frame, or null where there is none, once. The result takes the wish back. */
  wish(id: string, tell: (url: string | null) => void): () => void {
    const known = this.kept.get(id)
    if (known !== undefined) {
      this.keep(id, known)
      tell(known)
      return () => undefined
    }
    const wish = { id, tell }
    this.wishes.push(wish)
    void this.work()
    return () => {
      const at = this.wishes.indexOf(wish)
      if (at >= 0) this.wishes.splice(at, 1)
    }
  }

  private async work(): Promise<void> {
    if (this.busy) return
    this.busy = true
    for (let next = this.wishes[0]; next !== undefined; next = this.wishes[0]) {
      const { id } = next
      const url = await this.addressOf(id)
      for (const wish of this.wishes.filter((one) => one.id === id)) wish.tell(url)
      this.wishes.splice(0, this.wishes.length, ...this.wishes.filter((one) => one.id !== id))
    }
    this.busy = false
  }

  private async addressOf(id: string): Promise<string | null> {
    try {
      const frame = await this.take(id)
      const url = frame && URL.createObjectURL(frame)
      this.keep(id, url)
      return url
    } catch {
      return null // too slow this time: not remembered, so that the row may try again when it is next in sight
    }
  }

  /** The newest is last; the oldest beyond the limit go. */
  private keep(id: string, url: string | null): void {
    this.kept.delete(id)
    this.kept.set(id, url)
    for (const [oldest, address] of this.kept) {
      if (this.kept.size <= this.maxKept) return
      this.kept.delete(oldest)
      if (address !== null) URL.revokeObjectURL(address)
    }
  }
}
