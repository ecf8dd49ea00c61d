import { describe, expect, it } from 'vitest'
import { fromWallTime, timeZones, toWallTime } from './zoned-time'

describe('wall time', () => {
  it.each([
    ['Europe/Paris', '2026-07-14', '10:00', '2026-07-14T08:00:00.000Z'],
    ['Europe/Paris', '2026-01-14', '10:00', '2026-01-14T09:00:00.000Z'],
    ['Asia/Kolkata', '2026-01-14', '00:15', '2026-01-13T18:45:00.000Z'],
    ['America/New_York', '2026-12-31', '23:59', '2027-01-01T04:59:00.000Z'],
    ['UTC', '2026-01-14', '10:00', '2026-01-14T10:00:00.000Z'],
  ])('%s %s %s', (zone, date, time, iso) => {
    expect(fromWallTime({ date, time }, zone)).toBe(iso)
    expect(toWallTime(iso, zone)).toEqual({ date, time })
  })

  it('moves a time that the clock skips to one hour later', () => {
    const iso = fromWallTime({ date: '2026-03-29', time: '02:30' }, 'Europe/Paris')
    expect(toWallTime(iso ?? '', 'Europe/Paris')).toEqual({ date: '2026-03-29', time: '03:30' })
  })

  it('takes the first of a time that comes twice', () => {
    expect(fromWallTime({ date: '2026-10-25', time: '02:30' }, 'Europe/Paris')).toBe(
      '2026-10-25T00:30:00.000Z',
    )
  })

  it('answers null for what is no date', () => {
    expect(fromWallTime({ date: '', time: '10:00' }, 'UTC')).toBeNull()
    expect(toWallTime('soon', 'UTC')).toBeNull()
  })

  it('lists a zone that the runtime does not know by itself', () => {
    expect(timeZones('Etc/GMT+3')).toContain('Etc/GMT+3')
  })
})
