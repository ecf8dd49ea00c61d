import { afterEach, beforeEach, expect, it } from 'vitest'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { SkippingClock } from '../../../test/support/skipping-clock'

/** The row "network error, timeout" of the failure table, with a server that takes what is sent and says nothing. */

const CHUNK = 64 * 1024
const MINUTE_MS = 60_000
const PUT = 'PUT'

let bench: EngineOnDemo
let clock: SkippingClock

beforeEach(async () => {
  clock = new SkippingClock()
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, {}, clock)
})

afterEach(async () => {
  await bench.close()
})

const attemptOf = (id: string): number => {
  const state = bench.engine.state(id)
  return 'attempt' in state ? state.attempt : 0
}

/** The request is with the server, and all of it is sent. */
async function untilSilent(id: string, bytes: number): Promise<void> {
  const sent = (): number =>
    Math.max(0, ...bench.engine.progress.flat().flatMap((one) => (one.id === id ? [one.bytesSent] : [])))
  while (bench.demo.control.pendingFaults().length > 0) await new Promise(setImmediate)
  await bench.engine.until(() => sent() >= bytes)
  await new Promise(setImmediate)
}

it.each([
  ['the init', { method: 'POST' }, 0, 1],
  ['a chunk', { method: PUT, nth: 2 }, CHUNK * 2, 5],
  ['the last chunk', { method: PUT, nth: 3 }, CHUNK * 3, 15],
] as const)(
  '%s is never answered: given up after its time, tried again',
  async (_name, match, bytes, minutes) => {
    const path = 'upload-resumable'
    bench.demo.control.addFault({ match: { ...match, path }, fault: { kind: 'stall' } })
    const content = videoBytes(CHUNK * 3)
    const id = await bench.submit(content)
    await untilSilent(id, bytes)

    const asked = bench.exchanges.length
    clock.skip(minutes * MINUTE_MS - 10_000)
    await new Promise(setImmediate)
    expect([attemptOf(id), bench.exchanges.length]).toEqual([0, asked])

    clock.skip(10_000)
    await bench.engine.until(() => attemptOf(id) === 1 || bench.engine.state(id).name === 'published')
    expect(attemptOf(id)).toBe(1)
    await bench.engine.untilState(id, 'published', 'failed', 'blocked')
    expect(bench.account.mostAtOnce).toBe(1)
    expect(await bench.hashes()).toEqual([sha256(content)])
  },
)
