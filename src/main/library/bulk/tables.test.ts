import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch, LibrarySelection } from '@shared/library/batch'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'

describe('a table of videos', () => {
  let bench: EditsOnDemo
  let uuids: string[]

  beforeEach(async () => {
    bench = await EditsOnDemo.open(3)
    uuids = await bench.uuids()
  })

  afterEach(async () => {
    await bench.close()
  })

  async function imported(path: string): Promise<Batch> {
    bench.pickedFile = path
    const begun = await bench.call('library.importTable', {})
    return bench.batch(begun?.batchId ?? '', ({ progress }) => progress === null)
  }

  function write(...lines: string[]): string {
    const path = join(bench.folder, 'table.csv')
    writeFileSync(path, `${lines.join('\n')}\n`)
    return path
  }

  it('that comes back untouched changes nothing of what waits', async () => {
    const [uuid = ''] = uuids
    await bench.editable(uuid)
    bench.connectivity.set(false)
    await bench.save(uuid, { title: 'Waits' })
    const videos = uuids.map((one) => ({ accountId: bench.accountId, uuid: one }))
    const selection: LibrarySelection = {
      filter: EMPTY_FILTER,
      sort: { column: 'createdAt', descending: false },
      spans: [],
      total: 0,
      videos,
    }
    const path = join(bench.folder, 'export.csv')
    bench.savedAs = path
    await bench.call('library.exportTable', { selection, format: 'csv' })
    expect(readFileSync(path, 'utf8')).toContain('Waits')
    expect(await imported(path)).toMatchObject({
      counts: { planned: 0, refused: 0 },
      report: { rows: 3, unchanged: 3 },
    })
  })

  it('that goes to a folder which takes no file says so', async () => {
    const videos = uuids.map((uuid) => ({ accountId: bench.accountId, uuid }))
    const sort = { column: 'createdAt', descending: false } as const
    bench.savedAs = join(bench.folder, 'nowhere', 'export.csv')
    await expect(
      bench.call('library.exportTable', {
        selection: { filter: EMPTY_FILTER, sort, spans: [], total: 0, videos },
        format: 'csv',
      }),
    ).rejects.toMatchObject({ code: 'folder-unwritable' })
  })

  it('that names a video twice is taken by its first line, and says so', async () => {
    const [uuid = '', other = ''] = uuids
    const path = write('uuid,title', `${uuid},First`, `${other},Other`, `${uuid.toUpperCase()},Second`)
    const batch = await imported(path)
    expect(batch).toMatchObject({
      counts: { planned: 2 },
      report: { leftOut: [{ reason: 'twice', count: 1, rows: [{ line: 4, uuid, firstLine: 2 }] }] },
    })
    await bench.call('library.runBatch', { batchId: batch.id })
    await bench.batch(batch.id, ({ counts }) => counts.done === 2)
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'First' })
  })

  it('has its name still after a restart', async () => {
    const { id } = await imported(write('uuid,title', `${uuids[0] ?? ''},First`))
    await bench.call('library.runBatch', { batchId: id })
    await bench.batch(id, ({ counts }) => counts.done === 1)
    await bench.restart()
    expect(await bench.batch(id, () => true)).toMatchObject({ label: 'table.csv', report: null })
  })

  it('calls a known video no stranger when what its instance offers was never read', async () => {
    // Before the app starts again: what it reads first would ask for them.
    bench.connectivity.set(false)
    await bench.restart((database) => {
      database.prepare('DELETE FROM account_choices').run()
    })
    const batch = await imported(write('uuid,title', `${uuids[0] ?? ''},First`, 'nobody,Second'))
    expect(batch.report?.leftOut).toMatchObject([
      { reason: 'no-lists', count: 1 },
      { reason: 'stranger', count: 1 },
    ])
  })

  it.each([
    ['no column for it', 'uuid,scheduledPrivacy', 'Public'],
    ['an empty cell for it', 'uuid,scheduledPrivacy,scheduledAt', 'Public,'],
  ])('is refused where it has a privacy for later without a moment: %s', async (_, head, cells) => {
    const [uuid = ''] = uuids
    const { id, counts } = await imported(write(head, `${uuid},${cells}`))
    expect(counts).toMatchObject({ planned: 0, refused: 1 })
    const asked = { batchId: id, states: [], offset: 0, limit: 10 }
    expect((await bench.call('library.batchEdits', asked)).edits).toMatchObject([
      { state: { problems: [{ field: 'schedule', code: 'no-schedule-time' }] } },
    ])
  })

  it('that has a date which is none keeps nothing of it, and says so once', async () => {
    const { id } = await imported(write('uuid,originalDate,title', `${uuids[0] ?? ''},31/12/2025,New`))
    const asked = { batchId: id, states: [], offset: 0, limit: 10 }
    const [edit] = (await bench.call('library.batchEdits', asked)).edits
    expect(edit?.changes).toEqual({ title: 'New' })
    expect(edit?.state).toMatchObject({
      name: 'refused',
      problems: [{ field: 'originallyPublishedAt', code: 'not-a-date', params: { value: '31/12/2025' } }],
    })
  })
})
