import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { FakeClock } from '../../../test/support/fake-clock'
import { LibraryOnDemo } from '../../../test/support/library'
import { ACCOUNT, insertAccount, listed, uuidOf, writeVideos } from '../../../test/support/library-rows'
import { LibrarySchedulesTable } from '../storage/library-schedules-table'
import { ScheduleWatch } from './schedule-watch'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const SCHEDULED_PUBLIC = { privacy: 3, schedulePrivacy: 1 }

describe('a schedule that passes', () => {
  let clock: FakeClock
  let accounts: TestAccounts
  let watch: ScheduleWatch
  let read: string[]
  let askable: string[]

  beforeEach(() => {
    clock = new FakeClock()
    accounts = createTestAccounts()
    insertAccount(accounts.database)
    read = []
    askable = [ACCOUNT]
    watch = new ScheduleWatch({
      clock,
      table: new LibrarySchedulesTable(accounts.database),
      askable: () => askable,
      read: (_accountId, uuid) => {
        read.push(uuid)
        return Promise.resolve()
      },
    })
  })

  afterEach(async () => {
    await watch.close()
    accounts.close()
  })

  /** As the copy has them now. */
  function seen(...delaysMs: number[]): void {
    const videos = delaysMs.map((delayMs, index) =>
      listed(index, { ...SCHEDULED_PUBLIC, scheduledAt: clock.now() + delayMs }),
    )
    writeVideos(accounts.database, videos)
    watch.look()
  }

  it('has its video read once, a little later, each in its turn', async () => {
    seen(30 * DAY_MS, 10 * MINUTE_MS)
    await clock.advance(10 * MINUTE_MS)
    expect(read).toEqual([])
    await clock.advance(2 * MINUTE_MS)
    expect(read).toEqual([uuidOf(1)])
    // The server is late: it is left to the next pass.
    await clock.advance(30 * DAY_MS)
    expect(read).toEqual([uuidOf(1), uuidOf(0)])
    seen(MINUTE_MS)
    await clock.advance(5 * MINUTE_MS)
    expect(read).toEqual([uuidOf(1), uuidOf(0), uuidOf(0)])
  })

  it('while nobody can be asked is not forgotten', async () => {
    askable = []
    seen(MINUTE_MS)
    await clock.advance(DAY_MS)
    expect(read).toEqual([])
    askable = [ACCOUNT]
    watch.look()
    await clock.advance(0)
    expect(read).toEqual([uuidOf(0)])
  })

  it('leaves no timer where nothing is scheduled', async () => {
    seen()
    await clock.advance(0)
    expect(clock.pendingTimers).toBe(0)
  })
})

it('shows a video as public that was published by its schedule', async () => {
  const clock = new FakeClock()
  clock.wallMs = Date.now()
  const bench = await LibraryOnDemo.open({}, clock)
  bench.demo.control.fill('demo', 1)
  const uuid = (await bench.demo.control.videos())[0]?.uuid ?? ''
  const scheduleUpdate = { updateAt: new Date(Date.now() + 60 * MINUTE_MS).toISOString(), privacy: 1 }
  await bench.demo.control.updateVideo(uuid, { privacy: 3, scheduleUpdate })
  bench.library.sync(bench.accountId)
  await bench.until(({ state }) => state === 'done')
  expect((await bench.page()).rows[0]).toMatchObject({ uuid, privacy: 3 })
  await bench.demo.control.updateVideo(uuid, { privacy: 1, scheduleUpdate: null })
  await clock.advance(60 * MINUTE_MS)
  await expect
    .poll(async () => {
      await clock.advance(10_000)
      return (await bench.page()).rows[0]?.privacy
    })
    .toBe(1)
  await bench.close()
})
