import { describe, expect, it } from 'vitest'
import type { Cue } from './cue'
import {
  changeCue,
  cueAt,
  deleteCue,
  fixOverlaps,
  insertCue,
  joinWithNext,
  shiftAll,
  sortCues,
  splitCue,
} from './edit-cues'

const cue = (startMs: number, endMs: number, text = 'words'): Cue => ({ startMs, endMs, text })

describe('editing cues', () => {
  it('changes one, and gives the same list when nothing differs', () => {
    const cues = [cue(0, 1000), cue(1000, 2000)]
    expect(changeCue(cues, 1, { text: 'other' })).toEqual([cue(0, 1000), cue(1000, 2000, 'other')])
    expect(changeCue(cues, 1, { text: 'words' })).toBe(cues)
    expect(changeCue(cues, 7, { text: 'x' })).toBe(cues)
  })

  it.each([
    ['in proportion to the letters', null, 500],
    ['where the player is', 800, 800],
    ['in proportion when the player is elsewhere', 5000, 500],
  ])('splits %s', (_name, atMs, cut) => {
    expect(splitCue([cue(0, 1000, 'Good morning')], 0, 6, atMs)).toEqual([
      cue(0, cut, 'Good m'),
      cue(cut, 1000, 'orning'),
    ])
  })

  it('splits at a space without keeping it, and an empty cue in the middle', () => {
    expect(splitCue([cue(0, 1000, 'Good morning')], 0, 5).map(({ text }) => text)).toEqual([
      'Good',
      'morning',
    ])
    expect(splitCue([cue(0, 1000, '')], 0, 0)).toEqual([cue(0, 500, ''), cue(500, 1000, '')])
  })

  it('joins with the next', () => {
    const cues = [cue(0, 1000, 'a'), cue(900, 2000, 'b'), cue(3000, 4000, 'c')]
    expect(joinWithNext(cues, 0)).toEqual([cue(0, 2000, 'a\nb'), cue(3000, 4000, 'c')])
    expect(joinWithNext(cues, 2)).toBe(cues)
  })

  it('inserts by time and deletes', () => {
    const cues = [cue(0, 1000), cue(3000, 4000)]
    expect(insertCue(cues, 1500)).toEqual({
      cues: [cue(0, 1000), cue(1500, 3000, ''), cue(3000, 4000)],
      index: 1,
    })
    expect(insertCue(cues, 9000)).toEqual({ cues: [...cues, cue(9000, 11_000, '')], index: 2 })
    expect(deleteCue(cues, 0)).toEqual([cue(3000, 4000)])
  })

  it('shifts all, never before the start', () => {
    expect(shiftAll([cue(500, 1000), cue(2000, 3000)], -700)).toEqual([cue(0, 300), cue(1300, 2300)])
    expect(shiftAll([cue(500, 1000)], 250)).toEqual([cue(750, 1250)])
  })

  it('sorts stably', () => {
    const sorted = [cue(0, 1, 'a'), cue(0, 1, 'b')]
    expect(sortCues(sorted)).toBe(sorted)
    expect(sortCues([cue(5, 6), ...sorted])).toEqual([...sorted, cue(5, 6)])
  })

  it('fixes overlaps, wrong order, and cues that end before they start', () => {
    const fixed = fixOverlaps([
      cue(3000, 2000, 'd'),
      cue(0, 1500, 'a'),
      cue(1000, 4000, 'b'),
      cue(1000, 1200, 'c'),
    ])
    expect(fixed.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd'])
    for (const [index, one] of fixed.entries()) {
      expect(one.endMs).toBeGreaterThan(one.startMs)
      expect(fixed[index + 1]?.startMs ?? Infinity).toBeGreaterThanOrEqual(one.endMs)
    }
    const whole = [cue(0, 1000), cue(1000, 2000)]
    expect(fixOverlaps(whole)).toEqual(whole)
  })

  it('finds the cue of a moment', () => {
    const cues = [cue(0, 1000), cue(500, 2000), cue(3000, 4000)]
    expect([0, 600, 1999, 2500, 3000, 9000].map((ms) => cueAt(cues, ms))).toEqual([0, 1, 1, -1, 2, -1])
    expect(cueAt([], 0)).toBe(-1)
  })
})
