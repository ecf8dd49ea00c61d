import type { Cue } from './cue'
import { formatCueTime } from './cue-time'

const MOST_CHARACTERS = 3000
/** Lines that all sides have, before and after what differs. */
const AROUND = 1

/** Whether both say the same at the same times. */
export function sameCues(left: readonly Cue[], right: readonly Cue[]): boolean {
  return left.length === right.length && left.every((cue, index) => sameCue(cue, right[index]))
}

/**
 * What of several sides of the same captions differs, as texts for reading, in their order: without what all of them
 * begin and end with, and cut where they are long. A side that is not there (null) is an empty text.
 */
export function captionExcerpts(sides: readonly (readonly Cue[] | null)[]): string[] {
  const there = sides.filter((side) => side !== null)
  const shortest = Math.min(...there.map(({ length }) => length))
  const isCommon = (indexIn: (side: readonly Cue[]) => number): boolean => {
    const [first, ...others] = there.map((side) => side[indexIn(side)])
    return first !== undefined && others.length > 0 && others.every((cue) => sameCue(first, cue))
  }
  let start = 0
  while (start < shortest && isCommon(() => start)) start += 1
  let end = 0
  while (end < shortest - start && isCommon(({ length }) => length - 1 - end)) end += 1
  const from = Math.max(0, start - AROUND)
  const behind = Math.max(0, end - AROUND)
  return sides.map((side) => (side === null ? '' : textOf(side, from, side.length - behind)))
}

function textOf(cues: readonly Cue[], from: number, to: number): string {
  const lines = from > 0 ? ['…'] : []
  let [length, index] = [0, from]
  for (; index < to && length <= MOST_CHARACTERS; index++) {
    const cue = cues[index]
    if (cue === undefined) break
    const line = `${formatCueTime(cue.startMs)} – ${formatCueTime(cue.endMs)}\n${cue.text}`
    length += line.length
    lines.push(line.slice(0, MOST_CHARACTERS))
  }
  return [...lines, ...(index < cues.length ? ['…'] : [])].join('\n')
}

function sameCue(left: Cue, right: Cue | undefined): boolean {
  const { startMs, endMs, text } = left
  return startMs === right?.startMs && endMs === right.endMs && text === right.text
}
