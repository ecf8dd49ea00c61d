import { fromWallTime, toWallTime } from '@shared/time/zoned-time'

/** A day as a calendar writes it, `2026-03-29`: in no time zone, and with no hours. */
export type Day = string

export type CalendarMode = 'month' | 'week' | 'list'

const DAY_MS = 86_400_000

/** Days are counted in UTC, where all are equally long. */
function toUtc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

function fromUtc(date: Date): Day {
  return date.toISOString().slice(0, 10)
}

export function addDays(day: Day, count: number): Day {
  return fromUtc(new Date(toUtc(day).getTime() + count * DAY_MS))
}

/** How many days later `to` is. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to).getTime() - toUtc(from).getTime()) / DAY_MS)
}

/** Of the same number in another month, or the last one where that month is shorter. */
export function addMonths(day: Day, count: number): Day {
  const date = toUtc(day)
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1))
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date.getUTCDate(), length))
  return fromUtc(first)
}

export function isSameMonth(one: Day, other: Day): boolean {
  return one.slice(0, 7) === other.slice(0, 7)
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  return toUtc(day).getUTCDay() || 7
}

export function startOfWeek(day: Day, firstWeekday: number): Day {
  return addDays(day, -((weekdayOf(day) - firstWeekday + 7) % 7))
}

export function weekOf(day: Day, firstWeekday: number): Day[] {
  const start = startOfWeek(day, firstWeekday)
  return Array.from({ length: 7 }, (_, index) => addDays(start, index))
}

/** The weeks that the month of that day touches: four to six, whole ones. */
export function monthOf(day: Day, firstWeekday: number): Day[][] {
  const first = `${day.slice(0, 7)}-01`
  const last = addDays(addMonths(first, 1), -1)
  const start = startOfWeek(first, firstWeekday)
  const weeks = Math.floor(daysBetween(start, last) / 7) + 1
  return Array.from({ length: weeks }, (_, week) => weekOf(addDays(start, week * 7), firstWeekday))
}

/** The days that a view shows, in rows. */
export function rowsOf(mode: CalendarMode, day: Day, firstWeekday: number): Day[][] {
  return mode === 'week' ? [weekOf(day, firstWeekday)] : monthOf(day, firstWeekday)
}

/** Where "next" (1) and "previous" (-1) lead. */
export function stepFrom(mode: CalendarMode, day: Day, direction: 1 | -1): Day {
  return mode === 'week' ? addDays(day, 7 * direction) : addMonths(day, direction)
}

export function dayOf(at: number, timeZone: string): Day {
  return toWallTime(new Date(at).toISOString(), timeZone)?.date ?? '1970-01-01'
}

/** Epoch milliseconds at which the day begins in that zone. */
export function startOfDay(day: Day, timeZone: string): number {
  return Date.parse(fromWallTime({ date: day, time: '00:00' }, timeZone) ?? '')
}

/** The moment with the same time on the clock of the zone, on another day; epoch milliseconds. */
export function atDay(at: number, day: Day, timeZone: string): number {
  const time = toWallTime(new Date(at).toISOString(), timeZone)?.time ?? '00:00'
  const moved = Date.parse(fromWallTime({ date: day, time }, timeZone) ?? '')
  // Seconds are no part of the clock's time, and stay.
  return moved + (at % 60_000)
}

interface WeekInfo {
  firstDay: number
}

/** The weekday that a week begins with in that locale; 1 is Monday, 7 is Sunday. */
export function firstWeekdayOf(locale: string): number {
  // Engines had it as a property before it became a function.
  const known = new Intl.Locale(locale) as { weekInfo?: WeekInfo; getWeekInfo?: () => WeekInfo }
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
}

const GRID_STEPS: Record<string, (day: Day, firstWeekday: number) => Day> = {
  ArrowLeft: (day) => addDays(day, -1),
  ArrowRight: (day) => addDays(day, 1),
  ArrowUp: (day) => addDays(day, -7),
  ArrowDown: (day) => addDays(day, 7),
  Home: (day, first) => startOfWeek(day, first),
  End: (day, first) => addDays(startOfWeek(day, first), 6),
  PageUp: (day) => addMonths(day, -1),
  PageDown: (day) => addMonths(day, 1),
}

/** Where a key leads from a day; null: it is none of ours. */
export function dayForKey(key: string, day: Day, firstWeekday: number): Day | null {
  return Object.hasOwn(GRID_STEPS, key) ? (GRID_STEPS[key]?.(day, firstWeekday) ?? null) : null
}
