import { describe, expect, it } from 'vitest'
import { createFormat, regionalLocale } from './format'

const english = createFormat('en')
const french = createFormat('fr')

/** Intl writes several kinds of spaces; the words are what is meant here. */
function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ')
}

describe('bytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1550, '1.6 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [41_300_000_000, '41 GB'],
    [5_000_000_000_000_000, '5,000 TB'],
  ])('%d is %s', (bytes, text) => {
    expect(plain(english.bytes(bytes))).toBe(text)
  })

  it('are octets in French', () => {
    expect(plain(french.bytes(1_550_000))).toBe('1,6 Mo')
    expect(plain(french.speed(1_550_000))).toBe('1,6 Mo/s')
  })
})

describe('duration', () => {
  it.each([
    [0, '0 sec'],
    [59.6, '1 min'],
    [65, '1 min 5 sec'],
    [3600, '1 hr'],
    [7500, '2 hr 5 min'],
    [90_061, '1 day 1 hr'],
  ])('%d s is %s', (seconds, text) => {
    expect(plain(english.duration(seconds))).toBe(text)
  })
})

describe('percent', () => {
  it('says 100 % when everything has arrived and not before', () => {
    expect(english.percent(0.9999)).toBe('99%')
    expect(english.percent(1)).toBe('100%')
    expect(plain(french.percent(0.5))).toBe('50 %')
  })
})

describe('regionalLocale', () => {
  it.each([
    ['en', 'en-IE', 'en-IE'],
    ['fr', 'fr_CH', 'fr'],
    ['fr', 'en-GB', 'fr'],
    ['en', 'C', 'en'],
    ['en', '', 'en'],
  ])('shows %s on a system in %j as %s', (language, system, expected) => {
    expect(regionalLocale(language, system)).toBe(expected)
  })
})

describe('clock', () => {
  it.each([
    [0, '0:00'],
    [59.6, '1:00'],
    [754, '12:34'],
    [3723, '1:02:03'],
    [360_000, '100:00:00'],
  ])('%d s is %s', (seconds, text) => {
    expect(english.clock(seconds)).toBe(text)
  })
})

describe('ago', () => {
  const now = 1_000_000_000
  it.each([
    [0, 'now'],
    [-5000, 'now'],
    [59_000, 'now'],
    [180_000, '3 minutes ago'],
    [7_200_000, '2 hours ago'],
    [86_400_000, 'yesterday'],
  ])('%d ms is %s', (passed, text) => {
    expect(english.ago(now - passed, now)).toBe(text)
  })
})
