import { rmSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { KillBench } from './bench'

const CHUNK_BYTES = 64 * 1024
const LAST_CHUNK = { method: 'PUT', path: 'upload-resumable', nth: 2 }

let bench: KillBench

beforeAll(async () => {
  bench = await KillBench.open(CHUNK_BYTES)
}, 60_000)

afterAll(() => bench.close())

it('the last answer lost, the app killed and the file gone: still exactly one video', async () => {
  const { control } = bench.demo
  control.addFault({ match: LAST_CHUNK, fault: { kind: 'cut-response' } })
  // Nobody is told before the kill that the video is there.
  control.addFault({ match: { ...LAST_CHUNK, times: Infinity }, fault: { kind: 'status', status: 500 } })
  const { id, path, sha256 } = bench.add({ bytes: CHUNK_BYTES * 2, title: 'Harbour' })
  const child = bench.start(null)
  while ((await control.videos()).length === 0) await setImmediate()
  await bench.kill(child)
  expect(bench.store.find(id)?.state).toMatchObject({ session: { lastByteSent: true } })
  rmSync(path)
  control.clearFaults()

  await bench.finish()
  expect(await control.videos()).toMatchObject([{ sha256, uuid: bench.videoOf(id) }])
  expect(bench.store.find(id)?.state.name).toBe('published')
}, 60_000)
