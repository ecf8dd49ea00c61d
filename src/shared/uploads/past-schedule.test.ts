import { describe, expect, it } from 'vitest'
import { emptyDraft, PRIVACY, type Draft } from './draft'
import { withoutPastSchedule } from './past-schedule'

const NOON = Date.UTC(2026, 5, 1, 12)
const schedule = (hour: number, privacy: number = PRIVACY.public): Draft['schedule'] => ({
  updateAt: new Date(Date.UTC(2026, 5, 1, hour)).toISOString(),
  privacy,
  timeZone: 'UTC',
})
const draft = (change: Partial<Draft> = {}): Draft => ({ ...emptyDraft('Harbour'), ...change })
const published = draft({ privacy: PRIVACY.public })

describe('a schedule whose moment has passed', () => {
  it('is how public the video is, in what is wanted and in what the server has', () => {
    const planned = draft({ schedule: schedule(11) })
    expect(withoutPastSchedule({ draft: planned, carried: planned }, NOON)).toEqual({
      draft: published,
      carried: published,
    })
  })

  it('is no plan any more in a draft whose server has been told since', () => {
    const planned = draft({ schedule: schedule(11) })
    expect(withoutPastSchedule({ draft: planned, carried: published }, NOON).draft).toEqual(published)
  })

  it('stays where the person asked for another moment, and for what is to come', () => {
    const asked = draft({ schedule: schedule(10, PRIVACY.unlisted) })
    const carried = draft({ schedule: schedule(11) })
    expect(withoutPastSchedule({ draft: asked, carried }, NOON)).toEqual({ draft: asked, carried: published })
    const later = draft({ schedule: schedule(13) })
    expect(withoutPastSchedule({ draft: later, carried: later }, NOON)).toEqual({
      draft: later,
      carried: later,
    })
  })

  it('does not make private again what was taken off the plan too late', () => {
    const planned = draft({ schedule: schedule(11) })
    const { draft: now } = withoutPastSchedule({ draft: planned, carried: planned }, NOON)
    expect({ ...now, schedule: null }).toEqual(published)
  })
})
