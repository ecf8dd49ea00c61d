import { describe, expect, it } from 'vitest'
import { formatTimecode, mergeChapters, parseChapters, parseTimecode } from './chapters'

describe('timecodes', () => {
  it.each([
    ['83', 83],
    ['1:23', 83],
    ['01:02:03', 3723],
    ['90:00', 5400],
    [' 0:00 ', 0],
  ])('reads %s', (text, seconds) => {
    expect(parseTimecode(text)).toBe(seconds)
  })

  it.each(['', 'x', '1:60', '1:2:99', '-1', '1:2:3:4'])('refuses %j', (text) => {
    expect(parseTimecode(text)).toBeNull()
  })

  it.each([0, 59, 60, 3599, 3600, 36_061])('writes %d so that it reads back', (seconds) => {
    expect(parseTimecode(formatTimecode(seconds))).toBe(seconds)
  })
})

describe('pasted chapters', () => {
  it('takes lines with a time and passes over the rest', () => {
    const text = 'Chapters:\n0:00 Intro\r\n- [1:23] – The harbour\n1:02:03 | End\nno time here\n5:00'
    expect(parseChapters(text)).toEqual([
      { timecode: 0, title: 'Intro' },
      { timecode: 83, title: 'The harbour' },
      { timecode: 3723, title: 'End' },
    ])
  })

  it('keeps the order of time and one chapter per moment', () => {
    const old = [{ timecode: 10, title: 'old' }]
    const added = [
      { timecode: 20, title: 'later' },
      { timecode: 10, title: 'new' },
    ]
    expect(mergeChapters(old, added).map((chapter) => chapter.title)).toEqual(['new', 'later'])
  })
})
