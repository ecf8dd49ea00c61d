import { describe, expect, it } from 'vitest'
import { amountText, limitFrom, parseAmount, unitLabel, unitOf } from './bandwidth'

describe('parseAmount', () => {
  it.each([
    ['2', 2],
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['1 500', 1500],
    ['1\u202f500,25', 1500.25],
    ['.5', 0.5],
    ['', null],
    ['fast', null],
    ['-1', null],
    ['1.5.2', null],
  ])('reads %j as %j', (typed, expected) => {
    expect(parseAmount(typed)).toBe(expected)
  })
})

describe('limitFrom', () => {
  it.each([
    ['1.5', 'megabyte', 1_500_000],
    ['800', 'kilobyte', 800_000],
    ['1', 'kilobyte', null],
    ['1251', 'megabyte', null],
    ['', 'megabyte', null],
  ] as const)('%j %s is %j bytes per second', (typed, unit, expected) => {
    expect(limitFrom(typed, unit)).toBe(expected)
  })
})

describe('the text of a limit', () => {
  it('comes back from what was typed, in both languages', () => {
    expect(amountText(1_500_000, unitOf(1_500_000), 'fr')).toBe('1,5')
    expect(amountText(800_000, unitOf(800_000), 'en')).toBe('800')
    expect(limitFrom(amountText(1_234_000, 'megabyte', 'fr'), 'megabyte')).toBe(1_234_000)
  })

  it('names the unit as the language does', () => {
    expect(unitLabel('megabyte', 'en')).toBe('MB/s')
    expect(unitLabel('kilobyte', 'fr')).toBe('ko/s')
  })
})
