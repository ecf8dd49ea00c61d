import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EditState } from '@shared/library/edit'
import { NO_PARTS } from '@shared/library/edit-changes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACCOUNT, insertAccount, listed, uuidOf, writeVideos } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import { EditsTable } from '../storage/edits-table'
import { LiveDetailsTable } from '../storage/live-details-table'
import { readCalendar } from './calendar'

const DAY = 86_400_000
const START = Date.UTC(2030, 0, 1)
const WAITING: EditState = { name: 'waiting', note: null, attempts: 0, retryAt: null }

describe('the calendar', () => {
  let folder: string
  let database: Database

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-calendar-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
  })

  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const read = (from: number, to: number) =>
    readCalendar(database, { from: START + from * DAY, to: START + to * DAY })
  const days = (from = 0, to = 30) =>
    read(from, to).items.map(({ name, at }) => [name, (at - START) / DAY] as const)

  function edit(index: number, day: number | null, state: EditState = WAITING): void {
    const schedule =
      day === null
        ? null
        : { updateAt: new Date(START + day * DAY).toISOString(), privacy: 2, timeZone: 'UTC' }
    const table = new EditsTable(database)
    table.insert({
      id: `aaaaaaaa-0000-4000-8000-${String(table.nextSeq()).padStart(12, '0')}`,
      accountId: ACCOUNT,
      uuid: uuidOf(index),
      batchId: null,
      kind: 'change',
      title: '',
      state,
      changes: { schedule },
      base: {},
      before: {},
      parts: NO_PARTS,
      sentParts: [],
      createdAt: 0,
      changedAt: 0,
    })
  }

  it('has what is scheduled in the span, in the order of time, with the privacy that comes', () => {
    writeVideos(database, [
      listed(0, { scheduledAt: START + 3 * DAY, privacy: 3, schedulePrivacy: 4 }),
      listed(1, { scheduledAt: START + 2 * DAY }),
      listed(2, { scheduledAt: START + 5 * DAY }),
      listed(3),
    ])
    expect(days(2, 5)).toEqual([
      ['Video 1', 2],
      ['Video 0', 3],
    ])
    expect(read(3, 4).items[0]).toMatchObject({
      accountId: ACCOUNT,
      uuid: uuidOf(0),
      kind: 'video',
      privacy: 4,
      channelName: 'Harbour',
      pending: null,
      isHeld: false,
    })
  })

  it('shows what waits to be sent where it is to be, the latest of several', () => {
    writeVideos(database, [listed(0, { scheduledAt: START + DAY }), listed(1)])
    edit(0, 8)
    edit(0, 9)
    edit(1, 4)
    expect(days()).toEqual([
      ['Video 1', 4],
      ['Video 0', 9],
    ])
    expect(read(9, 10).items[0]).toMatchObject({ privacy: 2, pending: 'waiting' })
    expect(days(0, 2)).toEqual([])
  })

  it('leaves out what loses its schedule', () => {
    writeVideos(database, [listed(0, { scheduledAt: START + DAY })])
    edit(0, null)
    expect(days()).toEqual([])
  })

  it('leaves a video where the instance has it while an edit is typed or in conflict', () => {
    writeVideos(database, [
      listed(0, { scheduledAt: START + DAY }),
      listed(1, { scheduledAt: START + 2 * DAY }),
    ])
    edit(0, 8, { name: 'held' })
    edit(1, 9, { name: 'conflict', fields: [], captions: [], picture: null })
    expect(days()).toEqual([
      ['Video 0', 1],
      ['Video 1', 2],
    ])
    expect(read(0, 30).items).toMatchObject([
      { pending: 'held', isHeld: true },
      { pending: 'conflict', isHeld: false },
    ])
  })

  it('has each announced time of a live', () => {
    writeVideos(database, [listed(0, { isLive: true, state: 4 })])
    const schedules = [START + 2 * DAY, START + 9 * DAY, START + 40 * DAY]
    new LiveDetailsTable(database).put(ACCOUNT, uuidOf(0), {
      settings: {
        permanent: true,
        saveReplay: false,
        replayPrivacy: null,
        latency: 1,
        schedules,
        dvrSeconds: 0,
      },
      hasRtmp: true,
      hasRtmps: false,
      sessions: [],
      readAt: 0,
    })
    expect(days()).toEqual([
      ['Video 0', 2],
      ['Video 0', 9],
    ])
    expect(read(0, 30).items[0]?.kind).toBe('live')
  })

  it('answers no more than the window can hold, and says so', () => {
    const many = Array.from({ length: 5001 }, (_, index) => listed(index, { scheduledAt: START + index }))
    writeVideos(database, many)
    const { items, isCut } = read(0, 1)
    expect([items.length, isCut]).toEqual([5000, true])
  })
})
