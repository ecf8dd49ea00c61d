import { describe, expect, it } from 'vitest'
import {
  chooseAll,
  chooseOnly,
  chooseRange,
  countChosen,
  isChosen,
  keyOf,
  NOTHING_CHOSEN,
  settle,
  toggleAt,
  type Keyed,
  type LibrarySelection,
} from './selection'

const video = (index: number): Keyed => ({ accountId: 'a', uuid: String(index) })
const chosenOf = (selection: LibrarySelection, total: number): number[] =>
  Array.from({ length: total }, (_, index) => index).filter((index) =>
    isChosen(selection, index, video(index)),
  )

describe('the selection', () => {
  it('spans rows that were never fetched', () => {
    const selection = chooseRange(chooseOnly(3), 90_000, false)
    expect(countChosen(selection)).toBe(89_998)
    expect(isChosen(selection, 50_000, null)).toBe(true)
    expect(isChosen(selection, 2, null)).toBe(false)
  })

  it('extends from the anchor to either side', () => {
    const down = chooseRange(chooseOnly(5), 8, false)
    expect(chosenOf(down, 10)).toEqual([5, 6, 7, 8])
    expect(chosenOf(chooseRange(down, 3, false), 10)).toEqual([3, 4, 5])
  })

  it('takes single rows out of a range and puts them back', () => {
    const range = chooseRange(chooseOnly(0), 4, false)
    const hole = toggleAt(range, 2, video(2))
    expect(chosenOf(hole, 6)).toEqual([0, 1, 3, 4])
    const whole = toggleAt(hole, 2, video(2))
    expect(whole.spans).toEqual([{ from: 0, to: 4 }])
  })

  it('adds a range to what is chosen', () => {
    const one = toggleAt(chooseOnly(1), 6, video(6))
    expect(chosenOf(chooseRange(one, 8, true), 10)).toEqual([1, 6, 7, 8])
  })

  it('keeps the known videos when the list changes, not their places', () => {
    const selection = chooseRange(chooseOnly(2), 4, false)
    const known: [number, Keyed][] = [2, 3].map((index) => [index, video(index)])
    const settled = settle(selection, { total: 10, known }, 10)
    expect([...settled.keys]).toEqual([keyOf(video(2)), keyOf(video(3))])
    expect(isChosen(settled, 2, video(99))).toBe(false)
    expect(isChosen(settled, 7, video(2))).toBe(true)
    expect(countChosen(settled)).toBe(2)
    expect(countChosen(toggleAt(settled, 7, video(2)))).toBe(1)
  })

  it('keeps everything chosen when the list grows', () => {
    const settled = settle(chooseAll(NOTHING_CHOSEN, 10), { total: 10, known: [] }, 12)
    expect(countChosen(settled)).toBe(12)
  })
})
