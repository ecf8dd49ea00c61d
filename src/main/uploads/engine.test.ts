import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../demo-instance'
import { edgeHash } from '../intake/hashes'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'

const CHUNK = 64 * 1024

let bench: EngineOnDemo

beforeEach(async () => {
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK })
})

afterEach(async () => {
  await bench.close()
})

describe('an upload', () => {
  it('arrives whole, once, with a receipt', async () => {
    const content = videoBytes(300_000)
    const id = await bench.submit(content, { title: 'Harbour at dawn', description: 'By the sea' })
    await bench.engine.untilState(id, 'published', 'failed')
    await bench.engine.until(() => bench.engine.store.find(id)?.sha256 !== null)

    expect(bench.engine.state(id).name).toBe('published')
    expect(await bench.demo.control.videos()).toMatchObject([
      { name: 'Harbour at dawn', sha256: sha256(content) },
    ])
    const receipt = bench.engine.database.prepare('SELECT * FROM receipts').get()
    expect(receipt).toMatchObject({ upload_id: id, sha256: sha256(content), instance_url: bench.demo.url })
    // By which the intake knows the file again.
    const path = bench.engine.store.find(id)?.filePath ?? ''
    expect(receipt).toMatchObject({ edge_hash: await edgeHash(path, content.length) })
    expect(bench.engine.published.map((row) => row.id)).toEqual([id])
  })

  it('counts against the quota as soon as the instance has it, long before it is processed', async () => {
    await bench.close()
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK, processingMs: 3_600_000 })
    const id = await bench.submit(videoBytes(1000))
    await bench.engine.untilState(id, 'processing', 'published', 'failed')
    expect(bench.engine.state(id).name).toBe('processing')
    expect(bench.engine.arrived).toEqual([bench.account.id])
  })

  it('goes out in chunks with one request at a time, each from where the server stands', async () => {
    const id = await bench.submit(videoBytes(CHUNK * 2 + 100))
    await bench.engine.untilState(id, 'published', 'failed')
    const total = String(CHUNK * 2 + 100)
    expect(bench.exchanges).toEqual([
      'POST',
      `PUT bytes 0-${String(CHUNK - 1)}/${total}`,
      `PUT bytes ${String(CHUNK)}-${String(CHUNK * 2 - 1)}/${total}`,
      `PUT bytes ${String(CHUNK * 2)}-${String(CHUNK * 2 + 99)}/${total}`,
    ])
    expect(bench.account.sent.slice(1).every(({ headers }) => headers['Digest'] !== undefined)).toBe(true)
  })

  it('sends the last chunk with its checksum also when the others have none', async () => {
    bench.engine.settings.set({ checksums: false })
    const id = await bench.submit(videoBytes(CHUNK * 3))
    await bench.engine.untilState(id, 'published', 'failed')
    const digests = bench.account.sent.slice(1).map(({ headers }) => headers['Digest'] !== undefined)
    expect(digests).toEqual([...digests.slice(1).map(() => false), true])
  })

  it('is told in batches with a growing revision, and its progress too', async () => {
    const id = await bench.submit(videoBytes(CHUNK * 4))
    await bench.engine.untilState(id, 'published', 'failed')
    await bench.engine.until(() => bench.engine.rows.get(id)?.state.name === 'published')
    expect(bench.engine.rows.get(id)).toMatchObject({ bytesSent: CHUNK * 4, steps: [], problems: [] })
    expect(bench.engine.progress.flat().every((progress) => progress.id === id)).toBe(true)
  })

  it('stays a draft while something is wrong with it', async () => {
    bench.engine.problems = [{ field: 'title', code: 'too-short', params: {} }]
    const id = bench.add(videoBytes(1000))
    expect(await bench.engine.uploads.commands.submit([id])).toEqual([id])
    expect(bench.engine.state(id).name).toBe('draft')
  })
})

describe('a pause', () => {
  it('keeps what was sent, and resume goes on from there', async () => {
    const content = videoBytes(CHUNK * 8)
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const id = await bench.submit(content)
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK * 2)
    await bench.engine.uploads.commands.pause([id])
    expect(bench.engine.state(id)).toMatchObject({ name: 'paused', session: { lastByteSent: false } })
    const before = bench.exchanges.length

    bench.account.bandwidth.setLimit(null)
    await bench.engine.uploads.commands.resume([id])
    await bench.engine.untilState(id, 'published', 'failed')
    expect(bench.exchanges[before]).toBe(`PUT bytes */${String(CHUNK * 8)}`)
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(1)
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it('within the first chunk tells what the server has of it, and until when', async () => {
    const content = videoBytes(CHUNK * 4)
    // With one, the server drops a chunk that it has not whole.
    bench.engine.settings.set({ checksums: false })
    bench.account.bandwidth.setLimit(CHUNK)
    const id = await bench.submit(content)
    while (bench.demo.control.statistics().putBytes === 0) await new Promise(setImmediate)
    await bench.engine.uploads.commands.pause([id])
    expect(bench.engine.state(id)).toMatchObject({ name: 'paused', session: { lastByteSent: false } })
    expect(JSON.stringify(bench.engine.state(id))).toMatch(/"lastByteAt":\d/)

    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) > 0)
    const there = bench.engine.store.find(id)?.bytesSent ?? 0
    expect(there).toBeLessThan(CHUNK)
    expect(bench.account.mostAtOnce).toBe(1)

    bench.account.bandwidth.setLimit(null)
    await bench.engine.uploads.commands.resume([id])
    await bench.engine.untilState(id, 'published', 'failed')
    expect(bench.exchanges.filter((exchange) => exchange.includes(`bytes ${String(there)}-`))).toHaveLength(1)
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it('within a chunk with a checksum builds on no part of it, whatever the server says to have', async () => {
    bench.account.bandwidth.setLimit(CHUNK)
    const content = videoBytes(CHUNK * 4)
    const id = await bench.submit(content)
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK)
    await bench.engine.until(() => bench.engine.progress.flat().some(({ bytesSent }) => bytesSent > CHUNK))
    // It has cut its file off while bytes were being written: a part of the chunk, with a gap before it.
    const fault: Fault = {
      kind: 'status',
      status: 308,
      headers: { Range: `bytes=0-${String(CHUNK + 9_999)}` },
    }
    const match = { method: 'PUT', path: 'upload-resumable' }
    bench.demo.control.addFault({ match: { ...match, times: 3 }, fault })
    await bench.engine.uploads.commands.pause([id])
    await bench.engine.until(() => bench.engine.store.find(id)?.bytesSent === CHUNK + 10_000)
    expect(bench.engine.store.find(id)?.acceptedBytes).toBe(CHUNK)
    await bench.engine.uploads.commands.resume([id])
    await bench.engine.until(() => bench.exchanges.filter((exchange) => exchange.includes('*/')).length === 2)
    await bench.engine.restart()
    bench.demo.control.clearFaults()
    bench.account.bandwidth.setLimit(null)
    await bench.engine.untilState(id, 'published', 'failed')
    expect(bench.exchanges.some((exchange) => exchange.includes(`bytes ${String(CHUNK + 10_000)}-`))).toBe(
      false,
    )
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it.each([
    ['of a last chunk that was cut, though no other chunk had one', CHUNK * 2, false],
    ['of a chunk that was sent with one before they were switched off', CHUNK * 4, true],
  ])('without checksums, builds after a restart on no part %s', async (_what, bytes, checksums) => {
    bench.engine.settings.set({ checksums })
    const put = { method: 'PUT', path: 'upload-resumable' }
    bench.demo.control.addFault({ match: { ...put, nth: 2 }, fault: { kind: 'cut', afterBytes: 20_000 } })
    const content = videoBytes(bytes)
    const id = await bench.submit(content)
    await bench.engine.until(() => {
      if (bench.demo.control.pendingFaults().length === 0) bench.engine.connectivity.set(false)
      return bench.engine.state(id).name === 'queued' || bench.engine.state(id).name === 'blocked'
    })
    bench.engine.settings.set({ checksums: false })
    await bench.engine.restart()
    const says = { Range: `bytes=0-${String(CHUNK + 9_999)}` }
    bench.demo.control.addFault({ match: put, fault: { kind: 'status', status: 308, headers: says } })
    bench.engine.connectivity.set(true)
    await bench.engine.untilState(id, 'published', 'failed')
    const again = bench.exchanges.filter((exchange) => exchange.startsWith(`PUT bytes ${String(CHUNK)}-`))
    expect(again).toHaveLength(2)
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it('is asked for again while the server still holds the cut connection', async () => {
    bench.engine.settings.set({ checksums: false })
    bench.account.bandwidth.setLimit(CHUNK)
    const match = { method: 'PUT', path: 'resumable', nth: 2, times: 2 }
    bench.demo.control.addFault({ match, fault: { kind: 'status', status: 423, body: {} } })
    const id = await bench.submit(videoBytes(CHUNK * 4))
    while (bench.demo.control.statistics().putBytes === 0) await new Promise(setImmediate)
    await bench.engine.uploads.commands.pause([id])
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) > 0)
    expect(bench.demo.control.pendingFaults()).toEqual([])
    expect(bench.engine.state(id).name).toBe('paused')
  })

  it('is not undone by the network, a sign-in or a restart of the app', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 4)
    const id = await bench.submit(videoBytes(CHUNK * 8))
    await bench.engine.untilState(id, 'uploading')
    await bench.engine.uploads.commands.pause([id])
    bench.engine.connectivity.set(false)
    bench.engine.connectivity.set(true)
    bench.engine.accounts.setSignedIn(bench.account.id, false)
    bench.engine.accounts.setSignedIn(bench.account.id, true)
    await bench.engine.restart()
    expect(bench.engine.state(id).name).toBe('paused')
  })
})

describe('the queue', () => {
  it('gives slots in its order, per account and in all, and follows the settings at once', async () => {
    bench.account.bandwidth.setLimit(CHUNK)
    const ids = await Promise.all([1, 2, 3].map(() => bench.submit(videoBytes(CHUNK * 4))))
    const running = (): string[] => bench.engine.store.idsInState(['uploading'])
    expect(running()).toEqual(ids.slice(0, 1))
    bench.engine.settings.set({ parallelPerAccount: 2 })
    expect(running()).toEqual(ids.slice(0, 2))
    bench.engine.settings.set({ parallelPerAccount: 3, parallelTotal: 2 })
    expect(running()).toEqual(ids.slice(0, 2))
    bench.account.bandwidth.setLimit(null)
    for (const id of ids) await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toHaveLength(3)
  })

  it('begins a chunk anew, smaller, that a lower speed limit would let end in nothing', async () => {
    await bench.close()
    bench = await EngineOnDemo.open()
    const limit = (bytesPerSecond: number): void => {
      bench.account.bandwidth.setLimit(bytesPerSecond)
      bench.engine.settings.set({ bandwidthLimit: bytesPerSecond })
    }
    limit(200_000)
    const size = 3_000_000
    const content = videoBytes(size)
    const id = await bench.submit(content)
    await bench.engine.until(() => bench.engine.progress.flat().some(({ bytesSent }) => bytesSent > 0))
    const whole = `PUT bytes 0-${String(size - 1)}/${String(size)}`
    expect(bench.exchanges).toEqual(['POST', whole])
    // Longer than the five minutes of a request, at least.
    limit(5_000)
    const smaller = `PUT bytes 0-${String(256 * 1024 - 1)}/${String(size)}`
    await bench.engine.until(() => bench.exchanges.includes(smaller))
    bench.account.bandwidth.setLimit(null)
    bench.engine.settings.set({ bandwidthLimit: null })
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it('can be reordered, to the front and to the end', () => {
    const ids = [1, 2, 3, 4].map(() => bench.add(videoBytes(1000)))
    const [first = '', second = '', third = '', fourth = ''] = ids
    const order = (): string[] => bench.engine.uploads.page(null, 10).rows.map((row) => row.id)
    bench.engine.uploads.commands.move([third, fourth], first)
    expect(order()).toEqual([third, fourth, first, second])
    bench.engine.uploads.commands.move([third], null)
    expect(order()).toEqual([fourth, first, second, third])
    for (let turn = 0; turn < 60; turn++)
      bench.engine.uploads.commands.move([turn % 2 ? first : second], third)
    expect(order()).toEqual([fourth, second, first, third])
  })

  it('cancels on the server too, and removes what may go', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 4)
    const id = await bench.submit(videoBytes(CHUNK * 8))
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) > 0)
    await bench.engine.uploads.commands.remove([id])
    expect(bench.engine.state(id).name).toBe('uploading')
    await bench.engine.uploads.commands.cancel([id])
    expect(bench.exchanges.at(-1)).toBe('DELETE')
    await bench.engine.uploads.commands.remove([id])
    expect(bench.engine.store.find(id)).toBeNull()
  })

  it('starts a stopped upload where it stood when the app starts again', async () => {
    const content = videoBytes(CHUNK * 8)
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const id = await bench.submit(content)
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK * 2)
    bench.account.bandwidth.setLimit(null)
    await bench.engine.restart()
    await bench.engine.untilState(id, 'published', 'failed')
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(1)
    expect(await bench.hashes()).toEqual([sha256(content)])
  })
})

describe('what an init cannot carry', () => {
  it('follows once the video exists: captions, chapters, playlists', async () => {
    const id = bench.add(videoBytes(1000))
    const caption = bench.engine.file('en.vtt', Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'))
    const attachment = { id: '33333333-3333-4333-8333-333333333333', name: 'en.vtt', bytes: 40 }
    bench.engine.attachments.set(attachment.id, { path: caption, name: 'en.vtt' })
    bench.engine.edit(id, {
      captions: [{ language: 'en', file: attachment }],
      chapters: [{ timecode: 0, title: 'Start' }],
    })
    await bench.engine.uploads.commands.submit([id])
    await bench.engine.untilState(id, 'published', 'failed')
    await bench.engine.until(() => bench.engine.rows.get(id)?.steps.length === 0)
    const asked = bench.demo.control
      .requests()
      .map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`)
    expect(asked).toEqual(expect.arrayContaining(['PUT en', 'PUT chapters']))
  })

  it('is sent for edits after publication too', async () => {
    const id = await bench.submit(videoBytes(1000), { title: 'Before' })
    await bench.engine.untilState(id, 'published', 'failed')
    bench.engine.edit(id, { title: 'After' })
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.title === 'After')
    expect(await bench.demo.control.videos()).toMatchObject([{ name: 'After' }])
  })

  it('is sent for a title that changed half way: every init of the session has the old one', async () => {
    const content = videoBytes(CHUNK * 8)
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const id = await bench.submit(content, { title: 'Before' })
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK * 2)
    bench.engine.edit(id, { title: 'After', description: 'By the sea' })
    bench.account.bandwidth.setLimit(null)
    await bench.engine.untilState(id, 'published', 'failed')
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.title === 'After')
    expect(bench.inits.map((body) => (JSON.parse(body) as { name: string }).name)).toEqual([
      'Before',
      'Before',
    ])
    expect(await bench.demo.control.videos()).toMatchObject([{ name: 'After', sha256: sha256(content) }])
  })

  it('keeps the words of a refusal on the row until the person tries again', async () => {
    const id = await bench.submit(videoBytes(1000), { title: 'Before' })
    await bench.engine.untilState(id, 'published', 'failed')
    bench.demo.control.addFault({
      match: { method: 'PUT', path: '/videos/' },
      fault: { kind: 'status', status: 400, body: { status: 400, detail: 'Not that title' } },
    })
    bench.engine.edit(id, { title: 'After' })
    await bench.engine.until(() => bench.engine.rows.get(id)?.steps[0]?.error != null)
    expect(bench.engine.rows.get(id)?.steps[0]?.error).toEqual({ serverWords: 'Not that title' })
    await bench.engine.uploads.commands.retry([id])
    await bench.engine.until(() => bench.engine.rows.get(id)?.steps.length === 0)
    expect(await bench.demo.control.videos()).toMatchObject([{ name: 'After' }])
  })

  it('replaces the metadata before the last byte, so that a video is never more public than its draft', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const id = await bench.submit(videoBytes(CHUNK * 6), { privacy: 1 })
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK * 2)
    bench.engine.edit(id, { privacy: 3 })
    bench.account.bandwidth.setLimit(null)
    await bench.engine.untilState(id, 'processing', 'published', 'failed')
    expect(await bench.demo.control.videos()).toMatchObject([{ privacy: 3 }])
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(2)
    expect(bench.exchanges.some((exchange) => exchange.includes('*/'))).toBe(false)
  })
})
