import { describe, expect, it } from 'vitest'
import { problemsOf, readingSpeed, troubled } from './check-cues'
import type { Cue } from './cue'
import { formatCueTime, parseCueTime } from './cue-time'
import { advance, beginHistory, redo, undo } from './history'

describe('times', () => {
  it.each([
    ['00:00:00.000', 0],
    ['01:02:03.004', 3_723_004],
    ['02:03.5', 123_500],
    ['2:03', 123_000],
    ['63,25', 63_250],
    [' 7 ', 7000],
    ['100:00:00', null],
    ['00:60:00', null],
    ['00:00:61', null],
    ['1:2:3:4', null],
    ['-1', null],
    ['ten', null],
    ['', null],
  ])('%j is %j', (text, ms) => {
    expect(parseCueTime(text)).toBe(ms)
  })

  it.each([0, 5, 999, 61_001, 3_599_999, 86_400_000])('%i is read as it was written', (ms) => {
    expect(parseCueTime(formatCueTime(ms))).toBe(ms)
  })
})

describe('what is wrong with cues', () => {
  const cues: Cue[] = [
    { startMs: 0, endMs: 1500, text: 'All is well' },
    { startMs: 1000, endMs: 2000, text: '<i> </i>' },
    { startMs: 3000, endMs: 2500, text: 'back' },
    { startMs: 2600, endMs: 2700, text: 'far too many words for a moment' },
    { startMs: 90_000, endMs: 91_000, text: 'after the end' },
  ]

  it.each([
    [0, ['overlap']],
    [1, ['empty']],
    [2, ['backwards']],
    [3, ['fast', 'order']],
    [4, ['late']],
    [5, []],
  ])('number %i: %j', (index, problems) => {
    expect(problemsOf(cues, index, 60_000)).toEqual(problems)
  })

  it('is found in order, and speed counts letters alone', () => {
    expect(troubled(cues, null)).toEqual([0, 1, 2, 3])
    expect(readingSpeed({ startMs: 0, endMs: 2000, text: '<b>ten</b>\nletters' })).toBe(5.5)
  })
})

describe('the way back', () => {
  it('goes step by step, and typing at one place is one step', () => {
    let history = beginHistory('')
    for (const text of ['a', 'ab', 'abc']) history = advance(history, text, 'text 0')
    history = advance(history, 'ABC', null)
    expect(undo(history).present).toBe('abc')
    expect(undo(undo(history)).present).toBe('')
    expect(undo(undo(undo(history))).present).toBe('')
    expect(redo(undo(history)).present).toBe('ABC')
    expect(advance(undo(history), 'other', null).future).toEqual([])
    expect(advance(history, 'ABC', null)).toBe(history)
  })
})
