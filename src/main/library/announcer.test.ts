import { beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { Announcer } from './announcer'

describe('what is told of changes', () => {
  let clock: FakeClock
  let told: number[]
  let announcer: Announcer

  beforeEach(() => {
    clock = new FakeClock()
    told = []
    announcer = new Announcer(clock, 500, (revision) => told.push(revision), 5000)
  })

  it('is told at once, then at most every so often, and the last one always', async () => {
    for (let change = 0; change < 3; change++) announcer.changed()
    expect(told).toEqual([1])
    await clock.advance(500)
    expect(told).toEqual([1, 3])
    await clock.advance(5000)
    expect(told).toEqual([1, 3])
  })

  it('waits, where nobody waits for it, and leaves the revision as it is until then', async () => {
    for (let change = 0; change < 9; change++) {
      announcer.changedAside()
      await clock.advance(500)
    }
    expect([told, announcer.revision]).toEqual([[], 0])
    await clock.advance(500)
    expect([told, announcer.revision]).toEqual([[1], 1])
  })

  it('goes along with a change that is told sooner', async () => {
    announcer.changedAside()
    announcer.changed()
    await clock.advance(10_000)
    expect(told).toEqual([1])
  })

  it('is told no more after the end', async () => {
    announcer.changed()
    announcer.changed()
    announcer.changedAside()
    announcer.close()
    await clock.advance(10_000)
    expect(told).toEqual([1])
    expect(clock.pendingTimers).toBe(0)
  })
})
