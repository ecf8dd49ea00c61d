import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { JumpingClock } from '../../../test/support/engine-parts'
import { timeBetweenWrites } from '../../../test/support/file-time'

const CHUNK = 64 * 1024
const HOURS = 3

let bench: EngineOnDemo
let clock: JumpingClock
/** Every state that a row was in. */
let told: () => string

beforeEach(async () => {
  clock = new JumpingClock()
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock })
  bench.account.bandwidth.setLimit(CHUNK * 5)
  told = bench.watchStates()
})

afterEach(async () => {
  await bench.close()
})

describe('an instance that drops idle sessions every hour', () => {
  it('keeps the one of a paused upload, and of one that is sent slowly, for hours', async () => {
    const paused = await pausedHalfway()
    const slow = await sentFor(CHUNK, CHUNK * 200)
    for (let hour = 0; hour < HOURS; hour++) {
      const hourBegan = await timeBetweenWrites()
      clock.jump(31 * 60_000)
      await bench.engine.until(() => ageMs(paused.id) < 60_000)
      // The chunk that is on its way, and one that was begun since.
      await waitForBytes(slow.id, bytesSent(slow.id) + CHUNK * 2)
      expect(await bench.demo.control.purgeSessions(Date.now() - hourBegan)).toBe(0)
    }
    bench.account.bandwidth.setLimit(null)
    await arrive(paused, slow)
    expect(told()).not.toContain('session-expired')
  })

  it('loses the one of a paused upload that is not kept alive: it starts from zero, which it says', async () => {
    bench.engine.settings.set({ keepSessionsAlive: false })
    const paused = await pausedHalfway()
    const hourBegan = await timeBetweenWrites()
    clock.jump(31 * 60_000)
    expect(await bench.demo.control.purgeSessions(Date.now() - hourBegan)).toBe(1)
    bench.account.bandwidth.setLimit(null)
    await arrive(paused)
    expect(told()).toContain('session-expired')
  })
})

interface Sent {
  id: string
  content: Buffer
}

async function sentFor(bytes: number, fileBytes: number): Promise<Sent> {
  const content = videoBytes(fileBytes)
  const id = await bench.submit(content)
  await waitForBytes(id, bytes)
  return { id, content }
}

async function pausedHalfway(): Promise<Sent> {
  const sent = await sentFor(CHUNK, CHUNK * 6)
  await bench.engine.uploads.commands.pause([sent.id])
  return sent
}

async function arrive(...uploads: Sent[]): Promise<void> {
  const ids = uploads.map(({ id }) => id)
  await bench.engine.uploads.commands.resume(ids)
  for (const id of ids) await bench.engine.untilState(id, 'published', 'failed')
  const hashes = uploads.map(({ content }) => sha256(content))
  expect((await bench.hashes()).sort()).toEqual(hashes.sort())
}

function waitForBytes(id: string, bytes: number): Promise<void> {
  return bench.engine.until(() => bytesSent(id) >= bytes)
}

function bytesSent(id: string): number {
  return bench.engine.store.find(id)?.bytesSent ?? 0
}

function ageMs(id: string): number {
  const state = bench.engine.state(id)
  return state.name === 'paused' ? clock.now() - (state.session?.lastByteAt ?? 0) : Infinity
}
