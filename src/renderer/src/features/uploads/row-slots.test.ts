import { describe, expect, it } from 'vitest'
import { RowSlots } from './row-slots'

const nothingHeld = (): boolean => false

describe('the elements of the rows', () => {
  it('stay with their rows while those are in sight', () => {
    const slots = new RowSlots()
    const before = new Map(slots.assign(['a', 'b', 'c'], nothingHeld))
    const after = slots.assign(['c', 'b', 'd'], nothingHeld)
    expect([after.get('b'), after.get('c')]).toEqual([before.get('b'), before.get('c')])
  })

  it('go over to the rows that come into sight', () => {
    const slots = new RowSlots()
    const before = new Map(slots.assign(['a', 'b', 'c'], nothingHeld))
    const after = slots.assign(['c', 'd', 'e'], nothingHeld)
    expect(new Set(after.values())).toEqual(new Set(before.values()))
  })

  it('are never shared', () => {
    const slots = new RowSlots()
    for (let start = 0; start < 40; start += 7) {
      const ids = Array.from({ length: 10 + (start % 3) }, (_, at) => `row ${String(start + at)}`)
      expect(new Set(slots.assign([...ids, 'kept'], nothingHeld).values()).size).toBe(ids.length + 1)
    }
  })

  it('do not take what they hold, such as the focus, to another row', () => {
    const slots = new RowSlots()
    const held = slots.assign(['a', 'b'], nothingHeld).get('a')
    const after = slots.assign(['b', 'c', 'd'], (slot) => slot === held)
    expect([...after.values()]).not.toContain(held)
  })
})
