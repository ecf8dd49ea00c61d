import type { Problem } from '@shared/uploads/upload'
import type { Format } from '../../composables/format'
import { formatTimecode } from '../../composables/timecode'

type Translate = (key: string, params: Record<string, unknown>, plural: number) => string

/** Codes whose numbers are bytes. */
const IN_BYTES: ReadonlySet<string> = new Set(['file-too-large', 'quota-total', 'quota-daily'])

/** A chapter is named by its time: the general sentences about an item would be about that time. */
const ABOUT_CHAPTERS: ReadonlySet<string> = new Set(['item-too-short', 'item-too-long'])

function shownParam(problem: Problem, name: string, format: Format): string {
  const value = problem.params[name] ?? ''
  if (typeof value !== 'number') return value
  if (name === 'value') return problem.field === 'chapters' ? formatTimecode(value) : format.number(value)
  return IN_BYTES.has(problem.code) ? format.bytes(value) : format.number(value)
}

/** The sentence of a problem, in the window's language. */
export function problemText(problem: Problem, t: Translate, format: Format): string {
  const { field, code, params } = problem
  const shown = Object.fromEntries(
    Object.keys(params).map((name) => [name, shownParam(problem, name, format)]),
  )
  const count = params['max'] ?? params['min']
  const plural = typeof count === 'number' ? count : 2
  return field === 'chapters' && ABOUT_CHAPTERS.has(code)
    ? t(`uploads.chapterProblems.${code}`, shown, plural)
    : t(`uploads.problems.${code}`, shown, plural)
}
