import { afterEach, describe, expect, it } from 'vitest'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { quickClock } from '../../../test/support/engine-parts'
import type { Clock } from './ports'
import { StorageProblem } from './problems'

const CHUNK = 64 * 1024

let bench: EngineOnDemo

afterEach(async () => {
  await bench.close()
})

/** A clock that somebody sets while the engine runs. */
class JumpingClock implements Clock {
  private offsetMs = 0

  jump(ms: number): void {
    this.offsetMs += ms
  }

  now(): number {
    return quickClock.now() + this.offsetMs
  }

  monotonic(): number {
    return quickClock.monotonic()
  }

  schedule(delayMs: number, callback: () => void): () => void {
    return quickClock.schedule(delayMs, callback)
  }
}

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
    await bench.engine.untilState(id, 'finishing', 'queued')
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
