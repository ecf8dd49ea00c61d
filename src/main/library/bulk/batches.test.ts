import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Batch, LibrarySelection } from '@shared/library/batch'
import type { BulkChange } from '@shared/library/bulk'
import type { VideoEdit } from '@shared/library/edit'
import { PRIVACY } from '@shared/uploads/draft-values'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LongshoreOnDemo } from '../../../../test/support/longshore'

const SORT = { column: 'createdAt', descending: false } as const
const PLAN = { firstNumber: 1, numberStep: 1, timeZone: 'Europe/Paris' }

describe('many videos at once', () => {
  let app: LongshoreOnDemo
  let folder: string

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-bulk-'))
    app = await LongshoreOnDemo.open()
    app.demo.control.fill('demo', 30)
    await app.sync()
  })

  afterEach(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const whole = (): LibrarySelection => ({
    filter: EMPTY_FILTER,
    sort: SORT,
    spans: [{ from: 0, to: 29 }],
    total: 30,
    videos: [],
  })

  async function planned(changes: BulkChange[], selection = whole()): Promise<Batch> {
    const { batchId } = await app.call('library.planEdit', {
      selection,
      edit: { ...PLAN, changes },
      label: 'test',
    })
    return app.batch(batchId, ({ progress }) => progress === null)
  }

  /** Videos that this playlist of the account holds. */
  async function inPlaylist(id: number): Promise<string[]> {
    const inside: string[] = []
    for (const { uuid } of await app.demo.control.videos()) {
      const lists = await app.call('library.playlistsOf', { accountId: app.accountId, uuid })
      if (lists.includes(id)) inside.push(uuid)
    }
    return inside
  }

  async function editsOf(batchId: string): Promise<VideoEdit[]> {
    return (await app.call('library.batchEdits', { batchId, states: [], offset: 0, limit: 200 })).edits
  }

  it('shows every change before anything is sent, in the order of the list', async () => {
    const batch = await planned([{ field: 'title', change: { how: 'set', text: 'Part {n:2}' } }])
    expect(batch).toMatchObject({
      kind: 'edit',
      state: 'planning',
      counts: { planned: 30, refused: 0 },
      error: null,
    })
    const edits = await editsOf(batch.id)
    expect(edits.map(({ changes }) => changes.title).slice(0, 3)).toEqual(['Part 01', 'Part 02', 'Part 03'])
    expect(edits.every(({ base, title }) => base.title === title)).toBe(true)
    expect((await app.demo.control.videos()).some(({ name }) => name.startsWith('Part'))).toBe(false)
  })

  it('tells beforehand what the instance would refuse', async () => {
    const batch = await planned([{ field: 'title', change: { how: 'set', text: 'x' } }])
    expect(batch.counts).toMatchObject({ planned: 0, refused: 30 })
    expect((await editsOf(batch.id))[0]?.state).toMatchObject({
      name: 'refused',
      problems: [{ field: 'title', code: 'too-short' }],
    })
  })

  it('plans nothing for videos that stay as they are', async () => {
    const batch = await planned([
      {
        field: 'title',
        change: { how: 'replace', find: 'no such word', by: '', isPattern: false, matchCase: true },
      },
    ])
    expect(batch.counts).toMatchObject({ planned: 0, refused: 0 })
  })

  it('reads videos in full where a field is not known yet', async () => {
    const batch = await planned([
      { field: 'support', change: { how: 'add', text: 'Thank you', where: 'end' } },
    ])
    expect(batch.counts).toMatchObject({ planned: 30, refused: 0 })
  })

  const THANKS: BulkChange = { field: 'support', change: { how: 'add', text: 'Thank you', where: 'end' } }
  const READ = '^/api/v1/videos/[0-9a-f-]{36}$'
  const readings = (): number =>
    app.demo.control.requests().filter(({ path }) => path.startsWith('/api/v1/videos/')).length

  it('asks an instance once for each video that it has to read, and never again', async () => {
    app.demo.control.resetRequests()
    const { batchId } = await app.call('library.planEdit', {
      selection: whole(),
      edit: { ...PLAN, changes: [THANKS] },
      label: '',
    })
    const some = await app.batch(batchId, ({ progress }) => progress === null || progress.asked > 0)
    expect(some.progress).toMatchObject({ total: 30 })
    await app.batch(batchId, ({ progress }) => progress === null)
    expect(readings()).toBe(30)
    expect((await planned([THANKS])).counts).toMatchObject({ planned: 30 })
    expect(readings()).toBe(30)
  })

  it('is thrown away at once while an instance lets it wait', async () => {
    app.demo.control.addFault({ match: { path: READ, times: 100 }, fault: { kind: 'stall' } })
    const asked = { selection: whole(), edit: { ...PLAN, changes: [THANKS] }, label: '' }
    const { batchId } = await app.call('library.planEdit', asked)
    await app.call('library.discardBatch', { batchId })
    expect(await app.call('library.batches', {})).toEqual([])
  })

  it('asks an account that can’t be asked only once', async () => {
    await app.call('accounts.signOut', { accountId: app.accountId })
    app.demo.control.resetRequests()
    expect((await planned([THANKS])).counts).toMatchObject({ planned: 0, refused: 30 })
    expect(readings()).toBe(0)
  })

  it('says beforehand what no undo brings back', async () => {
    const titles = await planned([{ field: 'title', change: { how: 'set', text: 'Part {n:2}' } }])
    expect(titles.lossy).toBe(0)
    const isPublic = (await app.demo.control.videos()).filter(({ privacy }) => privacy !== PRIVACY.private)
    const hidden = await planned([{ field: 'privacy', id: PRIVACY.private }])
    expect(hidden.lossy).toBe(isPublic.length)
    const { batchId } = await app.call('library.planDelete', { selection: whole(), label: '' })
    expect((await app.batch(batchId, ({ progress }) => progress === null)).lossy).toBe(30)
  })

  it('undoes in playlists only what it did', async () => {
    await app.demo.control.addPlaylist('demo', 'Evenings', 3)
    await app.call('accounts.choices', { accountId: app.accountId, refresh: true })
    const { playlists } = await app.call('accounts.choices', { accountId: app.accountId, refresh: false })
    const id = playlists.find(({ displayName }) => displayName === 'Evenings')?.id ?? 0
    const before = await inPlaylist(id)
    expect(before).toHaveLength(3)
    const batch = await planned([{ field: 'playlists', how: 'add', byAccount: { [app.accountId]: [id] } }])
    await app.call('library.runBatch', { batchId: batch.id })
    await app.batch(batch.id, ({ counts }) => counts.done === 30)
    expect(await inPlaylist(id)).toHaveLength(30)
    const undo = await app.call('library.undoBatch', { batchId: batch.id })
    await app.batch(undo?.batchId ?? '', ({ counts }) => counts.done === 27)
    expect(await inPlaylist(id)).toEqual(before)
  }, 60_000)

  it('refuses a choice by places of a list that changed, and keeps a whole list whole', async () => {
    app.demo.control.fill('demo', 1)
    await app.sync()
    const change: BulkChange = { field: 'category', id: 1 }
    const some = { ...whole(), spans: [{ from: 2, to: 4 }] }
    await expect(planned([change], some)).rejects.toMatchObject({ code: 'list-changed' })
    const { counts } = await planned([change])
    expect(counts.planned + counts.refused).toBeGreaterThan(25)
  })

  it('refuses a pattern that can’t be read', async () => {
    const change = { how: 'replace', find: '(', by: '', isPattern: true, matchCase: true } as const
    await expect(planned([{ field: 'title', change }])).rejects.toMatchObject({ code: 'pattern-invalid' })
  })

  it('runs, and is undone', async () => {
    const before = (await app.demo.control.videos()).map(({ name }) => name)
    const { id } = await planned([{ field: 'title', change: { how: 'add', text: ' (old)', where: 'end' } }])
    await app.call('library.runBatch', { batchId: id })
    await app.batch(id, ({ counts }) => counts.done === 30)
    const after = (await app.demo.control.videos()).map(({ name }) => name)
    expect(after).toEqual(before.map((name) => `${name} (old)`))
    const undo = await app.call('library.undoBatch', { batchId: id })
    if (undo === null) throw new Error('nothing to undo')
    await app.batch(undo.batchId, ({ counts }) => counts.done === 30)
    expect((await app.demo.control.videos()).map(({ name }) => name)).toEqual(before)
  }, 60_000)

  it('is thrown away whole', async () => {
    const { id } = await planned([{ field: 'category', id: 2 }])
    await app.call('library.discardBatch', { batchId: id })
    expect(await app.call('library.batches', {})).toEqual([])
    await expect(app.call('library.runBatch', { batchId: id })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('goes out as a table and comes back through the same preview', async () => {
    const file = join(folder, 'videos.csv')
    app.savedAs = file
    expect(await app.call('library.exportTable', { selection: whole(), format: 'csv' })).toEqual({
      count: 30,
    })
    const table = readFileSync(file, 'utf8')
    const [, uuid = ''] = /\r\n"([0-9a-f-]{36})",/.exec(table) ?? []
    const changed = `uuid,title,mood\n${uuid},Told by a table,good\n${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)},Stranger,\n`
    writeFileSync(join(folder, 'changed.csv'), changed)
    app.pickedFile = join(folder, 'changed.csv')
    const imported = await app.call('library.importTable', {})
    const batch = await app.batch(imported?.batchId ?? '', ({ progress }) => progress === null)
    expect(batch).toMatchObject({
      kind: 'import',
      counts: { planned: 1 },
      report: {
        rows: 2,
        unchanged: 0,
        unknownColumns: ['mood'],
        leftOut: [{ reason: 'stranger', count: 1, rows: [{ line: 3 }] }],
      },
    })
    app.pickedFile = file
    const same = await app.call('library.importTable', {})
    const unchanged = await app.batch(same?.batchId ?? '', ({ progress }) => progress === null)
    expect(unchanged).toMatchObject({
      counts: { planned: 0, refused: 0 },
      report: { rows: 30, unchanged: 30 },
    })
  })

  it('says in which line a table is broken, and what stands before it is not run', async () => {
    writeFileSync(join(folder, 'broken.csv'), 'uuid,title\na,b\nc,"d\n')
    app.pickedFile = join(folder, 'broken.csv')
    const imported = await app.call('library.importTable', {})
    const batch = await app.batch(imported?.batchId ?? '', ({ progress }) => progress === null)
    expect(batch.error).toEqual({ code: 'table-refused', details: { reason: 'quotes', line: 3 } })
    await expect(app.call('library.runBatch', { batchId: batch.id })).rejects.toMatchObject({
      code: 'not-allowed-now',
    })
  })
})
