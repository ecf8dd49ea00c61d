import { describe, expect, it } from 'vitest'
import { sessionExpiry } from './session-expiry'
import { aSession } from './testing'
import { timeLeft } from './time-left'

const MINUTE_MS = 60_000

describe('time left', () => {
  it.each([
    [0, 'seconds', { count: 10 }],
    [41, 'seconds', { count: 50 }],
    [51, 'minutes', { count: 1 }],
    [200, 'minutes', { count: 4 }],
    [1000, 'minutes', { count: 20 }],
    [3590, 'hours', { hours: 1, minutes: 0 }],
    [5000, 'hours', { hours: 1, minutes: 25 }],
    [90_000, 'days', { count: 2 }],
  ])('%d s', (seconds, key, params) => {
    expect(timeLeft(seconds)).toEqual({ key, params })
  })

  it.each([null, Infinity, Number.NaN, 1e9])('says nothing for %s', (seconds) => {
    expect(timeLeft(seconds)).toBeNull()
  })
})

describe('session expiry', () => {
  const paused = { name: 'paused' as const, session: aSession({ lastByteAt: 0 }) }

  it.each([
    [0, { kind: 'within', fromMinutes: 60, toMinutes: 120 }],
    [30.5, { kind: 'within', fromMinutes: 29, toMinutes: 90 }],
    [61, { kind: 'any-moment', toMinutes: 59 }],
    [120, { kind: 'expired' }],
  ])('after %d minutes', (minutes, expiry) => {
    expect(sessionExpiry(paused, minutes * MINUTE_MS)).toEqual(expiry)
  })

  it('is silent where the server has nothing, or bytes flow', () => {
    expect(sessionExpiry({ name: 'paused', session: null }, 0)).toBeNull()
    expect(sessionExpiry({ name: 'uploading', session: aSession(), attempt: 0 }, 0)).toBeNull()
    expect(sessionExpiry({ name: 'paused', session: aSession({ uploadId: null }) }, 0)).toBeNull()
  })

  it('does not count backwards when the clock jumps', () => {
    expect(sessionExpiry(paused, -5 * MINUTE_MS)).toEqual({ kind: 'within', fromMinutes: 60, toMinutes: 120 })
  })
})
