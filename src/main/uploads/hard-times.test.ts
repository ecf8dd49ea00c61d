import { utimesSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { JumpingClock } from '../../../test/support/engine-parts'
import { proxyPage } from '../../../test/support/proxy-page'
import type { Clock } from './ports'
import { StorageProblem } from './problems'

const CHUNK = 64 * 1024

let bench: EngineOnDemo

afterEach(async () => {
  await bench.close()
})

describe('a full disk', () => {
  it('stops the queue, loses no row, says so, and goes on when there is room', async () => {
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK })
    const { engine } = bench
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const content = videoBytes(CHUNK * 4)
    const id = await bench.submit(content)
    await engine.until(() => (engine.store.find(id)?.bytesSent ?? 0) > 0)

    fillDatabase()
    await engine.until(() => engine.troubles.length > 0)
    expect(engine.troubles[0]).toBeInstanceOf(StorageProblem)
    expect(engine.troubles[0]).toMatchObject({ code: 'disk-full' })
    expect(engine.draft(id).channelId).toBe(bench.account.channelId)
    await expect(engine.uploads.commands.pause([id])).rejects.toThrow(StorageProblem)

    engine.database.exec('PRAGMA max_page_count = 1000000; DROP TRIGGER temp.full; DROP TABLE ballast')
    bench.account.bandwidth.setLimit(null)
    await engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  /** No page is left, not even for a row that grows a little. */
  function fillDatabase(): void {
    const { database } = bench.engine
    database.exec('CREATE TABLE ballast (bytes BLOB)')
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number }
    database.exec(`PRAGMA max_page_count = ${String(pages)}`)
    database.exec(
      'CREATE TEMP TRIGGER full BEFORE UPDATE ON main.uploads BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END',
    )
  }
})

describe('a clock that jumps', () => {
  it.each([
    ['back', -3 * 3_600_000],
    ['forward', 3 * 3_600_000],
  ])('three hours %s while a retry waits: the retry comes in time, and the video once', async (_name, ms) => {
    const clock = new JumpingClock()
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock })
    const last = { method: 'PUT', path: 'upload-resumable', nth: 2 }
    bench.demo.control.addFault({ match: last, fault: { kind: 'cut-response' } })
    const content = videoBytes(CHUNK * 2)
    const id = await bench.submit(content)
    await bench.engine.until(() => {
      const state = bench.engine.state(id)
      return state.name === 'queued' && state.notBefore !== null
    })
    clock.jump(ms)
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toEqual([sha256(content)])
  })
})

describe('a token that dies under two uploads at once', () => {
  it('is refreshed once', async () => {
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK })
    bench.engine.settings.set({ parallelPerAccount: 2 })
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const ids = await Promise.all([1, 2].map(() => bench.submit(videoBytes(CHUNK * 6))))
    await bench.engine.until(() => ids.every((id) => (bench.engine.store.find(id)?.bytesSent ?? 0) > 0))
    bench.demo.control.resetRequests()
    await bench.demo.control.expireTokens('demo', 'access')
    bench.account.bandwidth.setLimit(null)
    for (const id of ids) await bench.engine.untilState(id, 'published', 'failed')
    const refreshes = bench.demo.control
      .requests()
      .filter(({ path }) => path.startsWith('/api/v1/users/token'))
    expect(refreshes).toHaveLength(1)
    expect(await bench.hashes()).toHaveLength(2)
  })
})

describe('a row that cannot be read', () => {
  it('fails and lets the others go on', async () => {
    bench = await EngineOnDemo.open()
    const bad = bench.add(videoBytes(1000))
    const content = videoBytes(1000)
    const good = bench.add(content)
    bench.engine.database
      .prepare(`UPDATE uploads SET state_name = 'queued', state = '{"name":"queu' WHERE id = ?`)
      .run(bad)
    await bench.engine.uploads.commands.submit([good])
    await bench.engine.untilState(good, 'published', 'failed')
    expect(bench.engine.state(bad)).toMatchObject({ name: 'failed', code: 'corrupt-row' })
    expect(await bench.hashes()).toEqual([sha256(content)])
  })
})

describe('a session that waits', () => {
  it('is kept alive by a repeated init with the same identity', async () => {
    const clock = new JumpingClock()
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock })
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.submit(content)
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) > 0)
    await bench.engine.uploads.commands.pause([id])
    clock.jump(31 * 60_000)
    await bench.engine.until(() => {
      const state = bench.engine.state(id)
      return state.name === 'paused' && clock.now() - (state.session?.lastByteAt ?? 0) < 60_000
    })
    expect(bench.inits).toHaveLength(2)
    expect(bench.inits[1]).toBe(bench.inits[0])
    bench.account.bandwidth.setLimit(null)
    await bench.engine.uploads.commands.resume([id])
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it('is kept by a little of the file where the repeated init leads elsewhere, one request at a time', async () => {
    const { id, clock, content } = await pausedHalfway()
    // As if the title were another part of the identity than it was when the session began.
    bench.changeSession(id, { title: 'Another identity' })
    const known = bench.engine.store.find(id)?.bytesSent ?? 0
    const before = bench.exchanges.length
    clock.jump(31 * 60_000)
    await untilYoung(id, clock)
    const size = String(content.length)
    expect(bench.exchanges.slice(before)).toEqual([
      'POST',
      'DELETE',
      `PUT bytes */${size}`,
      `PUT bytes ${String(known)}-${String(known + 16 * 1024 - 1)}/${size}`,
    ])
    expect(bench.account.sent.at(-1)?.headers['Digest']).toMatch(/^sha-256=/)
    expect(bench.engine.store.find(id)?.bytesSent).toBe(known + 16 * 1024)
    const old = bench.sessionOf(id).uploadId ?? ''
    const ended = bench.account.sent.find(({ method }) => method === 'DELETE')
    expect(ended?.path.includes(encodeURIComponent(old))).toBe(false)
    expect(bench.account.mostAtOnce).toBe(1)

    // The next time the init is not tried again.
    clock.jump(31 * 60_000)
    await untilYoung(id, clock)
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(2)
    await arrives(id, content)
  })

  it('is not taken for forgotten because of the page of a proxy', async () => {
    const { id, clock, content } = await pausedHalfway()
    bench.changeSession(id, { title: 'Another identity' })
    bench.demo.control.addFault({
      match: { method: 'PUT', path: 'resumable', times: 2 },
      fault: proxyPage(404),
    })
    for (const left of [1, 0]) {
      clock.jump(31 * 60_000)
      while (bench.demo.control.pendingFaults().length > left) await new Promise(setImmediate)
    }
    await arrives(id, content)
    expect(bench.exchanges.filter((exchange) => exchange.startsWith('PUT bytes 0-'))).toHaveLength(1)
  })

  it('is built upon no part of what was sent to keep it, when that was cut after chunks without a checksum', async () => {
    const { id, clock, content } = await pausedHalfway(CHUNK * 6, false)
    bench.changeSession(id, { title: 'Another identity' })
    const known = bench.engine.store.find(id)?.acceptedBytes ?? 0
    const put = { method: 'PUT', path: 'resumable' }
    clock.jump(31 * 60_000)
    // What was asked after the pause has its answer; a question follows, and what keeps the session.
    while (bench.exchanges.at(-1) !== 'DELETE') await new Promise(setImmediate)
    bench.demo.control.addFault({ match: { ...put, nth: 2 }, fault: { kind: 'cut', afterBytes: 8_000 } })
    while (bench.demo.control.pendingFaults().length > 0) await new Promise(setImmediate)
    const says = { Range: `bytes=0-${String(known + 9_999)}` }
    bench.demo.control.addFault({ match: put, fault: { kind: 'status', status: 308, headers: says } })
    const before = bench.exchanges.length
    await arrives(id, content)
    expect(bench.exchanges[before + 1]).toMatch(new RegExp(`^PUT bytes ${String(known)}-`))
  })

  it('never gets its last byte that way', async () => {
    const { id, clock, content } = await pausedHalfway(CHUNK + 2)
    bench.changeSession(id, { title: 'Another identity' })
    for (const end of [CHUNK, CHUNK, CHUNK]) {
      clock.jump(31 * 60_000)
      await untilYoung(id, clock)
      expect(bench.engine.store.find(id)?.bytesSent).toBe(end + 1)
    }
    expect(await bench.hashes()).toEqual([])
    await arrives(id, content)
  })

  it.each([
    ['by the repeated init', {}],
    ['by what is sent to it', { title: 'Another identity' }],
  ])('says at once that it is lost, found out %s, and goes on from zero', async (_name, change) => {
    const { id, clock, content } = await pausedHalfway()
    await bench.demo.control.purgeSessions()
    bench.changeSession(id, change)
    clock.jump(31 * 60_000)
    await bench.engine.until(() => bench.sessionOf(id).lastByteAt === 0)
    expect(bench.engine.store.find(id)?.bytesSent).toBe(0)
    const told = bench.watchStates()
    await arrives(id, content)
    expect(told()).toContain('session-expired')
  })

  it('that is lost is found out by the repeated init where a proxy has its page in place of each 404', async () => {
    const { id, clock, content } = await pausedHalfway()
    await bench.demo.control.purgeSessions()
    const old = encodeURIComponent(bench.sessionOf(id).uploadId ?? '')
    bench.demo.control.addFault({ match: { method: 'PUT', path: old, times: 99 }, fault: proxyPage(404) })
    clock.jump(31 * 60_000)
    await bench.engine.until(() => bench.sessionOf(id).lastByteAt === 0)
    const before = bench.exchanges.length
    await arrives(id, content)
    expect(bench.exchanges.slice(before, before + 2)).toEqual([
      expect.stringContaining('PUT bytes */'),
      'POST',
    ])
  })

  it('is not fed by a file that changed', async () => {
    const { id, clock } = await pausedHalfway()
    bench.changeSession(id, { title: 'Another identity' })
    utimesSync(bench.engine.store.find(id)?.filePath ?? '', 1000, 1000)
    clock.jump(31 * 60_000)
    await bench.engine.until(() => bench.exchanges.at(-1)?.includes('*/') === true)
    await bench.engine.uploads.commands.resume([id])
    await bench.engine.untilState(id, 'blocked')
    expect(bench.engine.state(id)).toMatchObject({ name: 'blocked', reason: 'file-changed' })
  })

  it('is kept too while it waits for a slot', async () => {
    const { id, clock, content } = await pausedHalfway()
    bench.account.bandwidth.setLimit(CHUNK * 5)
    const other = await bench.submit(videoBytes(CHUNK * 20))
    await bench.engine.until(() => (bench.engine.store.find(other)?.bytesSent ?? 0) > 0)
    await bench.engine.uploads.commands.resume([id])
    const inits = bench.inits.length
    clock.jump(50 * 60_000)
    await bench.engine.until(() => {
      const state = bench.engine.state(id)
      return state.name === 'queued' && clock.now() - (state.session?.lastByteAt ?? 0) < 60_000
    })
    expect(bench.inits.slice(inits)).toHaveLength(1)
    bench.account.bandwidth.setLimit(null)
    for (const upload of [id, other]) await bench.engine.untilState(upload, 'published', 'failed')
    expect(await bench.hashes()).toContain(sha256(content))
  })

  it('is left alone once its last byte was sent: an init would hide the video that came of it', async () => {
    const { id, clock } = await pausedHalfway()
    const other = await bench.submit(videoBytes(CHUNK * 6))
    await bench.engine.until(() => (bench.engine.store.find(other)?.bytesSent ?? 0) >= CHUNK)
    await bench.engine.uploads.commands.pause([other])
    bench.changeSession(id, { lastByteSent: true })
    const inits = bench.inits.length
    clock.jump(31 * 60_000)
    // Looked at after the first one.
    await untilYoung(other, clock)
    expect(bench.inits.slice(inits)).toEqual([expect.stringContaining(bench.engine.draft(other).title)])
  })

  it('a resume does not wait for its answer, and goes on only when it is off the wire', async () => {
    const { id, clock, content } = await pausedHalfway()
    bench.demo.control.addFault({ match: { method: 'POST', path: 'resumable' }, fault: { kind: 'stall' } })
    const inits = bench.inits.length
    clock.jump(31 * 60_000)
    while (bench.inits.length === inits) await new Promise(setImmediate)
    await arrives(id, content)
    expect(bench.inits).toHaveLength(inits + 1)
    expect(bench.account.mostAtOnce).toBe(1)
  })

  async function pausedHalfway(
    bytes = CHUNK * 6,
    checksums = true,
  ): Promise<{ id: string; clock: JumpingClock; content: Buffer }> {
    const clock = new JumpingClock()
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock })
    bench.engine.settings.set({ checksums })
    const content = videoBytes(bytes)
    return { id: await bench.pausedHalfway(content, CHUNK), clock, content }
  }

  function untilYoung(id: string, clock: Clock): Promise<void> {
    return bench.engine.until(() => clock.now() - (bench.sessionOf(id).lastByteAt ?? 0) < 60_000)
  }

  async function arrives(id: string, content: Buffer): Promise<void> {
    await bench.engine.uploads.commands.resume([id])
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toEqual([sha256(content)])
  }
})

describe.each(['5.1.0', '8.2.0'] as const)('PeerTube %s', (version) => {
  it('an answer lost after publication leaves exactly one video, and what the init cannot carry follows', async () => {
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK, version })
    const lost = { method: 'PUT', path: 'upload-resumable', nth: 2 }
    bench.demo.control.addFault({ match: lost, fault: { kind: 'cut-response' } })
    const content = videoBytes(CHUNK * 2)
    const id = await bench.submit(content, { title: 'Harbour', description: 'By the sea' })
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.demo.control.videos()).toMatchObject([{ name: 'Harbour', sha256: sha256(content) }])
    await bench.engine.until(() => bench.engine.rows.get(id)?.steps.length === 0)
  })
})

describe('activity', () => {
  it('tells whether bytes flow and how far everything is', async () => {
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK })
    expect(bench.engine.uploads.activity()).toEqual({ running: 0, progress: null })
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const id = await bench.submit(videoBytes(CHUNK * 4))
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= CHUNK * 2)
    const { running, progress } = bench.engine.uploads.activity()
    expect(running).toBe(1)
    expect(progress).toBeGreaterThanOrEqual(0.5)
    expect(progress).toBeLessThanOrEqual(1)
  })
})
