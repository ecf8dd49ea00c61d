import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LibraryOnDemo } from '../../../test/support/library'

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

  it('gives facets, and pictures', async () => {
    bench.demo.control.fill('demo', 100)
    await bench.sync()
    const facets = await bench.library.facets([])
    expect(facets.channels.map(({ label }) => label).sort()).toEqual(['Demo channel', 'Field recordings'])
    const { rows } = await bench.page()
    expect(await bench.library.picture(bench.accountId, rows[0]!.uuid)).toMatchObject({ mime: 'image/png' })
    expect(bench.troubles).toEqual([])
  })
})
