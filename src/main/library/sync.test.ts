import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, ConnectionError, ServerError } from '@shared/errors'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quickClock } from '../../../test/support/engine-parts'
import { FakeClock } from '../../../test/support/fake-clock'
import { FakeLibraryServer } from '../../../test/support/fake-library-server'
import { ACCOUNT, insertAccount, listed, uuidOf } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import type { SyncRecord } from '../storage/library-syncs-table'
import { LibraryTable } from '../storage/library-table'
import type { Clock } from '../uploads/ports'
import { createSyncStore } from '.'
import { LateAnswers } from './late-answers'
import { syncAccount } from './sync'

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at)

describe('a pass over the list of an account', () => {
  let folder: string
  let database: Database
  let server: FakeLibraryServer
  let clock: FakeClock
  let late: LateAnswers
  let abort: AbortController
  let changes: number

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-sync-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
    server = new FakeLibraryServer()
    server.videos = range(0, 350).map((index) => listed(index))
    clock = new FakeClock()
    late = new LateAnswers(clock)
    abort = new AbortController()
    changes = 0
  })

  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (time: Clock = clock): Promise<SyncRecord> => {
    const store = createSyncStore(database, new LibraryTable(database), time)
    const onProgress = (_record: SyncRecord, changed: number): void => {
      changes += changed
    }
    const { signal } = abort
    return syncAccount({ accountId: ACCOUNT, server, store, late, clock: time, onProgress, signal })
  }
  const rows = (): { uuid: string; name: string }[] =>
    database.prepare('SELECT uuid, name FROM library_videos ORDER BY created_at').all() as never
  const uuids = (): string[] => rows().map(({ uuid }) => uuid)
  const onServer = (): string[] => server.videos.map(({ uuid }) => uuid)
  const searchable = (): number => {
    const { n } = database.prepare('SELECT count(*) AS n FROM library_texts').get() as { n: number }
    database.prepare("INSERT INTO library_search (library_search) VALUES ('integrity-check')").run()
    return n
  }

  it('asks for each page once, from the last video of the one before on', async () => {
    expect(await run()).toMatchObject({ state: 'done', read: 350, total: 350, pass: 1 })
    expect(server.starts).toEqual([0, 99, 198, 297])
    expect(uuids()).toEqual(onServer())
  })

  it.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [199, 2],
    [200, 3],
  ])('of %i videos takes %i requests', async (count, requests) => {
    server.videos = range(0, count).map((index) => listed(index))
    await run()
    expect(server.starts).toHaveLength(requests)
    expect(uuids()).toHaveLength(count)
  })

  it('writes only what differs the next time', async () => {
    await run()
    changes = 0
    server.videos[7] = listed(7, { name: 'Renamed', description: 'Other words' })
    await run()
    expect(changes).toBe(1)
    expect(rows()[7]).toMatchObject({ name: 'Renamed' })
  })

  it('takes no page for news of a video that this app has changed since it was asked for', async () => {
    await run()
    server.videos[7] = listed(7, { name: 'As it was' })
    server.videos[8] = listed(8, { name: 'Renamed' })
    server.beforePage = async (start) => {
      if (start > 0) return
      await clock.advance(10)
      late.changed(ACCOUNT, uuidOf(7))
      // Deleted here, and in the answer all the same.
      late.changed(ACCOUNT, uuidOf(9))
      database.prepare('DELETE FROM library_videos WHERE uuid = ?').run(uuidOf(9))
    }
    await run()
    const { name } = listed(7)
    expect(rows().slice(7, 9)).toMatchObject([{ name }, { name: 'Renamed' }])
    expect(uuids()).toEqual(onServer().filter((uuid) => uuid !== uuidOf(9)))
    server.beforePage = () => undefined
    await run()
    expect(rows()[7]).toMatchObject({ name: 'As it was' })
    expect(uuids()).toEqual(onServer())
  })

  it('takes out what is gone, from the search too', async () => {
    await run()
    server.videos = server.videos.filter((_, index) => index % 3 !== 0)
    await run()
    expect(uuids()).toEqual(onServer())
    expect(searchable()).toBe(server.videos.length)
  })

  it('finds what was added meanwhile', async () => {
    server.beforePage = (start) => {
      if (start === 198) server.videos.push(...range(350, 360).map((index) => listed(index)))
    }
    await run()
    expect(uuids()).toEqual(onServer())
    expect(server.starts).toHaveLength(4)
  })

  it('steps back over as much as it takes when many are deleted', async () => {
    server.beforePage = (start) => {
      if (start === 297) server.videos.splice(0, 250)
    }
    await run()
    expect(server.starts).toEqual([0, 99, 198, 297, 1])
    expect(onServer().every((uuid) => uuids().includes(uuid))).toBe(true)
    await run()
    expect(uuids()).toEqual(onServer())
  })

  it('passes over nothing when as many are added as deleted between two pages', async () => {
    server.beforePage = (start) => {
      if (start !== 198) return
      server.videos.splice(10, 1)
      server.videos.push(listed(350))
      server.beforePage = () => undefined
    }
    await run()
    expect(onServer().every((uuid) => uuids().includes(uuid))).toBe(true)
  })

  it('comes to an end with a list that is another one each time', async () => {
    server.beforePage = () => {
      server.videos = server.videos.map((video) => ({ ...video, uuid: randomUUID() }))
    }
    await run()
    expect(server.starts.length).toBeLessThan(150)
  })

  it('passes over nothing when videos that it has read are deleted meanwhile', async () => {
    server.beforePage = (start) => {
      if (start !== 198) return
      server.videos.splice(10, 5)
      server.beforePage = () => undefined
    }
    await run()
    expect(server.starts).toEqual([0, 99, 198, 99, 198, 297])
    // The five are still there, and go with the next pass.
    expect(uuids()).toHaveLength(350)
    expect(onServer().every((uuid) => uuids().includes(uuid))).toBe(true)
    server.beforePage = () => undefined
    await run()
    expect(uuids()).toEqual(onServer())
  })

  it('passes over nothing though a video behind a gap is read in full meanwhile', async () => {
    server.beforePage = (start) => {
      if (start !== 198) return
      server.videos.splice(10, 5)
      // The video that the page begins with now, four behind the last one that the pass has met.
      new LibraryTable(database).take(ACCOUNT, server.videos.slice(198, 199), 1, clock.now())
      server.beforePage = () => undefined
    }
    await run()
    expect(server.starts).toEqual([0, 99, 198, 99, 198, 297])
    expect(onServer().every((uuid) => uuids().includes(uuid))).toBe(true)
  })

  it('goes on where it was cancelled', async () => {
    server.beforePage = (start) => {
      if (start === 198) abort.abort(new AppError('cancelled', 'test'))
    }
    await expect(run()).rejects.toMatchObject({ code: 'cancelled' })
    expect(uuids()).toHaveLength(199)
    abort = new AbortController()
    server.beforePage = () => undefined
    expect(await run()).toMatchObject({ pass: 1, state: 'done' })
    expect(server.starts).toEqual([0, 99, 198, 198, 297])
    expect(uuids()).toEqual(onServer())
  })

  it('goes on where the app was killed, without a page twice', async () => {
    server.beforePage = () => {
      if (server.starts.length === 3) throw new Error('killed')
    }
    await expect(run()).rejects.toThrow('killed')
    database.close()
    database = openDatabase(join(folder, 'longshore.db'))
    await run()
    expect(server.starts).toEqual([0, 99, 198, 198, 297])
    expect(uuids()).toEqual(onServer())
  })

  it('begins anew when it was interrupted more than a day ago', async () => {
    server.beforePage = (start) => {
      if (start === 198) throw new Error('killed')
    }
    await expect(run()).rejects.toThrow('killed')
    clock.wallMs += 25 * 3_600_000
    server.beforePage = () => undefined
    expect(await run()).toMatchObject({ pass: 2 })
    expect(server.starts).toEqual([0, 99, 198, 0, 99, 198, 297])
  })

  it('asks again after a lost connection, and after a 429 when it is let through', async () => {
    const answer = { status: 429, code: null, detail: '', retryAfterMs: 1, isJson: false, invalidParams: {} }
    server.beforePage = () => {
      if (server.starts.length === 2) throw new ConnectionError('reset', 'GET')
      if (server.starts.length === 4) throw new ServerError(answer, 'GET')
    }
    await run(quickClock)
    expect(server.starts).toEqual([0, 99, 99, 198, 198, 297])
  })

  it('gives up when the server stays in trouble, and keeps what it has', async () => {
    server.beforePage = (start) => {
      if (start === 99) throw new ConnectionError('refused', 'GET')
    }
    await expect(run(quickClock)).rejects.toMatchObject({ failure: 'refused' })
    expect(uuids()).toHaveLength(100)
  })

  it('keeps a full description as long as the list shows its beginning', async () => {
    const full = 'x'.repeat(400)
    server.videos = [listed(0, { description: `${'x'.repeat(247)}...`, tags: undefined })]
    await run()
    const table = new LibraryTable(database)
    const detailed = { ...listed(0, { description: full }), tags: ['sea'], support: '', commentsPolicy: 1 }
    const video = {
      ...detailed,
      tags: ['sea'],
      nsfwFlags: null,
      nsfwSummary: null,
      downloadEnabled: true,
      bytes: 5,
    }
    table.takeDetails(
      ACCOUNT,
      video,
      { fileName: null, captions: [], apart: { chapters: null } },
      1,
      clock.now(),
    )
    await run()
    const stored = database.prepare(
      'SELECT t.description, v.tags, v.details_due FROM library_texts t JOIN library_videos v USING (id)',
    )
    expect(stored.get()).toMatchObject({ description: full, tags: '["sea"]', details_due: 0 })
    server.videos = [listed(0, { description: 'short', tags: undefined })]
    await run()
    expect(stored.get()).toMatchObject({ description: 'short', details_due: 1 })
  })

  it('leaves nothing behind when the account goes', async () => {
    await run()
    database.prepare('DELETE FROM accounts').run()
    expect(uuids()).toEqual([])
    expect(searchable()).toBe(0)
    expect(uuidOf(1)).toHaveLength(36)
  })
})
