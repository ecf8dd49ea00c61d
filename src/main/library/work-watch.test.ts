import { FAILED_STATES } from '@shared/library/work'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccounts } from '../../../test/support/accounts'
import { FakeClock } from '../../../test/support/fake-clock'
import { LibraryOnDemo } from '../../../test/support/library'
import { insertAccount, listed, uuidOf, writeVideos } from '../../../test/support/library-rows'
import { inTransaction } from '../storage/database'
import { LibraryWorkTable } from '../storage/library-work-table'
import { isSlow, paceOf } from './work-pace'
import { WorkWatch } from './work-watch'

const PUBLISHED = 1
const TO_TRANSCODE = 2
const MINUTE_MS = 60_000

/** Time that jumps, while answers come when they come. */
class HastyClock extends FakeClock {
  /** Lets time pass until it holds. */
  async until(holds: () => boolean): Promise<void> {
    await expect
      .poll(async () => {
        await this.advance(1000)
        return holds()
      })
      .toBe(true)
  }
}

describe('what an instance works on', () => {
  let clock: HastyClock
  let bench: LibraryOnDemo
  let uuid: string

  beforeEach(async () => {
    clock = new HastyClock()
    bench = await LibraryOnDemo.open({}, clock)
    bench.demo.control.fill('demo', 3)
    uuid = (await bench.demo.control.videos())[1]?.uuid ?? ''
    await bench.demo.control.setState(uuid, TO_TRANSCODE)
    bench.library.sync(bench.accountId)
    await clock.until(() => bench.status.state === 'done')
    bench.library.work.look()
  })

  afterEach(() => bench.close())

  it('is listed, since when it was seen', () => {
    expect(bench.library.work.working()).toMatchObject([
      { accountId: bench.accountId, uuid, state: TO_TRANSCODE, stateLabel: 'To transcode', isSlow: false },
    ])
  })

  it.each([
    { outcome: 'ready', state: PUBLISHED },
    ...FAILED_STATES.map((state) => ({ outcome: 'failed', state })),
  ])('is followed until it is $outcome (state $state), and told once', async ({ outcome, state }) => {
    await clock.advance(2 * MINUTE_MS)
    expect(bench.ended).toEqual([])
    await bench.demo.control.setState(uuid, state)
    await clock.until(() => bench.ended.length > 0)
    await clock.advance(5 * MINUTE_MS)
    expect(bench.ended).toMatchObject([{ uuid, outcome }])
    expect(bench.library.work.working()).toEqual([])
  })

  it('is left to the queue of uploads when that follows it', async () => {
    bench.followed.add(uuid)
    await bench.demo.control.setState(uuid, PUBLISHED)
    await clock.until(() => bench.library.work.working().length === 0)
    expect(bench.ended).toEqual([])
  })

  it('says nothing of a video that is gone', async () => {
    await bench.demo.control.deleteVideo(uuid)
    await clock.until(() => bench.library.work.working().length === 0)
    expect(bench.ended).toEqual([])
  })

  it('is called slow after a day when nothing is known of others', async () => {
    await clock.advance(23 * 60 * MINUTE_MS)
    expect(bench.library.work.working()[0]?.isSlow).toBe(false)
    await clock.advance(2 * 60 * MINUTE_MS)
    expect(bench.library.work.working()[0]?.isSlow).toBe(true)
  })
})

describe('work on a video that takes longer than on the others', () => {
  const clock = new FakeClock()
  const accounts = createTestAccounts()
  const { database } = accounts
  const watch = new WorkWatch({
    clock,
    table: new LibraryWorkTable(database),
    transaction: (work) => inTransaction(database, work),
    askable: () => [],
    lookAt: () => Promise.resolve(),
    isFollowed: () => false,
    ended: () => undefined,
  })
  /** As the copy has the videos now. */
  const seen = (from: number, to: number, state: number): void => {
    const indexes = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    writeVideos(
      database,
      indexes.map((index) => listed(index, { state, duration: 600 })),
    )
    watch.look()
  }

  afterAll(async () => {
    await watch.close()
    accounts.close()
  })

  it('is called slow by what those took that came to a good end', async () => {
    insertAccount(database)
    seen(1, 7, TO_TRANSCODE)
    await clock.advance(10 * MINUTE_MS)
    seen(1, 5, PUBLISHED)
    await clock.advance(30 * MINUTE_MS)
    // What failed teaches nothing.
    seen(6, 6, FAILED_STATES[0] ?? 0)
    expect(watch.working()).toMatchObject([{ uuid: uuidOf(7), isSlow: false }])
    await clock.advance(MINUTE_MS)
    expect(watch.working()).toMatchObject([{ uuid: uuidOf(7), isSlow: true }])
  })
})

describe('far too long', () => {
  const peers = [2, 2, 2, 2, 50]
  it.each([
    ['as long as others', 20 * MINUTE_MS, 600, peers, false],
    ['four times as long, and some', 81 * MINUTE_MS, 600, peers, true],
    ['many times as long, but half an hour', 30 * MINUTE_MS, 60, peers, false],
    ['a short video counts as a minute', 31 * MINUTE_MS, 1, [8, 8, 8, 8, 8], false],
    ['too few others', 300 * MINUTE_MS, 60, [1, 1, 1, 1], false],
  ])('%s', (_, workedMs, seconds, others, expected) => {
    expect(isSlow(workedMs, seconds, others)).toBe(expected)
  })

  it('is a matter of seconds for each second', () => {
    expect(paceOf(120_000, 240)).toBe(0.5)
  })
})
