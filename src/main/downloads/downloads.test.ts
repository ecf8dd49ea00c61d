import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Download } from '@shared/downloads/download'
import { LibraryOnDemo } from '../../../test/support/library'
import type { DemoVersion } from '../../demo-instance'
import { DownloadsTable } from '../storage/downloads-table'
import { systemClock } from '../system/clock'
import { Downloads } from './downloads'

const film = join(import.meta.dirname, '../../../samples/lighthouse_tour.mp4')
const split = join(import.meta.dirname, '../../../samples/split')
const bytes = readFileSync(film)
const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
const FILM_SHA = sha(film)
const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']

describe.each(versions)('downloads from PeerTube %s', (version) => {
  let bench: LibraryOnDemo
  let folder: string
  let downloads: Downloads
  let shown: Map<string, Download>
  let watchers: Set<() => void>
  const troubles: unknown[] = []

  beforeEach(async () => {
    bench = await LibraryOnDemo.open({ version })
    folder = mkdtempSync(join(tmpdir(), 'longshore-downloads-'))
    troubles.length = 0
    downloads = open()
  })

  afterEach(async () => {
    await downloads.shutdown()
    await bench.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function open(): Downloads {
    shown = new Map()
    watchers = new Set()
    const made = new Downloads({
      table: new DownloadsTable(bench.accounts.database),
      accounts: bench.accounts.accounts.directory,
      connectivity: bench.accounts.connectivity,
      clock: systemClock,
      random: () => 0,
      folder: () => folder,
      changed: ({ upserts, removals }) => {
        for (const row of upserts) shown.set(row.id, row)
        for (const id of removals) shown.delete(id)
        for (const watcher of [...watchers]) watcher()
      },
      progressed: () => undefined,
      log: (_message, error) => troubles.push(error),
    })
    for (const row of made.list().downloads) shown.set(row.id, row)
    return made
  }

  /** Resolves once it holds for the rows, in their order. */
  function until(holds: (rows: Download[]) => boolean): Promise<Download[]> {
    return new Promise((resolve) => {
      const watcher = (): void => {
        const rows = [...shown.values()]
        if (!holds(rows)) return
        watchers.delete(watcher)
        resolve(rows)
      }
      watchers.add(watcher)
      watcher()
    })
  }

  const isOver = (rows: Download[]): boolean =>
    rows.every(({ state }) => state.name === 'done' || state.name === 'failed')
  const start = (uuid: string, title = 'Lighthouse: a tour?'): void => {
    downloads.start([{ accountId: bench.accountId, uuid, title }])
  }
  const add = (privacy = 1): Promise<string> => bench.demo.control.addVideo('demo', { file: film, privacy })

  it.each([1, 3])('bring the best file, whole (privacy %i)', async (privacy) => {
    start(await add(privacy))
    const [row] = await until(isOver)
    expect(row).toMatchObject({
      kind: 'best',
      fileName: 'Lighthouse a tour.mp4',
      state: { name: 'done' },
      totalBytes: bytes.length,
      estimatedBytes: null,
    })
    expect(sha(join(folder, 'Lighthouse a tour.mp4'))).toBe(FILM_SHA)
    expect(readdirSync(folder)).toHaveLength(1)
    expect(downloads.pathOf(row!.id)).toBe(join(folder, 'Lighthouse a tour.mp4'))
  })

  it('bring the original where the instance keeps it', async () => {
    bench.demo.control.setConfig({ keepsOriginals: true })
    start(await add())
    const [row] = await until(isOver)
    const isKept = version !== '5.1.0'
    expect(row).toMatchObject({
      kind: isKept ? 'original' : 'best',
      fileName: isKept ? 'lighthouse_tour.mp4' : 'Lighthouse a tour.mp4',
    })
    expect(sha(join(folder, row!.fileName!))).toBe(FILM_SHA)
  })

  it('never write over a file, and take three at once with the same name', async () => {
    writeFileSync(join(folder, 'Same.mp4'), 'mine')
    for (let count = 0; count < 3; count++) start(await add(), 'Same')
    const rows = await until((all) => all.length === 3 && isOver(all))
    expect(rows.map(({ fileName }) => fileName).sort()).toEqual([
      'Same (1).mp4',
      'Same (2).mp4',
      'Same (3).mp4',
    ])
    expect(readFileSync(join(folder, 'Same.mp4'), 'utf8')).toBe('mine')
    for (const { fileName } of rows) expect(sha(join(folder, fileName!))).toBe(FILM_SHA)
  })

  it('go on where the connection was cut', async () => {
    const uuid = await add()
    bench.demo.control.addFault({
      match: { path: '/static/', nth: 1, times: 1 },
      fault: { kind: 'cut-response' },
    })
    start(uuid)
    const [row] = await until((rows) => rows.length === 1 && isOver(rows))
    expect(row?.state.name).toBe('done')
    expect(sha(join(folder, row!.fileName!))).toBe(FILM_SHA)
  })

  it('go on after the app ended, from what is surely on the disk', async () => {
    const uuid = await add()
    const table = new DownloadsTable(bench.accounts.database)
    const half = Math.floor(bytes.length / 2)
    // As a power cut leaves it: more in the file than was brought to the disk, and that is rubbish.
    writeFileSync(join(folder, 'Half.mp4.part'), Buffer.concat([bytes.subarray(0, half), Buffer.alloc(5000)]))
    const media = await bench.accounts.accounts.directory
      .get(bench.accountId)
      .media.media(uuid, 'person', new AbortController().signal)
    table.put({
      id: '11111111-1111-4111-8111-111111111111',
      ...{ accountId: bench.accountId, uuid, title: 'Half', folder, addedAt: 1 },
      state: { name: 'running' },
      kind: 'best',
      address: media!.files[0]!.address,
      fileName: 'Half.mp4',
      totalBytes: bytes.length,
      estimatedBytes: null,
      safeBytes: half,
      validator: null,
    })
    await downloads.shutdown()
    downloads = open()
    expect([...shown.values()][0]).toMatchObject({ state: { name: 'waiting' }, bytes: half })
    downloads.startUp()
    await until(isOver)
    expect(sha(join(folder, 'Half.mp4'))).toBe(FILM_SHA)
    const asked = bench.demo.control.requests().filter(({ path }) => path.startsWith('/static/'))
    expect(asked).toHaveLength(1)
  })

  it('begin again when the file on the instance is another one', async () => {
    const uuid = await add()
    const table = new DownloadsTable(bench.accounts.database)
    writeFileSync(join(folder, 'Other.mp4.part'), Buffer.alloc(1000, 'x'))
    const media = await bench.accounts.accounts.directory
      .get(bench.accountId)
      .media.media(uuid, 'person', new AbortController().signal)
    table.put({
      id: '11111111-1111-4111-8111-111111111111',
      ...{ accountId: bench.accountId, uuid, title: 'Other', folder, addedAt: 1 },
      state: { name: 'running' },
      kind: 'best',
      address: media!.files[0]!.address,
      fileName: 'Other.mp4',
      totalBytes: bytes.length,
      estimatedBytes: null,
      safeBytes: 1000,
      validator: 'W/"another"',
    })
    await downloads.shutdown()
    downloads = open()
    downloads.startUp()
    await until(isOver)
    expect(sha(join(folder, 'Other.mp4'))).toBe(FILM_SHA)
  })

  it('of another size than the instance told are not taken for whole', async () => {
    const uuid = await add()
    const media = await bench.accounts.accounts.directory
      .get(bench.accountId)
      .media.media(uuid, 'person', new AbortController().signal)
    writeFileSync(join(folder, 'Cut.mp4.part'), '')
    new DownloadsTable(bench.accounts.database).put({
      id: '11111111-1111-4111-8111-111111111111',
      ...{ accountId: bench.accountId, uuid, title: 'Cut', folder, addedAt: 1 },
      state: { name: 'running' },
      kind: 'best',
      address: media!.files[0]!.address,
      fileName: 'Cut.mp4',
      totalBytes: bytes.length + 1000,
      estimatedBytes: null,
      safeBytes: 0,
      validator: null,
    })
    await downloads.shutdown()
    downloads = open()
    downloads.startUp()
    const [row] = await until(isOver)
    expect(row?.state).toEqual({ name: 'failed', error: 'size-differs' })
    // The instance is asked again.
    downloads.resume([row!.id])
    expect((await until(isOver))[0]).toMatchObject({ state: { name: 'done' }, totalBytes: bytes.length })
    expect(readdirSync(folder)).toEqual(['Cut.mp4'])
  })

  it('are cancelled with what has come of them', async () => {
    const uuid = await add()
    bench.demo.control.addFault({ match: { path: '/static/', times: 9 }, fault: { kind: 'stall' } })
    start(uuid)
    const [row] = await until((rows) => rows[0]?.fileName != null)
    expect(existsSync(join(folder, 'Lighthouse a tour.mp4.part'))).toBe(true)
    await downloads.remove([row!.id])
    expect([shown.size, readdirSync(folder)]).toEqual([0, []])
  })

  it('are paused and go on', async () => {
    const uuid = await add()
    bench.demo.control.addFault({ match: { path: '/static/', times: 1 }, fault: { kind: 'stall' } })
    start(uuid)
    const [row] = await until((rows) => rows[0]?.fileName != null)
    await downloads.pause([row!.id])
    expect(shown.get(row!.id)?.state.name).toBe('paused')
    bench.demo.control.clearFaults()
    downloads.resume([row!.id])
    expect((await until(isOver))[0]?.state.name).toBe('done')
  })

  it('say why they failed', async () => {
    start(await add(), 'A')
    start('00000000-0000-4000-8000-000000000000', 'B')
    bench.demo.control.addFault({
      match: { path: '/static/', times: 9 },
      fault: { kind: 'status', status: 403 },
    })
    const rows = await until((all) => all.length === 2 && isOver(all))
    expect(rows.map(({ state }) => state)).toEqual([
      { name: 'failed', error: 'server-refused' },
      { name: 'failed', error: 'not-found' },
    ])
  })

  it('of picture and sound that the instance puts together are checked by how they end', async () => {
    if (version === '5.1.0') return
    const uuid = await add()
    await bench.demo.control.splitVideo(uuid, split)
    const estimatedBytes = 40_918
    bench.demo.control.setConfig({ generatedEndsAt: 30_000 })
    start(uuid)
    const [row] = await until(isOver)
    expect(row).toMatchObject({ kind: 'combined', estimatedBytes, totalBytes: null })
    expect(row?.state).toEqual({ name: 'failed', error: 'size-differs' })
    bench.demo.control.setConfig({ generatedEndsAt: null })
    downloads.resume([row!.id])
    expect((await until(isOver))[0]?.state.name).toBe('done')
    expect(sha(downloads.pathOf(row!.id)!)).toBe(sha(join(split, 'generated.mp4')))
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it('say that a folder takes nothing', async () => {
    const uuid = await add()
    const gone = join(folder, 'gone')
    mkdirSync(gone)
    const real = folder
    folder = gone
    rmSync(gone, { recursive: true })
    start(uuid)
    await until(isOver)
    folder = real
    expect([...shown.values()][0]?.state).toEqual({ name: 'failed', error: 'folder-unwritable' })
  })
})
