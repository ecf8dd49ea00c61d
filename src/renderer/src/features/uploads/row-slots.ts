/**
 * Which of the list's row elements shows which row. A row that stays in sight keeps its element, and with it focus and
 * hover; one that comes into sight takes over the element of one that left, which is patched instead of built anew.
 */
export class RowSlots {
  private slots = new Map<string, number>()
  private free: number[] = []
  private made = 0

  /** The slots of the rows with these ids, by id. `isHeld`: an element that must not become another row's. */
  assign(ids: readonly string[], isHeld: (slot: number) => boolean): ReadonlyMap<string, number> {
    const before = this.slots
    const staying = new Set(ids)
    for (const [id, slot] of before) if (!staying.has(id) && !isHeld(slot)) this.free.push(slot)
    this.slots = new Map()
    for (const id of ids) {
      const slot = before.get(id)
      if (slot !== undefined) this.slots.set(id, slot)
    }
    for (const id of ids) if (!this.slots.has(id)) this.slots.set(id, this.free.pop() ?? this.made++)
    // What is not shown is not in the page any more: it may be built anew under any number.
    this.free = []
    return this.slots
  }
}
