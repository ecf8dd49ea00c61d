import type { Range, RangeField } from './filters'

/** What the person types for a range, and what the filter means by it. */
export interface TypedRange {
  min: string
  max: string
}

const MINUTE_S = 60
const MEGABYTE = 1_000_000

/** Of one unit as typed: seconds of a minute, bytes of a megabyte. */
function unitOf(field: 'duration' | 'bytes'): number {
  return field === 'duration' ? MINUTE_S : MEGABYTE
}

function dayToMoment(day: string, isEnd: boolean): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (match === null) return null
  const [year, month, date] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])]
  // The end of a day is the last millisecond before the next one, however long the day is.
  return isEnd ? new Date(year, month, date + 1).getTime() - 1 : new Date(year, month, date).getTime()
}

function momentToDay(moment: number): string {
  const day = new Date(moment)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

function parseEnd(field: RangeField, text: string, isEnd: boolean): number | null {
  if (text.trim() === '') return null
  if (field === 'date') return dayToMoment(text, isEnd)
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? Math.round(value * unitOf(field)) : null
}

function showEnd(field: RangeField, value: number | null): string {
  if (value === null) return ''
  return field === 'date' ? momentToDay(value) : String(value / unitOf(field))
}

function rangeOf(field: RangeField, typed: TypedRange): Range {
  return { min: parseEnd(field, typed.min, false), max: parseEnd(field, typed.max, true) }
}

/** What is wrong with what is typed; null: nothing. */
export function rangeProblem(field: RangeField, typed: TypedRange): 'negative' | 'reversed' | null {
  if (field !== 'date' && [typed.min, typed.max].some((text) => Number(text) < 0)) return 'negative'
  const { min, max } = rangeOf(field, typed)
  return min !== null && max !== null && min > max ? 'reversed' : null
}

/** Days, minutes and megabytes as typed. Null: something is wrong with them, see `rangeProblem`. */
export function parseRange(field: RangeField, typed: TypedRange): Range | null {
  return rangeProblem(field, typed) === null ? rangeOf(field, typed) : null
}

export function showRange(field: RangeField, range: Range): TypedRange {
  return { min: showEnd(field, range.min), max: showEnd(field, range.max) }
}
