import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Batch, LibrarySelection } from '@shared/library/batch'
import type { BulkChange } from '@shared/library/bulk'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'

const SORT = { column: 'createdAt', descending: false } as const
const PLAN = { firstNumber: 1, numberStep: 1, timeZone: 'Europe/Paris' }
const GALAXY: BulkChange = { field: 'playerTheme', id: 'galaxy' }
const ADD_SITE: BulkChange = { field: 'embedPrivacy', change: { how: 'add', items: ['new.example.org'] } }
const EVERYWHERE = { policy: 1, domains: [] }
const LISTED = { policy: 2, domains: ['blog.example.org'] }
const READ = /^\/api\/v1\/(videos|player-settings)\//

describe('the theme of the player and the sites that may embed, of many videos', () => {
  let bench: EditsOnDemo
  let uuids: string[]

  afterEach(() => bench.close())

  /** Three videos of which the lists alone are read; the first may be embedded on one site. */
  async function opened(version: '6.3.0' | '8.2.0'): Promise<void> {
    bench = await EditsOnDemo.open(3, { version })
    uuids = await bench.uuids()
    if (version === '8.2.0')
      await bench.demo.control.updateVideo(uuids[0] ?? '', { embedPrivacy: LISTED, playerTheme: 'lucide' })
    bench.demo.control.resetRequests()
  }

  const selection = (): LibrarySelection => {
    const videos = uuids.map((uuid) => ({ accountId: bench.accountId, uuid }))
    return { filter: EMPTY_FILTER, sort: SORT, spans: [], total: 0, videos }
  }

  async function planned(...changes: BulkChange[]): Promise<Batch> {
    const edit = { ...PLAN, changes }
    const { batchId } = await bench.call('library.planEdit', { selection: selection(), edit, label: '' })
    return bench.batch(batchId, ({ progress }) => progress === null)
  }

  async function editsOf(batchId: string) {
    return (await bench.call('library.batchEdits', { batchId, states: [], offset: 0, limit: 10 })).edits
  }

  const asked = (): string[] =>
    bench.demo.control
      .requests()
      .flatMap(({ method, path }) => (READ.test(path) ? [`${method} ${path.replace('?raw=true', '')}`] : []))

  /** As the instance tells its owner. */
  async function stored(index: number) {
    const server = bench.longshore.accounts.directory.get(bench.accountId).edits('person')
    const uuid = uuids[index] ?? ''
    const { signal } = new AbortController()
    return {
      theme: await server.playerTheme(uuid, signal),
      sites: await server.embedPrivacy(uuid, signal),
    }
  }

  it('are read before the preview, each by one request, and never again', async () => {
    await opened('8.2.0')
    const batch = await planned(GALAXY)
    expect(asked().sort()).toEqual(uuids.map((uuid) => `GET /api/v1/player-settings/videos/${uuid}`).sort())
    expect((await editsOf(batch.id)).map(({ base }) => base.playerTheme).sort()).toEqual([
      'channel-default',
      'channel-default',
      'lucide',
    ])
    bench.demo.control.resetRequests()
    await planned(GALAXY)
    expect(asked()).toEqual([])
  })

  it('are changed, and put back by an undo', async () => {
    await opened('8.2.0')
    const { id, counts } = await planned(GALAXY, ADD_SITE)
    expect(counts).toMatchObject({ planned: 3, refused: 0 })
    await bench.call('library.runBatch', { batchId: id })
    await bench.batch(id, (batch) => batch.counts.done === 3)
    const both = { policy: 2, domains: ['blog.example.org', 'new.example.org'] }
    expect(await stored(0)).toEqual({ theme: 'galaxy', sites: both })
    // Every site may embed the others: a list would shut out all but one.
    expect(await stored(1)).toEqual({ theme: 'galaxy', sites: EVERYWHERE })

    const undo = await bench.call('library.undoBatch', { batchId: id })
    await bench.batch(undo?.batchId ?? '', (batch) => batch.counts.done === 3)
    expect(await stored(0)).toEqual({ theme: 'lucide', sites: LISTED })
    expect((await stored(1)).theme).toBe('channel-default')
  })

  it('are refused, row by row, where the version has none, and nothing is asked', async () => {
    await opened('6.3.0')
    const set: BulkChange = { field: 'embedPrivacy', change: { how: 'set', items: ['new.example.org'] } }
    const { id, counts } = await planned(GALAXY, set)
    expect(counts).toMatchObject({ planned: 0, refused: 3 })
    expect((await editsOf(id))[0]?.state).toMatchObject({
      name: 'refused',
      problems: [
        { field: 'playerTheme', code: 'not-offered' },
        { field: 'embedPrivacy', code: 'not-offered' },
      ],
    })
    expect(asked()).toEqual([])
  })

  it('are refused as not read while nobody can be asked', async () => {
    await opened('8.2.0')
    bench.connectivity.set(false)
    const { id } = await planned(GALAXY)
    expect((await editsOf(id))[0]?.state).toMatchObject({ name: 'refused', reason: 'not-read' })
  })

  it.each([
    ['csv', '"lucide","blog.example.org"', '"[unknown]","[unknown]"'],
    // What is not known has no key there.
    ['json', '"playerTheme":"lucide","embedding":"blog.example.org"', '"scheduledPrivacy":null}'],
  ] as const)('stand in %s as far as they are known, which comes back without a change', async (...told) => {
    const [format, known, unknown] = told
    await opened('8.2.0')
    await bench.editable(uuids[0] ?? '')
    const path = join(bench.folder, `export.${format}`)
    bench.savedAs = path
    bench.pickedFile = path
    await bench.call('library.exportTable', { selection: selection(), format })
    const table = readFileSync(path, 'utf8')
    expect(table).toContain(known)
    expect(table).toContain(unknown)
    const begun = await bench.call('library.importTable', {})
    const back = await bench.batch(begun?.batchId ?? '', ({ progress }) => progress === null)
    expect(back).toMatchObject({ counts: { planned: 0, refused: 0 }, report: { rows: 3, unchanged: 3 } })
  })
})
