import type { CalendarItem } from '@shared/library/calendar'
import { addDays, startOfDay, type Day } from './days'

/** A live can be announced for several times: each of them is an item. */
export function keyOf({ kind, accountId, uuid, at }: CalendarItem): string {
  return kind === 'video' ? `${accountId} ${uuid}` : `${accountId} ${uuid} ${String(at)}`
}

const byTime = (one: CalendarItem, other: CalendarItem): number =>
  one.at - other.at || (one.name < other.name ? -1 : 1)

/** With those that are being moved where they are to be; they go by the key that they had. */
export function withMoves(
  items: readonly CalendarItem[],
  moves: ReadonlyMap<string, CalendarItem>,
): readonly CalendarItem[] {
  if (moves.size === 0) return items
  const goals = new Set([...moves.values()].map(keyOf))
  const others = items.filter((item) => !moves.has(keyOf(item)) && !goals.has(keyOf(item)))
  return [...others, ...moves.values()].sort(byTime)
}

/**
 * Each of the shown days that has items, in the order of time. What a clock shows is dear to ask: not each item is asked
 * for its day, but each day for its end.
 */
export function byDay(
  items: readonly CalendarItem[],
  shown: readonly Day[],
  timeZone: string,
): Map<Day, CalendarItem[]> {
  const days = new Map<Day, CalendarItem[]>()
  const ends = shown.map((day) => startOfDay(addDays(day, 1), timeZone))
  const start = shown[0] === undefined ? Infinity : startOfDay(shown[0], timeZone)
  let index = 0
  for (const item of items) {
    if (item.at < start) continue
    while (index < ends.length && item.at >= (ends[index] ?? 0)) index++
    const day = shown[index]
    if (day === undefined) break
    const there = days.get(day)
    if (there === undefined) days.set(day, [item])
    else there.push(item)
  }
  return days
}

export interface Shown {
  items: readonly CalendarItem[]
  /** How many do not fit. */
  more: number
}

/** What a cell with so many lines shows; the line that says how many more there are is one of them. */
export function fitting(items: readonly CalendarItem[], lines: number, activeKey: string | null): Shown {
  if (items.length <= lines) return { items, more: 0 }
  const count = Math.max(0, lines - 1)
  const shown = items.slice(0, count)
  const active = items.findIndex((item) => keyOf(item) === activeKey)
  const hidden = active >= count ? items[active] : undefined
  // The one with the focus stays in sight.
  if (hidden !== undefined && count > 0) shown[count - 1] = hidden
  return { items: shown, more: items.length - count }
}
