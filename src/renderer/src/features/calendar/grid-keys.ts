import { dayForKey, type Day } from './days'

/** What a key means in the grid of days. */
export type GridAction =
  | { kind: 'focus'; element: HTMLElement }
  | { kind: 'day'; day: Day }
  | { kind: 'open'; day: Day }
  | { kind: 'shift'; key: string; count: number }

const SHIFTS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** @param cell that the event comes from, or that its item stands in. Null: the key is none of ours. */
export function gridKey(event: KeyboardEvent, cell: HTMLElement, firstWeekday: number): GridAction | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null
  const element = event.target as HTMLElement
  const day = cell.dataset['day'] ?? ''
  return element === cell
    ? cellKey(event, cell, day, firstWeekday)
    : itemKey(event, cell, element, day, firstWeekday)
}

function buttonsOf(cell: HTMLElement): HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>('button')]
}

function cellKey(event: KeyboardEvent, cell: HTMLElement, day: Day, firstWeekday: number): GridAction | null {
  if (event.altKey) return null
  const [first] = buttonsOf(cell)
  if (first !== undefined && event.key === 'Enter') return { kind: 'focus', element: first }
  if (first !== undefined && event.key === ' ') return { kind: 'open', day }
  const next = dayForKey(event.key, day, firstWeekday)
  return next === null ? null : { kind: 'day', day: next }
}

/** Up and down stay in the day, Escape goes back to it, with Alt the item goes along. */
function itemKey(
  event: KeyboardEvent,
  cell: HTMLElement,
  element: HTMLElement,
  day: Day,
  firstWeekday: number,
): GridAction | null {
  const { key: name, altKey } = event
  const count = Object.hasOwn(SHIFTS, name) ? SHIFTS[name] : undefined
  if (altKey) {
    const key = element.dataset['key']
    return key === undefined || count === undefined ? null : { kind: 'shift', key, count }
  }
  if (name === 'Escape') return { kind: 'focus', element: cell }
  if (name === 'ArrowUp' || name === 'ArrowDown') {
    const buttons = buttonsOf(cell)
    const next = buttons[buttons.indexOf(element) + (name === 'ArrowUp' ? -1 : 1)]
    return { kind: 'focus', element: next ?? (name === 'ArrowUp' ? cell : element) }
  }
  const next = count === undefined ? null : dayForKey(name, day, firstWeekday)
  return next === null ? null : { kind: 'day', day: next }
}
