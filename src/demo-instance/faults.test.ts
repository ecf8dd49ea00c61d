import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { json } from '../../test/contract/support/http'
import { Instance } from '../../test/contract/support/instance'
import type { Session } from '../../test/contract/support/session'
import {
  begin,
  init,
  poll,
  putChunk,
  query,
  sampleMp4,
  uploadIdOf,
} from '../../test/contract/support/uploads'
import { timeBetweenWrites } from '../../test/support/file-time'
import type { DemoControl } from './index'

const total = sampleMp4.length
let instance: Instance
let main: Session
let control: DemoControl

beforeEach(async () => {
  instance = await Instance.open({ name: 'faults', version: '6.3.0' })
  main = await instance.main()
  if (instance.demo === null) throw new Error('These tests need the demo instance')
  control = instance.demo.control
})

afterEach(() => instance.close())

const chunkMatch = { method: 'PUT', path: 'upload_id=' }

it('answers with a status instead of doing the work', async () => {
  control.addFault({
    match: { path: '/users/me$' },
    fault: { kind: 'status', status: 503, body: { status: 503 }, headers: { 'Retry-After': '7' } },
  })
  const answer = await main.get('/users/me')
  expect([answer.status, answer.headers['retry-after'], json(answer)]).toEqual([503, '7', { status: 503 }])
  expect((await main.get('/users/me')).status).toBe(200)
  expect(control.pendingFaults()).toEqual([])
})

it('befalls the requests that the rule counts', async () => {
  control.addFault({ match: { path: '/ping', nth: 2, times: 2 }, fault: { kind: 'status', status: 500 } })
  const statuses: number[] = []
  for (let count = 0; count < 4; count++) statuses.push((await main.get('/ping')).status)
  expect(statuses).toEqual([200, 500, 500, 200])
})

it('cuts a chunk and keeps what arrived', async () => {
  const id = await begin(main)
  control.addFault({ match: chunkMatch, fault: { kind: 'cut', afterBytes: 3000 } })
  await expect(putChunk(main, id, 0, total)).rejects.toThrow()
  const answer = await poll(
    () => query(main, id),
    ({ status }) => status !== 423,
  )
  expect(answer.headers.range).toBe('bytes=0-2999')
})

it('loses the last answer although the video was made', async () => {
  const id = await begin(main, { name: 'Lost answer' })
  control.addFault({ match: chunkMatch, fault: { kind: 'cut-response' } })
  await expect(putChunk(main, id, 0, total)).rejects.toThrow()
  expect((await control.videos()).map(({ name, size }) => [name, size])).toEqual([['Lost answer', total]])
  expect((await query(main, id)).status).toBe(404)
})

it('loses the answer to a first request although the session was made', async () => {
  const fields = { name: 'Lost init', lastModified: 1234 }
  control.addFault({ match: { method: 'POST', path: 'upload-resumable' }, fault: { kind: 'cut-response' } })
  await expect(init(main, fields)).rejects.toThrow()
  const again = await init(main, fields)
  expect(again.status).toBe(201)
  expect((await query(main, uploadIdOf(again))).status).toBe(308)
})

it('plays a proxy that takes small bodies only', async () => {
  const id = await begin(main)
  control.addFault({ match: { ...chunkMatch, times: 100 }, fault: { kind: 'proxy-413', maxBytes: 5000 } })
  const refused = await putChunk(main, id, 0, 5001)
  expect([refused.status, refused.headers['content-type']]).toEqual([413, 'text/html'])
  expect((await putChunk(main, id, 0, 5000)).headers.range).toBe('bytes=0-4999')
})

it('corrupts a chunk, which a digest shows', async () => {
  const id = await begin(main)
  const digest = createHash('sha256').update(sampleMp4.subarray(0, 5000)).digest('base64')
  const headers = { Digest: `sha-256=${digest}` }
  control.addFault({ match: chunkMatch, fault: { kind: 'corrupt' } })
  expect((await putChunk(main, id, 0, 5000, { headers })).status).toBe(460)
  expect((await putChunk(main, id, 0, 5000, { headers })).headers.range).toBe('bytes=0-4999')
})

it('delays a request', async () => {
  control.addFault({ match: { path: '/ping' }, fault: { kind: 'delay', ms: 60 } })
  const begun = performance.now()
  expect((await main.get('/ping')).text).toBe('pong')
  expect(performance.now() - begun).toBeGreaterThanOrEqual(50)
})

it('stalls in a chunk, which keeps the session locked', async () => {
  const id = await begin(main)
  control.addFault({ match: chunkMatch, fault: { kind: 'stall', afterBytes: 1000 } })
  const stalled = putChunk(main, id, 0, total).catch((error: unknown) => error)
  const locked = await poll(
    () => query(main, id),
    ({ status }) => status === 423,
  )
  expect(locked.status).toBe(423)
  control.setOffline(true)
  expect(await stalled).toBeInstanceOf(Error)
})

it('cuts everything while it is offline', async () => {
  control.setOffline(true)
  await expect(main.get('/ping')).rejects.toThrow()
  control.setOffline(false)
  expect((await main.get('/ping')).status).toBe(200)
})

it('drops unfinished sessions when told', async () => {
  const ids = [await begin(main), await begin(main)]
  expect(await control.purgeSessions()).toBe(2)
  for (const id of ids) expect((await query(main, id)).status).toBe(404)
})

it('drops only sessions that nothing was written to for so long', async () => {
  const idle = await begin(main)
  const written = await begin(main)
  const asked = await begin(main)
  const begun = await begin(main, { lastModified: 77 })
  const time = await timeBetweenWrites()
  await putChunk(main, written, 0, 4000)
  // A question is no sign of life; the first request, sent again, is one.
  await query(main, asked)
  await begin(main, { lastModified: 77 })
  expect(await control.purgeSessions(3_600_000)).toBe(0)
  expect(await control.purgeSessions(Date.now() - time)).toBe(2)
  const statuses = [idle, asked, written, begun].map(async (id) => (await query(main, id)).status)
  expect(await Promise.all(statuses)).toEqual([404, 404, 308, 308])
})

it('counts requests, bytes and parallel chunks', async () => {
  const id = await begin(main)
  control.resetRequests()
  await Promise.all([putChunk(main, id, 0, 4000), query(main, id)])
  const log = control.requests().map(({ method, bytes }) => [method, bytes])
  expect(log.sort()).toEqual([
    ['PUT', 0],
    ['PUT', 4000],
  ])
  const { putBytes, putCount, maxParallelPuts } = control.statistics()
  expect([putBytes, putCount]).toEqual([4000, 2])
  expect(maxParallelPuts).toBeLessThanOrEqual(2)
})
