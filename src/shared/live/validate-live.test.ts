import { describe, expect, it } from 'vitest'
import { instanceLimits } from '../../../test/support/instance-limits'
import type { LiveLimits } from '../accounts/choices'
import type { NewLive } from './live'
import { plainSettings, standingOf } from './live-values'
import { validateNewLive, validateSettings } from './validate-live'

const NOW = Date.UTC(2026, 0, 1)
const limits: LiveLimits = {
  enabled: true,
  allowReplay: false,
  latency: false,
  maxDurationMs: null,
  maxUserLives: null,
  maxInstanceLives: null,
  replayPrivacy: true,
  schedules: true,
  dvrMaxSeconds: 600,
}

describe('settings of a live', () => {
  it.each([
    [{ saveReplay: true, replayPrivacy: 1 }, 'saveReplay', 'not-offered'],
    [{ latency: 3 }, 'latency', 'not-offered'],
    [{ schedules: [NOW] }, 'schedules', 'in-the-past'],
    [{ schedules: [Number.NaN] }, 'schedules', 'invalid-date'],
    [{ dvrSeconds: 601 }, 'dvrSeconds', 'too-long'],
  ])('%j is refused at %s: %s', (change, field, code) => {
    const problems = validateSettings({ ...plainSettings(), ...change }, limits, NOW)
    expect(problems).toMatchObject([{ field, code }])
  })

  it('may be announced for a time that has passed, when that was announced before', () => {
    const settings = { ...plainSettings(), schedules: [NOW - 1, NOW + 1] }
    expect(validateSettings(settings, limits, NOW, [NOW - 1])).toEqual([])
    expect(validateSettings(settings, limits, NOW, [NOW - 2])).toMatchObject([{ code: 'in-the-past' }])
  })

  it('want a privacy with a replay where the version has one', () => {
    const settings = { ...plainSettings(), saveReplay: true }
    const offered = { ...limits, allowReplay: true }
    expect(validateSettings(settings, offered, NOW)).toMatchObject([{ field: 'replayPrivacy' }])
    expect(validateSettings(settings, { ...offered, replayPrivacy: false }, NOW)).toEqual([])
  })
})

describe('a new live', () => {
  const live: NewLive = {
    title: 'Tide watch',
    channelId: 1,
    privacy: 1,
    passwords: [],
    description: '',
    tags: [],
    commentsPolicy: 1,
    nsfw: false,
    settings: plainSettings(),
  }
  const check = (change: Partial<NewLive>) =>
    validateNewLive({ ...live, ...change }, instanceLimits({ live: limits }), NOW)

  it('without a mistake has none', () => {
    expect(check({})).toEqual([])
    expect(check({ privacy: 5, passwords: ['low tide'] })).toEqual([])
  })

  it('has no passwords where the version knows none', () => {
    const old = instanceLimits({ live: limits })
    const without = { ...old, features: { ...old.features, passwords: false } }
    const problems = validateNewLive({ ...live, privacy: 5, passwords: ['low tide'] }, without, NOW)
    expect(problems).toMatchObject([{ field: 'privacy', code: 'not-offered' }])
  })

  it.each<[Partial<NewLive>, string, string]>([
    [{ title: ' ' }, 'title', 'required'],
    [{ title: 'ab' }, 'title', 'too-short'],
    [{ channelId: null }, 'channelId', 'required'],
    [{ description: 'x' }, 'description', 'too-short'],
    [{ tags: ['a'] }, 'tags', 'item-too-short'],
    [{ privacy: 5 }, 'passwords', 'required'],
    [{ privacy: 5, passwords: ['x'] }, 'passwords', 'item-too-short'],
    [{ privacy: 5, passwords: ['low tide', 'low tide'] }, 'passwords', 'duplicate'],
    [{ settings: { ...plainSettings(), latency: 2 } }, 'latency', 'not-offered'],
  ])('%j is refused at %s: %s', (change, field, code) => {
    expect(check(change)).toMatchObject([{ field, code }])
  })
})

describe('how a live stands', () => {
  it.each([
    [1, 'live'],
    [4, 'waiting'],
    [5, 'ended'],
    [2, 'other'],
  ])('state %d is %s', (state, standing) => {
    expect(standingOf(state)).toBe(standing)
  })
})
