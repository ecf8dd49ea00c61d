import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EditState } from '@shared/library/edit'
import { NO_PARTS } from '@shared/library/edit-changes'
import type { ListChanges, ListFormState } from '@shared/library/list-form'
import { plainSettings } from '@shared/live/live-values'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACCOUNT, insertAccount, listed, uuidOf, writeVideos } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import { EditsTable } from '../storage/edits-table'
import { ListFormsTable } from '../storage/list-forms-table'
import { LiveDetailsTable } from '../storage/live-details-table'
import { readCalendar } from './calendar'

const DAY = 86_400_000
const START = Date.UTC(2030, 0, 1)
const WAITING = { name: 'waiting', note: null, attempts: 0, retryAt: null } as const

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

  function announce(index: number, ...schedules: number[]): void {
    const details = {
      settings: { ...plainSettings(), schedules: schedules.map((day) => START + day * DAY) },
      hasRtmp: true,
      hasRtmps: false,
      sessions: [],
      readAt: 0,
    }
    new LiveDetailsTable(database).put(ACCOUNT, uuidOf(index), details, 0)
  }

  /** Settings of a live that its instance has not got. */
  function form(index: number, changes: ListChanges, state: ListFormState = WAITING): void {
    new ListFormsTable(database).put({
      id: `bbbbbbbb-0000-4000-8000-${String(index).padStart(12, '0')}`,
      accountId: ACCOUNT,
      of: 'live',
      target: uuidOf(index),
      name: '',
      title: '',
      state,
      changes,
      base: {},
      deletes: null,
      supportForVideos: false,
      sentBeside: null,
      createdAt: 0,
      changedAt: 0,
    })
  }

  it('has each announced time of a live', () => {
    writeVideos(database, [listed(0, { isLive: true, state: 4 })])
    announce(0, 2, 9, 40)
    expect(days()).toEqual([
      ['Video 0', 2],
      ['Video 0', 9],
    ])
    expect(read(0, 30).items[0]).toMatchObject({ kind: 'live', pending: null })
  })

  it('shows announced times that wait to be sent where they are to be, and the others of that live', () => {
    writeVideos(database, [listed(0, { isLive: true, state: 4 }), listed(1, { isLive: true, state: 4 })])
    announce(0, 2, 9)
    announce(1, 3)
    form(0, { schedules: [START + 2 * DAY, START + 12 * DAY] })
    expect(days()).toEqual([
      ['Video 0', 2],
      ['Video 1', 3],
      ['Video 0', 12],
    ])
    expect(read(0, 30).items.map(({ pending }) => pending)).toEqual(['waiting', null, 'waiting'])
    expect(days(5, 10)).toEqual([])
  })

  it('leaves out a live whose times are taken away, before that is sent', () => {
    writeVideos(database, [listed(0, { isLive: true, state: 4 })])
    announce(0, 2)
    form(0, { schedules: [] })
    expect(days()).toEqual([])
  })

  it('leaves a live where the instance has it while its times need a decision, or other settings wait', () => {
    const lives = [0, 1, 2].map((index) => listed(index, { isLive: true, state: 4 }))
    writeVideos(database, lives)
    for (const index of [0, 1, 2]) announce(index, index + 1)
    const failure = { code: 'live-started', reason: null, field: null, status: 400, detail: '' } as const
    form(0, { schedules: [START + 20 * DAY] }, { name: 'conflict', fields: [] })
    form(1, { schedules: [START + 21 * DAY] }, { name: 'failed', failure })
    form(2, { latency: 3 })
    expect(days()).toEqual([
      ['Video 0', 1],
      ['Video 1', 2],
      ['Video 2', 3],
    ])
    expect(read(0, 30).items.map(({ pending }) => pending)).toEqual(['conflict', 'failed', 'waiting'])
  })

  it('tells failures whose new time passed before it was sent from any other', () => {
    writeVideos(database, [
      listed(0, { isLive: true, state: 4 }),
      listed(1, { isLive: true, state: 4 }),
      listed(2, { scheduledAt: START + 3 * DAY }),
      listed(3, { scheduledAt: START + 4 * DAY }),
    ])
    announce(0, 1)
    announce(1, 2)
    const failedForm = (code: 'live-time-passed' | 'live-started'): ListFormState => ({
      name: 'failed',
      failure: { code, reason: null, field: null, status: null, detail: '' },
    })
    form(0, { schedules: [START - DAY] }, failedForm('live-time-passed'))
    form(1, { schedules: [START + 5 * DAY] }, failedForm('live-started'))
    const failedEdit = (code: string): EditState => ({
      name: 'failed',
      failure: {
        code: 'problems',
        status: null,
        detail: '',
        fieldWords: [],
        otherWords: [],
        problems: [{ field: 'schedule', code, params: {} }],
      },
    })
    edit(2, -1, failedEdit('in-the-past'))
    edit(3, 5, failedEdit('not-offered'))
    expect(read(0, 30).items.map(({ pending, hasTimePassed }) => [pending, hasTimePassed])).toEqual([
      ['failed', true],
      ['failed', false],
      ['failed', true],
      ['failed', false],
    ])
  })

  it('marks a live whose other fields are typed, too', () => {
    writeVideos(database, [listed(0, { isLive: true, state: 4 })])
    announce(0, 2)
    edit(0, null, { name: 'held' })
    expect(read(0, 30).items).toMatchObject([{ pending: 'held', isHeld: true }])
    form(0, { latency: 3 })
    expect(read(0, 30).items).toMatchObject([{ pending: 'waiting', isHeld: true }])
  })

  it('answers no more than the window can hold, and says so', () => {
    const many = Array.from({ length: 5001 }, (_, index) => listed(index, { scheduledAt: START + index }))
    writeVideos(database, many)
    const { items, isCut } = read(0, 1)
    expect([items.length, isCut]).toEqual([5000, true])
  })
})
