import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  atDay,
  dayForKey,
  dayOf,
  firstWeekdayOf,
  monthOf,
  rowsOf,
  startOfDay,
  stepFrom,
  weekOf,
} from './days'

const at = (iso: string): number => Date.parse(iso)

describe('days', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-03-29', -1, '2026-03-28'],
    // The nights when clocks change in many zones.
    ['2026-03-28', 2, '2026-03-30'],
  ])('%s and %i days are %s', (day, count, expected) => {
    expect(addDays(day, count)).toBe(expected)
  })

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months are %s', (day, count, expected) => {
    expect(addMonths(day, count)).toBe(expected)
  })
})

describe('weeks and months', () => {
  it('begin with the weekday of the locale', () => {
    expect([firstWeekdayOf('en-US'), firstWeekdayOf('fr'), firstWeekdayOf('en-GB')]).toEqual([7, 1, 1])
    expect(weekOf('2026-11-25', 1)[0]).toBe('2026-11-23')
    expect(weekOf('2026-11-25', 7)[0]).toBe('2026-11-22')
    expect(weekOf('2026-11-22', 7)[0]).toBe('2026-11-22')
    expect(weekOf('2026-11-22', 1)[6]).toBe('2026-11-22')
  })

  it.each([
    // February 2027 begins on a Monday and has 28 days.
    ['2027-02-10', 1, 4, '2027-02-01', '2027-02-28'],
    ['2027-02-10', 7, 5, '2027-01-31', '2027-03-06'],
    ['2026-11-01', 1, 6, '2026-10-26', '2026-12-06'],
    ['2026-11-30', 7, 5, '2026-11-01', '2026-12-05'],
  ])('the month of %s, from weekday %i, has %i weeks', (day, first, count, from, to) => {
    const weeks = monthOf(day, first)
    expect(weeks).toHaveLength(count)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect([weeks[0]?.[0], weeks.at(-1)?.[6]]).toEqual([from, to])
  })

  it('are what the views show and step by', () => {
    expect(rowsOf('week', '2026-11-25', 1)).toEqual([weekOf('2026-11-25', 1)])
    expect(rowsOf('list', '2026-11-25', 1)).toEqual(monthOf('2026-11-25', 1))
    expect(stepFrom('week', '2026-11-25', -1)).toBe('2026-11-18')
    expect(stepFrom('month', '2026-12-25', 1)).toBe('2027-01-25')
  })

  it.each([
    ['ArrowLeft', '2026-11-24'],
    ['ArrowDown', '2026-12-02'],
    ['Home', '2026-11-23'],
    ['End', '2026-11-29'],
    ['PageUp', '2026-10-25'],
    ['a', null],
    ['toString', null],
  ])('%s leads to %s', (key, expected) => {
    expect(dayForKey(key, '2026-11-25', 1)).toBe(expected)
  })
})

describe('moments in a zone', () => {
  it('belong to the day of its clock', () => {
    const moment = at('2026-11-24T23:30:00Z')
    expect(dayOf(moment, 'Europe/Paris')).toBe('2026-11-25')
    expect(dayOf(moment, 'America/New_York')).toBe('2026-11-24')
    expect(startOfDay('2026-11-25', 'Europe/Paris')).toBe(at('2026-11-24T23:00:00Z'))
  })

  it('keep their time when they move over a change of the clock', () => {
    // 18:00 in Paris is 17:00 in winter and 16:00 in summer, both in UTC.
    expect(atDay(at('2026-03-28T17:00:00Z'), '2026-03-29', 'Europe/Paris')).toBe(at('2026-03-29T16:00:00Z'))
    expect(atDay(at('2026-10-24T16:00:30Z'), '2026-10-25', 'Europe/Paris')).toBe(at('2026-10-25T17:00:30Z'))
  })

  it('go an hour on when the clock skips their time', () => {
    expect(atDay(at('2026-03-28T01:30:00Z'), '2026-03-29', 'Europe/Paris')).toBe(at('2026-03-29T01:30:00Z'))
  })

  it('are found where the day begins at one in the morning', () => {
    // Clocks in Beirut go from 0:00 to 1:00 that night.
    expect(startOfDay('2026-03-29', 'Asia/Beirut')).toBe(at('2026-03-28T22:00:00Z'))
  })
})
