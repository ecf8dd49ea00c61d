import type { Cues } from './edit-cues'

/** Above this, people can't read to the end: what broadcasters ask for adults lies between 17 and 25. */
export const FASTEST_CHARACTERS_PER_SECOND = 25

export const CUE_PROBLEMS = ['empty', 'backwards', 'overlap', 'order', 'fast', 'late'] as const
export type CueProblem = (typeof CUE_PROBLEMS)[number]

/** Letters a person reads, without tags and line ends. */
export function readableLength(text: string): number {
  return text
    .replace(/<[^<>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim().length
}

/** Characters per second; 0 for an empty cue, infinite for one without time. */
export function readingSpeed({
  startMs,
  endMs,
  text,
}: {
  startMs: number
  endMs: number
  text: string
}): number {
  const letters = readableLength(text)
  if (letters === 0) return 0
  return endMs > startMs ? letters / ((endMs - startMs) / 1000) : Number.POSITIVE_INFINITY
}

/** What is wrong with one cue. @param lengthMs of the video; null: not known */
export function problemsOf(cues: Cues, index: number, lengthMs: number | null): CueProblem[] {
  const [previous, cue, next] = [cues[index - 1], cues[index], cues[index + 1]]
  if (cue === undefined) return []
  const problems: CueProblem[] = []
  if (readableLength(cue.text) === 0) problems.push('empty')
  if (cue.endMs <= cue.startMs) problems.push('backwards')
  else if (readingSpeed(cue) > FASTEST_CHARACTERS_PER_SECOND) problems.push('fast')
  if (previous !== undefined && previous.startMs > cue.startMs) problems.push('order')
  if (next !== undefined && next.startMs >= cue.startMs && next.startMs < cue.endMs) problems.push('overlap')
  if (lengthMs !== null && cue.startMs >= lengthMs) problems.push('late')
  return problems
}

/** Places of the cues with a problem, in order. */
export function troubled(cues: Cues, lengthMs: number | null): number[] {
  const found: number[] = []
  for (let index = 0; index < cues.length; index++) {
    if (problemsOf(cues, index, lengthMs).length > 0) found.push(index)
  }
  return found
}
