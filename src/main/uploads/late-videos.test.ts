import { afterEach, beforeEach, expect, it } from 'vitest'
import type { UploadState } from '@shared/uploads/upload'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { JumpingClock } from '../../../test/support/engine-parts'

const CHUNK = 64 * 1024
const LAST_CHUNK = { method: 'PUT', path: 'resumable', nth: 2 }
const LIST = { method: 'GET', path: '/users/me/videos' }

let bench: EngineOnDemo
let clock: JumpingClock

beforeEach(async () => {
  clock = new JumpingClock()
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock })
})

afterEach(async () => {
  await bench.close()
})

const stateOf = (id: string): UploadState => bench.engine.state(id)
const isSought = (id: string): boolean => 'soughtSince' in stateOf(id)

/** Its last chunk arrives, its answer does not, and the person cancels it before anybody asks. */
async function cancelledLate(content: Buffer, submit = () => bench.submit(content)): Promise<string> {
  bench.demo.control.addFault({ match: LAST_CHUNK, fault: { kind: 'cut-response' } })
  bench.demo.control.addFault({ match: { ...LAST_CHUNK, times: 99 }, fault: { kind: 'status', status: 500 } })
  const id = await submit()
  await bench.engine.until(() => {
    const state = stateOf(id)
    return state.name === 'queued' && state.session?.lastByteSent === true
  })
  while (!(await bench.hashes()).includes(sha256(content))) await new Promise(setImmediate)
  bench.engine.connectivity.set(false)
  await bench.engine.uploads.commands.cancel([id])
  bench.demo.control.clearFaults()
  return id
}

it('tells of the video that came of a cancelled upload, after a restart and once there is a network', async () => {
  const id = await cancelledLate(videoBytes(CHUNK * 2))
  expect(isSought(id)).toBe(true)
  await bench.engine.restart()
  bench.demo.control.addFault({ match: LIST, fault: { kind: 'status', status: 503 } })
  bench.engine.connectivity.set(true)
  await bench.engine.untilState(id, 'failed')
  const [video] = await bench.demo.control.videos()
  expect(stateOf(id)).toMatchObject({ code: 'cancelled-late', video: { uuid: video?.uuid } })
  expect(bench.demo.control.pendingFaults()).toEqual([])
  expect(bench.engine.attention.map((row) => row.id)).toEqual([id])
})

it('keeps it: published, with what belongs to it and a receipt, and nothing is sent twice', async () => {
  const content = videoBytes(CHUNK * 2)
  const id = await cancelledLate(content)
  bench.engine.edit(id, { description: 'By the sea' })
  bench.engine.connectivity.set(true)
  await bench.engine.untilState(id, 'failed')
  await bench.engine.uploads.commands.retry([id])
  await bench.engine.untilState(id, 'published')
  await bench.engine.until(() => bench.engine.receipt(id)?.sha256 === sha256(content))
  await bench.engine.until(() => bench.engine.rows.get(id)?.steps.length === 0)
  expect(await bench.hashes()).toEqual([sha256(content)])
})

it('leaves a row that was discarded as one that was cancelled, to be sent anew as another video', async () => {
  const content = videoBytes(CHUNK * 2)
  const id = await cancelledLate(content)
  bench.engine.connectivity.set(true)
  await bench.engine.untilState(id, 'failed')
  const [video] = await bench.demo.control.videos()
  await bench.demo.control.deleteVideo(video?.uuid ?? '')
  await bench.engine.uploads.commands.discard([id])
  expect(stateOf(id)).toEqual({ name: 'cancelled' })
  await bench.engine.uploads.commands.retry([id])
  await bench.engine.uploads.commands.submit([id])
  await bench.engine.untilState(id, 'published')
  expect(await bench.hashes()).toEqual([sha256(content)])
})

it('finds one that the instance makes some time after the cancel, and looks no more', async () => {
  bench.demo.control.setConfig({ finishMs: 600 })
  const content = videoBytes(CHUNK * 2)
  bench.account.bandwidth.setLimit(CHUNK * 20)
  const id = await bench.submit(content)
  bench.demo.control.addFault({ match: { method: 'DELETE', path: 'resumable' }, fault: { kind: 'stall' } })
  await bench.engine.until(() => stateOf(id).name === 'finishing')
  // The socket has not told of its last bytes yet, so that the row can still be cancelled.
  bench.engine.store.write(id, { state: { ...withSession(id), name: 'uploading', attempt: 0 } })
  await bench.engine.uploads.commands.cancel([id])
  expect(isSought(id)).toBe(true)
  expect(await bench.hashes()).toEqual([])
  await bench.engine.untilState(id, 'failed')
  expect(stateOf(id)).toMatchObject({ code: 'cancelled-late' })
  expect(await bench.hashes()).toEqual([sha256(content)])
})

it('stops to look once the instance must be done with it, and says nothing', async () => {
  const id = await cancelledLate(videoBytes(CHUNK * 2))
  const [video] = await bench.demo.control.videos()
  await bench.demo.control.deleteVideo(video?.uuid ?? '')
  bench.demo.control.resetRequests()
  bench.engine.connectivity.set(true)
  await untilAsked(2)
  expect(isSought(id)).toBe(true)
  clock.jump(16 * 60_000)
  await bench.engine.until(() => !isSought(id))
  expect(stateOf(id)).toMatchObject({ name: 'cancelled', lastSession: { lastByteSent: true } })
  expect(bench.engine.attention).toEqual([])
})

it('looks on for the video of a row that the person removed, also after a restart, and shows it again', async () => {
  const id = await cancelledLate(videoBytes(CHUNK * 2))
  await bench.engine.uploads.commands.remove([id])
  await bench.engine.restart()
  expect(bench.engine.uploads.page(null, 10)).toMatchObject({ total: 0, rows: [] })
  expect(bench.engine.uploads.row(id)).toBeNull()
  bench.engine.connectivity.set(true)
  await bench.engine.untilState(id, 'failed')
  expect(bench.engine.uploads.page(null, 10).rows).toMatchObject([{ id, state: { code: 'cancelled-late' } }])
  expect(bench.engine.attention.map((row) => row.id)).toEqual([id])
  await bench.engine.until(() => bench.engine.rows.has(id))
})

it('deletes a row that was removed once no video can come of it, with its files', async () => {
  const id = await cancelledLate(videoBytes(CHUNK * 2))
  const [video] = await bench.demo.control.videos()
  await bench.demo.control.deleteVideo(video?.uuid ?? '')
  await bench.engine.uploads.commands.remove([id])
  expect(bench.engine.released).toEqual([])
  clock.jump(16 * 60_000)
  bench.engine.connectivity.set(true)
  while (bench.engine.store.find(id) !== null) await new Promise(setImmediate)
  expect(bench.engine.released).toEqual([id])
  expect(bench.engine.rows.has(id)).toBe(false)
  expect(bench.engine.attention).toEqual([])
})

it('takes no video for its own that may be that of the same file, which is being sent again', async () => {
  const id = await cancelledLate(videoBytes(CHUNK * 2))
  const sent = bench.engine.store.find(id)
  if (sent === null) throw new Error('the row is gone')
  const { filePath, fileName, fileBytes } = sent
  const again = bench.add(videoBytes(CHUNK * 2))
  const session = { uploadId: 'x', lastModified: 1, title: 'x', lastByteAt: 1, lastByteSent: true }
  bench.engine.store.write(again, { filePath, fileName, fileBytes, state: { name: 'paused', session } })
  bench.engine.connectivity.set(true)
  bench.demo.control.resetRequests()
  await untilAsked(2)
  expect(isSought(id)).toBe(true)
  await bench.engine.uploads.commands.cancel([again])
  bench.engine.store.remove([again])
  await bench.engine.untilState(id, 'failed')
})

it('keeps a file that took the place of another one, without a question', async () => {
  const before = await bench.submit(videoBytes(CHUNK))
  await bench.engine.untilState(before, 'published')
  const [video] = await bench.demo.control.videos()
  const content = videoBytes(CHUNK * 2)
  const id = await cancelledLate(content, () => bench.replace(video?.uuid ?? '', content))
  bench.engine.connectivity.set(true)
  await bench.engine.untilState(id, 'published', 'failed')
  expect(stateOf(id)).toMatchObject({ name: 'published', video: { uuid: video?.uuid } })
  await bench.engine.until(() => bench.engine.receipt(id)?.replaced === true)
  expect(await bench.hashes()).toEqual([sha256(content)])
})

it('sends no last byte of a row that is cancelled already while its pass has not ended yet', async () => {
  const fault = { kind: 'delay', ms: 200 } as const
  bench.demo.control.addFault({ match: { method: 'PUT', path: 'resumable' }, fault })
  const id = await bench.submit(videoBytes(CHUNK * 2))
  while (!bench.exchanges.some((exchange) => exchange.startsWith('PUT'))) await new Promise(setImmediate)
  bench.engine.store.write(id, { state: { name: 'cancelled' } })
  while (bench.engine.uploads.activity().running > 0) await new Promise(setImmediate)
  expect(bench.exchanges.filter((exchange) => exchange.startsWith('PUT'))).toHaveLength(1)
  expect(stateOf(id)).toEqual({ name: 'cancelled' })
})

function withSession(id: string): Pick<Extract<UploadState, { name: 'finishing' }>, 'session'> {
  const state = stateOf(id)
  if (state.name !== 'finishing') throw new Error('not finishing')
  return { session: state.session }
}

async function untilAsked(times: number): Promise<void> {
  const lists = (): number =>
    bench.demo.control.requests().filter(({ path }) => path.includes('/users/me/videos')).length
  while (lists() < times) await new Promise(setImmediate)
}
