import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch } from '@shared/library/batch'
import type { BulkChange } from '@shared/library/bulk'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FakeConnectivity } from '../../../../test/support/accounts'
import { insertAccount, listed, writeVideos } from '../../../../test/support/library-rows'
import { turnsOf, type Turns } from '../../../../test/support/turns'
import { openDatabase, type Database } from '../../storage/database'
import { LibraryFields } from '../../storage/library-fields'
import { systemClock } from '../../system/clock'
import { createEdits } from '../edits'
import type { EditAccounts } from '../edits/ports'
import { readInPlace } from '../../captions/reading-thread'
import { LibraryReader } from '../reader'
import { createBulk, type Bulk } from '.'

const COUNT = 10_000
/** On an idle machine all turns stay below 20; the memory is tidied up in one or two of them. */
const THIRD_LONGEST_MS = 40
const LONGEST_MS = 150

const SORT = { column: 'createdAt', descending: false } as const

const nothing = (): undefined => undefined
const nobody = (): Promise<never> => Promise.reject(new Error('nobody is asked'))

/** Nobody is signed in: what is run waits. */
const ACCOUNTS: EditAccounts = {
  all: () => [],
  find: () => null,
  onChange: () => nothing,
  knownChoices: () => null,
}

describe(`a batch of ${COUNT}`, () => {
  let folder: string
  let database: Database
  let bulk: Bulk
  let edits: ReturnType<typeof createEdits>
  /** How many of the videos the person chose. */
  let selected = COUNT
  let told: (batch: Batch) => void = nothing

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-large-batch-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
    const videos = Array.from({ length: COUNT }, (_, index) =>
      listed(index, { description: 'Words. '.repeat(30) }),
    )
    writeVideos(database, videos)
    build()
  }, 120_000)

  afterAll(async () => {
    await bulk.batches.shutdown()
    await edits.shutdown()
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function build(): void {
    const log = (message: string, error: unknown): never => {
      throw new Error(message, { cause: error })
    }
    const copy = {
      refresh: nobody,
      take: nothing,
      remove: nothing,
      rowsChanged: nothing,
      captionText: nobody,
    }
    const fields = new LibraryFields(database)
    // In the app another thread finds them.
    const keys = new LibraryReader(database).keys({ filter: EMPTY_FILTER, sort: SORT }, 0)
    const common = { database, folder, accounts: ACCOUNTS, copy, clock: systemClock, log }
    const connectivity = new FakeConnectivity()
    edits = createEdits({
      ...common,
      connectivity,
      readCaptions: readInPlace,
      pickFile: nobody,
      changed: nothing,
    })
    bulk = createBulk({
      ...common,
      edits,
      fields,
      library: {
        keys: () => Promise.resolve(keys.slice(0, selected)),
        peek: nobody,
        readFields: nobody,
      },
      ownersOf: (uuids) => fields.owners(uuids),
      accountName: () => 'ana@tube.example',
      locale: () => 'en',
      pickTable: nobody,
      saveFile: nobody,
      changed: (batch) => {
        told(batch)
      },
    })
  }

  function until(holds: (batch: Batch) => boolean): Promise<void> {
    return new Promise((resolve) => {
      told = (batch) => {
        if (holds(batch)) resolve()
      }
    })
  }

  /** Resolves when all edits of a batch wait. */
  async function untilWaiting(id: string, count = COUNT): Promise<void> {
    if (countsOf(id)?.waiting !== count)
      await until((batch) => batch.id === id && batch.counts.waiting === count)
  }

  async function plan(count = COUNT): Promise<string> {
    selected = count
    const change: BulkChange = { field: 'title', change: { how: 'set', text: 'Part {n:5}' } }
    const id = await bulk.planEdit(
      {
        filter: EMPTY_FILTER,
        sort: SORT,
        spans: [{ from: 0, to: count - 1 }],
        total: COUNT,
        videos: [],
      },
      { changes: [change], firstNumber: 1, numberStep: 1, timeZone: 'UTC' },
      'test',
    )
    // Another batch may be told of meanwhile.
    if (batchOf(id)?.progress !== null) await until((batch) => batch.id === id && batch.progress === null)
    return id
  }

  const batchOf = (id: string) => bulk.batches.list().find((batch) => batch.id === id)
  const countsOf = (id: string) => batchOf(id)?.counts

  /** What the sender does to each, without an instance. */
  function sendAll(id: string): void {
    const { ids } = edits.store.table.idsOf(id, 'waiting', 0, COUNT)
    edits.store.happenAll(ids, { type: 'begun' })
    edits.store.happenAll(ids, { type: 'compared', before: { title: 'before' } })
    edits.store.happenAll(ids, { type: 'succeeded', at: 1 })
  }

  function expectQuick(name: string, { longestMs, totalMs }: Turns): void {
    const [longest, , third] = longestMs
    const all = longestMs.map((ms) => ms.toFixed(1)).join(', ')
    process.stdout.write(`${name}: longest turns ${all} ms of ${totalMs.toFixed(0)} ms\n`)
    expect(longest, name).toBeLessThan(LONGEST_MS)
    expect(third, name).toBeLessThan(THIRD_LONGEST_MS)
  }

  it('never holds the event loop for long, from the preview over the run to the undo', async () => {
    let id = ''
    expectQuick('preview', await turnsOf(async () => (id = await plan())))
    expect(countsOf(id)).toMatchObject({ planned: COUNT })
    const page = (offset: number) => bulk.batches.edits(id, [], offset, 150)
    expectQuick('first rows', await turnsOf(() => Promise.resolve(page(0))))
    expectQuick('last rows', await turnsOf(() => Promise.resolve(page(COUNT - 150))))
    expectQuick(
      'run',
      await turnsOf(() => {
        bulk.batches.run(id)
        return untilWaiting(id)
      }),
    )
    sendAll(id)
    let undo = ''
    expectQuick(
      'undo',
      await turnsOf(async () => {
        undo = (await bulk.batches.undo(id)) ?? ''
        await untilWaiting(undo)
      }),
    )
    expectQuick('taking back', await turnsOf(() => bulk.batches.discard(undo)))
    expect(countsOf(undo)).toMatchObject({ waiting: 0, done: 0 })
  }, 120_000)

  it('whose undo is cut by a crash is not undone in part', async () => {
    const id = await plan(60)
    bulk.batches.run(id)
    await untilWaiting(id, 60)
    sendAll(id)
    const { ids } = edits.store.table.idsOf(id, 'done', 0, 60)
    const before = new Set(bulk.batches.list().map((batch) => batch.id))
    // The first edits of it are on the disk.
    const undone = edits.outbox.undo(ids)
    const undo = bulk.batches.list().find((batch) => !before.has(batch.id))
    expect(undo).toMatchObject({ state: 'planning', progress: { read: 25 }, counts: { waiting: 0 } })
    database.close()
    await expect(undone).rejects.toThrow()
    database = openDatabase(join(folder, 'longshore.db'))
    build()
    await bulk.batches.startUp()
    expect(countsOf(undo?.id ?? '')).toBeUndefined()
    expect(countsOf(id)).toMatchObject({ done: 60 })
  }, 120_000)

  it('is thrown away without holding it either, and at the next start', async () => {
    const id = await plan()
    expectQuick('discard', await turnsOf(() => bulk.batches.discard(id)))
    expect(countsOf(id)).toBeUndefined()
    const other = await plan()
    await bulk.batches.startUp()
    expect(countsOf(other), 'a plan of this start').toMatchObject({ planned: COUNT })
    await edits.shutdown()
    build()
    expectQuick('start', await turnsOf(() => bulk.batches.startUp()))
    expect(countsOf(other)).toBeUndefined()
  }, 120_000)
})
