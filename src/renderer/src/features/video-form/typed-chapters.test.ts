import { expect, it } from 'vitest'
import { chaptersOf, inOrder, isLate, isNoTime, typedTimesOf, withTyped } from './typed-chapters'

const chapters = [
  { timecode: 0, title: 'Start' },
  { timecode: 60, title: 'Middle' },
  { timecode: 120, title: 'End' },
]
const times = [{ index: 1, timecode: 60, text: '1:xx' }]

it('a text that is no time stays with its chapter, and does not move to a neighbour when one goes', () => {
  const rows = withTyped(chapters, times)
  expect(rows.map(isNoTime)).toEqual([false, true, false])
  expect(typedTimesOf(rows)).toEqual(times)
  expect(typedTimesOf(rows.filter((_, at) => at !== 1))).toEqual([])
  const moved = rows.slice(1)
  expect(withTyped(chaptersOf(moved), typedTimesOf(moved)).map(isNoTime)).toEqual([true, false])
})

it('a text that is no time stays with its chapter when the order changes', () => {
  const rows = withTyped(chapters, times).map((row) => (row.timecode === 0 ? { ...row, timecode: 90 } : row))
  expect(inOrder(rows).map(({ title, typedTime }) => [title, typedTime])).toEqual([
    ['Middle', '1:xx'],
    ['Start', null],
    ['End', null],
  ])
})

it('what was typed at a chapter that has another time since is not shown', () => {
  expect(withTyped([{ timecode: 5, title: 'x' }], [{ index: 0, timecode: 6, text: 'x' }])[0]?.typedTime).toBe(
    null,
  )
})

it('a chapter is late when the video is over before it, where that is known', () => {
  const lates = (seconds: number | null) => chapters.map((chapter) => isLate(chapter, seconds))
  expect(lates(90)).toEqual([false, false, true])
  expect(lates(120)).toEqual([false, false, false])
  expect(lates(null)).toEqual([false, false, false])
})
