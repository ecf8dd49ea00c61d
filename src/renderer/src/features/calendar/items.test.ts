import type { CalendarItem } from '@shared/library/calendar'
import { describe, expect, it } from 'vitest'
import { byDay, fitting, keyOf, withMoves } from './items'

function item(name: string, at: string, change: Partial<CalendarItem> = {}): CalendarItem {
  return {
    accountId: '11111111-1111-4111-8111-111111111111',
    uuid: name,
    name,
    channelName: 'Harbour',
    kind: 'video',
    at: Date.parse(at),
    privacy: 1,
    state: 1,
    pending: null,
    hasTimePassed: false,
    isHeld: false,
    ...change,
  }
}

const names = (items: readonly CalendarItem[]): string[] => items.map(({ name }) => name)

describe('items of a calendar', () => {
  const shown = ['2026-11-24', '2026-11-25']
  const daysOf = (items: readonly CalendarItem[], timeZone: string) =>
    [...byDay(items, shown, timeZone)].map(([day, there]) => [day, names(there)])

  it('stand on the days of the chosen zone', () => {
    const items = [
      item('a', '2026-11-24T10:00:00Z'),
      item('b', '2026-11-24T23:30:00Z'),
      item('c', '2026-11-25T12:00:00Z'),
    ]
    expect(daysOf(items, 'UTC')).toEqual([
      ['2026-11-24', ['a', 'b']],
      ['2026-11-25', ['c']],
    ])
    expect(daysOf(items, 'Europe/Paris')).toEqual([
      ['2026-11-24', ['a']],
      ['2026-11-25', ['b', 'c']],
    ])
  })

  it('are left out where their day is not shown', () => {
    const items = [
      item('before', '2026-11-23T23:59:59Z'),
      item('first', '2026-11-24T00:00:00Z'),
      item('last', '2026-11-25T23:59:59Z'),
      item('after', '2026-11-26T00:00:00Z'),
    ]
    expect(daysOf(items, 'UTC')).toEqual([
      ['2026-11-24', ['first']],
      ['2026-11-25', ['last']],
    ])
    expect(byDay(items, [], 'UTC').size).toBe(0)
  })

  it('stand where they are moved to, also when the copy says both places already', () => {
    const [a, b] = [item('a', '2026-11-24T10:00:00Z'), item('b', '2026-11-25T10:00:00Z')]
    const moved = { ...a, at: Date.parse('2026-11-26T10:00:00Z') }
    const moves = new Map([[keyOf(a), moved]])
    expect(withMoves([a, b], moves)).toEqual([b, moved])
    expect(withMoves([b, moved], moves)).toEqual([b, moved])
    const live = item('live', '2026-11-24T10:00:00Z', { kind: 'live' })
    const later = { ...live, at: moved.at }
    expect(withMoves([live, later], new Map([[keyOf(live), later]]))).toEqual([later])
  })

  it('are all shown where they fit, and counted where they do not', () => {
    const items = ['a', 'b', 'c', 'd'].map((name) => item(name, '2026-11-24T10:00:00Z'))
    expect(fitting(items, 4, null)).toEqual({ items, more: 0 })
    const some = fitting(items, 3, null)
    expect([names(some.items), some.more]).toEqual([['a', 'b'], 2])
    expect(fitting(items, 1, null)).toEqual({ items: [], more: 4 })
  })

  it('keep the one with the focus in sight', () => {
    const items = ['a', 'b', 'c', 'd'].map((name) => item(name, '2026-11-24T10:00:00Z'))
    const some = fitting(items, 3, keyOf(item('d', '2026-11-24T10:00:00Z')))
    expect([names(some.items), some.more]).toEqual([['a', 'd'], 2])
  })
})
