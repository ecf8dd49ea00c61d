import { undoneOf, type Batch, type LibrarySelection } from '@shared/library/batch'
import type { BulkChange } from '@shared/library/bulk'
import { EMPTY_FILTER } from '@shared/library/library'
import { PRIVACY } from '@shared/uploads/draft-values'
import { afterEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'

const SORT = { column: 'createdAt', descending: false } as const
const PLAN = { firstNumber: 1, numberStep: 1, timeZone: 'Europe/Paris' }
const NEXT_YEAR = new Date(Date.now() + 365 * 24 * 3_600_000).toISOString().slice(0, 10)
const ADD = { method: 'POST', path: '^/api/v1/video-playlists/\\d+/videos' }
const PUT = { method: 'PUT', path: '^/api/v1/videos/' }
const refusal = { kind: 'status', status: 403, body: { detail: 'Not yours' } } as const
const TITLES: BulkChange = { field: 'title', change: { how: 'set', text: 'Part {n:2}' } }

describe('a run of many edits', () => {
  let bench: EditsOnDemo

  afterEach(async () => {
    await bench.close()
  })

  async function planned(changes: BulkChange[], uuids?: string[]): Promise<Batch> {
    const videos = (uuids ?? (await bench.uuids())).map((uuid) => ({ accountId: bench.accountId, uuid }))
    const selection: LibrarySelection = { filter: EMPTY_FILTER, sort: SORT, spans: [], total: 0, videos }
    const edit = { ...PLAN, changes }
    const { batchId } = await bench.call('library.planEdit', { selection, edit, label: 'title:set' })
    return bench.batch(batchId, ({ progress }) => progress === null)
  }

  const isOver = ({ state, counts }: Batch): boolean =>
    state === 'running' && counts.planned + counts.waiting + counts.sending === 0

  async function ran(changes: BulkChange[], uuids?: string[]): Promise<Batch> {
    const { id } = await planned(changes, uuids)
    await bench.call('library.runBatch', { batchId: id })
    return bench.batch(id, isOver)
  }

  const names = async (): Promise<string[]> => (await bench.demo.control.videos()).map(({ name }) => name)

  /** Titles are taken, the playlist refuses. */
  async function sentInPart(): Promise<{ batch: Batch; before: string[] }> {
    bench = await EditsOnDemo.open(3)
    await bench.demo.control.addPlaylist('demo', 'Evenings', 0)
    const { playlists } = await bench.choices()
    const id = playlists.find(({ displayName }) => displayName === 'Evenings')?.id ?? 0
    bench.demo.control.addFault({ match: { ...ADD, times: 3 }, fault: refusal })
    const before = await names()
    const into: BulkChange = { field: 'playlists', how: 'add', byAccount: { [bench.accountId]: [id] } }
    const batch = await ran([TITLES, into])
    expect(batch).toMatchObject({ counts: { failed: 3, done: 0 }, partly: 3 })
    expect(await names()).not.toEqual(before)
    return { batch, before }
  }

  it('that failed half-way is undone', async () => {
    const { batch, before } = await sentInPart()
    const undo = await bench.call('library.undoBatch', { batchId: batch.id })
    const { label } = await bench.batch(undo?.batchId ?? '', ({ counts }) => counts.done === 3)
    expect(undoneOf(label)).toEqual({ kind: 'edit', label: 'title:set' })
    expect(await names()).toEqual(before)
    expect(await bench.batch(batch.id, () => true)).toMatchObject({ counts: { failed: 0 }, partly: 0 })
  })

  it('of which the rest is taken back leaves nothing of it behind', async () => {
    const { batch, before } = await sentInPart()
    await bench.call('library.discardBatch', { batchId: batch.id })
    const undo = (await bench.call('library.batches', {})).find(({ kind }) => kind === 'undo')
    const { label } = await bench.batch(undo?.id ?? '', ({ counts }) => counts.done === 3)
    expect(undoneOf(label)).toEqual({ kind: 'edit', label: 'title:set' })
    expect(await names()).toEqual(before)
  })

  it('leaves scheduled videos private in the copy, and the next run is no conflict', async () => {
    bench = await EditsOnDemo.open(3)
    const uuids = await bench.uuids()
    for (const uuid of uuids) await bench.changeOnServer(uuid, { privacy: PRIVACY.public })
    await bench.sync()
    const steps = {
      how: 'steps',
      time: '18:00',
      timeZone: 'UTC',
      everyDays: 1,
      privacy: PRIVACY.public,
    } as const
    await ran([{ field: 'schedule', change: { ...steps, date: NEXT_YEAR } }])
    for (const uuid of uuids) {
      const { server } = await bench.handlers['library.editable']({
        accountId: bench.accountId,
        uuid,
        wait: false,
      })
      expect(server).toMatchObject({ privacy: PRIVACY.private, schedule: { privacy: PRIVACY.public } })
      expect(await bench.onServer(uuid)).toMatchObject({ privacy: { id: PRIVACY.private } })
    }
    const next = await ran([{ field: 'privacy', id: PRIVACY.unlisted }])
    expect(next.counts).toMatchObject({ done: 3, conflict: 0 })
  })

  it('that says “not sensitive” is no conflict with flags that nobody has read', async () => {
    bench = await EditsOnDemo.open(3, { version: '8.2.0' })
    const uuids = await bench.uuids()
    const flagged = { nsfw: true, nsfwFlags: 2, nsfwSummary: 'What it shows' }
    for (const uuid of uuids) await bench.changeOnServer(uuid, flagged)
    await bench.sync()
    const batch = await ran([{ field: 'nsfw', on: false }])
    expect(batch.counts).toMatchObject({ done: 3, conflict: 0 })
    const undo = await bench.call('library.undoBatch', { batchId: batch.id })
    await bench.batch(undo?.batchId ?? '', ({ counts }) => counts.done === 3)
    expect(await bench.onServer(uuids[0] ?? '')).toMatchObject(flagged)
  })

  it('that is paused does not hold up what a person changes of the same video', async () => {
    bench = await EditsOnDemo.open(3)
    const [uuid = ''] = await bench.uuids()
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const { id } = await planned([TITLES])
    await bench.call('library.runBatch', { batchId: id })
    await bench.batch(id, ({ counts }) => counts.waiting === 3)
    await bench.call('library.pauseBatch', { batchId: id })
    // The form shows what is there, not what may never be sent.
    expect((await bench.editable(uuid)).fields.title).not.toBe('Part 01')
    const edit = await bench.save(uuid, { description: 'Mine, and now' })
    bench.connectivity.set(true)
    await bench.reaches(edit, 'done')
    await bench.call('library.resumeBatch', { batchId: id })
    await bench.batch(id, ({ counts }) => counts.done === 3)
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Part 01', description: 'Mine, and now' })
  })

  it('tells of an edit that it waits for an earlier one of its video', async () => {
    bench = await EditsOnDemo.open(3)
    const [uuid = ''] = await bench.uuids()
    bench.demo.control.addFault({ match: PUT, fault: refusal })
    await ran([TITLES], [uuid])
    const edit = await bench.save(uuid, { description: 'Later' })
    expect(bench.edit(edit)).toMatchObject({ state: { name: 'waiting' }, isBehind: true })
  })

  it('that was cut while it was begun and paused is sent whole when it is resumed', async () => {
    bench = await EditsOnDemo.open(3)
    const { id } = await planned([TITLES])
    await bench.restart((database) => {
      // The power went after the pause; not all of it waited by then.
      database.prepare("UPDATE library_batches SET state = 'paused' WHERE id = ?").run(id)
    })
    await bench.call('library.resumeBatch', { batchId: id })
    expect((await bench.batch(id, isOver)).counts).toMatchObject({ done: 3, planned: 0 })
  })

  it('is paused while it is begun', async () => {
    bench = await EditsOnDemo.open(60)
    bench.connectivity.set(false)
    const { id } = await planned([TITLES])
    await bench.call('library.runBatch', { batchId: id })
    await bench.call('library.pauseBatch', { batchId: id })
    expect((await bench.batch(id, () => true)).counts.planned).toBeGreaterThan(0)
    await bench.call('library.resumeBatch', { batchId: id })
    await bench.batch(id, ({ counts }) => counts.waiting === 60)
  })
})
