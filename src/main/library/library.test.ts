import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LibraryOnDemo } from '../../../test/support/library'
import { proxyPage } from '../../../test/support/proxy-page'

describe('the local copy', () => {
  let bench: LibraryOnDemo

  beforeEach(async () => {
    bench = await LibraryOnDemo.open()
  })

  afterEach(() => bench.close())

  it('holds every video after the first sync, with the least number of requests', async () => {
    bench.demo.control.fill('demo', 1234)
    expect(bench.status).toMatchObject({ state: 'never', lastDoneAt: null })
    const status = await bench.sync()
    expect(status).toMatchObject({ state: 'done', read: 1234, total: 1234, error: null })
    expect(bench.listRequests).toBe(13)
    const { total, rows } = await bench.page()
    expect([total, rows.length]).toEqual([1234, 100])
    expect(bench.troubles).toEqual([])
  })

  it('reads a video in full when it is opened', async () => {
    bench.demo.control.fill('demo', 20)
    await bench.sync()
    const { rows } = await bench.page()
    const long = (await bench.demo.control.videos())[0]
    const first = await bench.library.video(bench.accountId, rows[0]!.uuid)
    expect(first.detailsAt).toBeNull()
    await expect
      .poll(async () => (await bench.library.video(bench.accountId, rows[0]!.uuid)).detailsAt)
      .not.toBeNull()
    expect(await bench.library.video(bench.accountId, rows[0]!.uuid)).toMatchObject({
      fileName: long?.inputFilename,
      bytes: long?.size,
      commentsPolicy: 1,
    })
  })

  it.each([400, 404])('keeps a video of which only the page of a proxy says %i', async (status) => {
    bench.demo.control.fill('demo', 1)
    await bench.sync()
    const uuid = (await bench.page()).rows[0]!.uuid
    bench.demo.control.addFault({
      match: { method: 'GET', path: `/videos/${uuid}` },
      fault: proxyPage(status),
    })
    await bench.library.refresh(bench.accountId, uuid)
    expect(bench.troubles).toHaveLength(1)
    expect((await bench.page()).rows).toMatchObject([{ uuid }])
  })

  it('reads what was uploaded when nobody could be asked, once the network is back', async () => {
    bench.demo.control.fill('demo', 1)
    await bench.sync()
    bench.library.startUp()
    bench.accounts.connectivity.set(false)
    bench.demo.control.fill('demo', 2)
    const [, before, missed] = (await bench.demo.control.videos()).map(({ uuid }) => uuid)
    bench.missed = [
      { uuid: missed ?? '', at: Date.now() },
      { uuid: before ?? '', at: 0 },
    ]
    bench.library.published(bench.accountId, missed ?? '')
    expect((await bench.page()).total).toBe(1)
    bench.accounts.connectivity.set(true)
    await expect.poll(async () => (await bench.page()).total).toBe(2)
    expect((await bench.page()).rows.map(({ uuid }) => uuid)).toContain(missed)
    // The one of before the sync is none of those that the sync could have missed.
    expect(bench.demo.control.requests().filter(({ path }) => path.includes(before ?? ''))).toEqual([])
  })

  it('gives facets, and pictures', async () => {
    bench.demo.control.fill('demo', 100)
    await bench.sync()
    const facets = await bench.library.facets([])
    expect(facets.channels.map(({ label }) => label).sort()).toEqual(['Demo channel', 'Field recordings'])
    const { rows } = await bench.page()
    expect(await bench.library.picture(bench.accountId, rows[0]!.uuid)).toMatchObject({ mime: 'image/png' })
    expect(bench.troubles).toEqual([])
  })

  it('goes on with a token that expired between two pages', async () => {
    bench.demo.control.fill('demo', 300)
    await bench.demo.control.expireTokens('demo', 'access')
    expect(await bench.sync()).toMatchObject({ state: 'done', read: 300 })
  })

  it('says so when the account is signed out, and keeps the copy', async () => {
    bench.demo.control.fill('demo', 10)
    await bench.sync()
    await bench.demo.control.expireTokens('demo', 'all')
    expect(await bench.sync()).toMatchObject({ state: 'failed', error: 'signed-out' })
    expect((await bench.page()).total).toBe(10)
    expect(bench.status.lastDoneAt).not.toBeNull()
  })

  it('stops when it is cancelled, and goes on from there', async () => {
    bench.demo.control.fill('demo', 1000)
    const cancelled = bench.until(({ read, state }) => read >= 200 && state === 'running')
    bench.library.sync(bench.accountId)
    await cancelled
    await bench.library.cancelSync(bench.accountId)
    expect(bench.status.state).toBe('cancelled')
    expect((await bench.page()).total).toBeGreaterThanOrEqual(200)
    expect(await bench.sync()).toMatchObject({ state: 'done', read: 1000 })
    expect(bench.listRequests).toBeLessThanOrEqual(11)
  })

  it('notices what another client changed and deleted', async () => {
    bench.demo.control.fill('demo', 150)
    await bench.sync()
    const { rows } = await bench.page()
    await bench.demo.control.updateVideo(rows[0]!.uuid, { name: 'Renamed elsewhere', privacy: 4 })
    await bench.demo.control.deleteVideo(rows[1]!.uuid)
    await bench.sync()
    const { total, rows: after } = await bench.page()
    expect([total, after[0]?.name, after[0]?.privacy]).toEqual([149, 'Renamed elsewhere', 4])
    expect(await bench.names({ search: 'renamed else' })).toEqual(['Renamed elsewhere'])
  })

  it('takes a hostile server’s texts for texts, and clips them', async () => {
    bench.demo.control.fill('demo', 3)
    const [first, second, third] = await bench.demo.control.videos()
    const name = `<img src=x onerror=alert(1)>\0\uD800'); DROP TABLE library_videos; --${'x'.repeat(5000)}`
    await bench.demo.control.updateVideo(first!.uuid, { name, tags: Array.from({ length: 500 }, String) })
    await bench.demo.control.updateVideo(second!.uuid, {
      durationSeconds: -5,
      views: 1e300,
      createdAt: 'never',
    })
    await bench.demo.control.updateVideo(third!.uuid, { thumbnail: '../../../etc/passwd' })
    await bench.sync()
    const { rows } = await bench.page()
    expect(rows).toHaveLength(2)
    expect(rows.every((row) => row.name.length <= 500 && !row.name.includes('\0'))).toBe(true)
    expect(await bench.library.picture(bench.accountId, third!.uuid)).toBeNull()
  })
})

it('keeps to the pace of an instance with PeerTube’s own limit, also after a 429', async () => {
  const bench = await LibraryOnDemo.open({
    rateLimits: { api: { max: 12, windowMs: 1000 }, login: { max: 50, windowMs: 1000 } },
  })
  bench.demo.control.fill('demo', 500)
  const fault = { kind: 'status' as const, status: 429, headers: { 'Retry-After': '1' } }
  bench.demo.control.addFault({ match: { path: 'start=200' }, fault })
  expect(await bench.sync()).toMatchObject({ state: 'done', read: 500 })
  await bench.close()
})

it('tells a person all of a video that was just being read for the copy', async () => {
  const bench = await LibraryOnDemo.open({ version: '8.2.0' })
  bench.demo.control.fill('demo', 1)
  await bench.sync()
  const uuid = (await bench.page()).rows[0]!.uuid
  bench.demo.control.addFault({
    match: { method: 'GET', path: `/videos/${uuid}` },
    fault: { kind: 'delay', ms: 50 },
  })
  bench.library.published(bench.accountId, uuid)
  await bench.library.refresh(bench.accountId, uuid)
  const asked = bench.demo.control.requests().map(({ path }) => path)
  expect(asked.some((path) => path.includes('/player-settings/'))).toBe(true)
  await bench.close()
})

/** Of one video of the list that is read, and how often it was asked for. */
async function oneVideo() {
  const bench = await LibraryOnDemo.open()
  bench.demo.control.fill('demo', 1)
  await bench.sync()
  const uuid = (await bench.page()).rows[0]?.uuid ?? ''
  const asked = (end = ''): number =>
    bench.demo.control.requests().filter(({ path }) => path === `/api/v1/videos/${uuid}${end}`).length
  return { bench, uuid, asked }
}

it('takes no answer for news of a video that was edited since it was asked for', async () => {
  const { bench, uuid, asked } = await oneVideo()
  const before = asked('/captions')
  bench.demo.control.addFault({
    match: { method: 'GET', path: `/videos/${uuid}/captions` },
    fault: { kind: 'delay', ms: 200 },
  })
  const reading = bench.library.refresh(bench.accountId, uuid)
  // It was told what the video is called, and waits for the rest.
  await expect.poll(() => asked('/captions')).toBe(before + 1)
  await bench.demo.control.updateVideo(uuid, { name: 'As edited' })
  const account = bench.accounts.accounts.directory.get(bench.accountId)
  const video = await account.library.video(uuid, 'person', new AbortController().signal)
  if (video === null) throw new Error('no such video')
  bench.library.takeEdited(bench.accountId, video, {})
  await reading
  expect(await bench.names()).toEqual(['As edited'])
  // Who waits for all of it has it: the rest was asked for again.
  expect(asked('/captions')).toBe(before + 2)
  await bench.close()
})

it('reads a video anew that was changed while it was being read', async () => {
  const { bench, uuid, asked } = await oneVideo()
  const before = asked()
  bench.demo.control.addFault({
    match: { method: 'GET', path: `/videos/${uuid}` },
    fault: { kind: 'delay', ms: 50 },
  })
  bench.library.published(bench.accountId, uuid)
  await expect.poll(asked).toBe(before + 1)
  bench.library.published(bench.accountId, uuid)
  await expect.poll(asked).toBe(before + 2)
  await bench.close()
})
