import { setTimeout as delay } from 'node:timers/promises'
import { removeFolder, type BenchContext } from '../support/context'
import { startDemo } from '../support/demo'
import { HookedElectron, type DelayResult } from '../support/electron'
import { atMost, type Figure } from '../support/figure'
import { median, MIB } from '../support/numbers'
import { makeProfile } from '../support/profile'
import { makeSource } from '../support/source-file'

const ROUNDS = 5
const FILE_BYTES = 768 * MIB
const SETTLE_MS = 2000

interface Turn {
  idle: DelayResult
  busy: DelayResult
  /** Of the three together. */
  bytesPerSecond: number
}

interface Rows {
  rows: { state: { name: string }; fileBytes: number; bytesSent: number }[]
}

/** From the click until the first of the uploads has all its bytes there. */
async function uploadAll(app: HookedElectron, ids: readonly string[]): Promise<void> {
  const { refused } = await app.call<{ refused: string[] }>('uploads.submit', { ids })
  if (refused.length > 0) throw new Error('an upload was refused')
  for (;;) {
    const { rows } = await app.call<Rows>('uploads.rows', { after: null, limit: 10 })
    const names = rows.map(({ state }) => state.name)
    if (names.some((name) => name === 'failed' || name === 'blocked')) throw new Error(names.join(', '))
    if (names.some((name) => name === 'processing' || name === 'published')) return
    await delay(200)
  }
}

async function turn(context: BenchContext, demoUrl: string, files: readonly string[]): Promise<Turn> {
  const { folder, ids } = await makeProfile(context, demoUrl, files)
  const app = await HookedElectron.open(context, 'app', folder)
  await delay(SETTLE_MS)
  await app.ask({ kind: 'watch-delay' })
  await delay(SETTLE_MS)
  const idle = await app.ask<DelayResult>({ kind: 'read-delay' })
  await app.ask({ kind: 'watch-delay' })
  const start = performance.now()
  await uploadAll(app, ids)
  const seconds = (performance.now() - start) / 1000
  const busy = await app.ask<DelayResult>({ kind: 'read-delay' })
  await app.close()
  removeFolder(folder)
  return { idle, busy, bytesPerSecond: (files.length * FILE_BYTES) / seconds }
}

/** How late the main process gets to its next task while three uploads run as fast as they can, in the real Electron. */
export async function eventLoopFigures(context: BenchContext): Promise<Figure[]> {
  const demo = await startDemo(context)
  // Three sizes: the same file is not taken twice.
  const files = [1, 2, 3].map((index) => makeSource(context, `clip ${index}.mp4`, FILE_BYTES + index))
  const turns: Turn[] = []
  while (turns.length < ROUNDS) {
    const { idle, busy, bytesPerSecond } = await turn(context, demo.url, files)
    turns.push({ idle, busy, bytesPerSecond })
    const show = ({ p50Ms, p99Ms, maxMs }: DelayResult): string =>
      `p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} max ${maxMs.toFixed(1)} ms`
    const speed = `${(bytesPerSecond / MIB).toFixed(0)} MiB/s`
    context.say(`event loop ${turns.length}/${ROUNDS}: idle ${show(idle)}; at ${speed} ${show(busy)}`)
  }
  await demo.stop()
  return [
    atMost('event-loop delay p99, three uploads', median(turns.map(({ busy }) => busy.p99Ms)), 'ms', 20),
  ]
}
