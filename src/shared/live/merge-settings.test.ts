import { describe, expect, it } from 'vitest'
import type { LiveSettings } from './live'
import { plainSettings } from './live-values'
import { mergeSettings, type LiveChanges } from './merge-settings'

const MONDAY = Date.UTC(2037, 0, 5)
const TUESDAY = Date.UTC(2037, 0, 6)

describe('changes of settings, laid over what the server has', () => {
  it.each<[string, LiveChanges, LiveChanges, Partial<LiveSettings>, LiveChanges, string[]]>([
    ['what nobody else touched', { latency: 3 }, { latency: 1 }, {}, { latency: 3 }, []],
    [
      'another field, changed elsewhere, stays',
      { latency: 3 },
      { latency: 1 },
      { schedules: [MONDAY] },
      { latency: 3, schedules: [MONDAY] },
      [],
    ],
    [
      'the same, changed elsewhere to something else',
      { schedules: [TUESDAY] },
      { schedules: [] },
      { schedules: [MONDAY] },
      { schedules: [MONDAY] },
      ['schedules'],
    ],
    ['the same, done elsewhere already', { latency: 3 }, { latency: 1 }, { latency: 3 }, { latency: 3 }, []],
    [
      'what says what was seen is no change',
      { latency: 1 },
      { latency: 1 },
      { latency: 3 },
      { latency: 3 },
      [],
    ],
    [
      'announced times in another order',
      { schedules: [MONDAY] },
      { schedules: [MONDAY, TUESDAY] },
      { schedules: [TUESDAY, MONDAY] },
      { schedules: [MONDAY] },
      [],
    ],
  ])('%s', (_, changes, base, server, expected, conflicts) => {
    const there = { ...plainSettings(), ...server }
    expect(mergeSettings(changes, base, there)).toEqual({
      settings: { ...plainSettings(), ...expected },
      conflicts,
    })
  })
})
