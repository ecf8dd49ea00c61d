// Long, and one thing: the failure table, tried row by row against an instance that fails on demand.

import { rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { proxyPage } from '../../../test/support/proxy-page'
import type { Fault } from '../../demo-instance'
import { systemClock } from '../system/clock'

const CHUNK = 64 * 1024
const CHUNKS_PUT = { method: 'PUT', path: 'upload-resumable' }
const INIT = { method: 'POST', path: 'upload-resumable' }

let bench: EngineOnDemo

beforeEach(async () => {
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK })
})

afterEach(async () => {
  await bench.close()
})

const status = (
  code: number,
  body: unknown = { status: code },
  headers: Record<string, string> = {},
): Fault => ({
  kind: 'status',
  status: code,
  body,
  headers,
})

const settled = ['published', 'failed', 'blocked'] as const

/** Whole, once, and nothing else on the instance. */
async function expectWholeAndOnce(id: string, content: Uint8Array): Promise<void> {
  await bench.engine.untilState(id, 'published', 'failed')
  expect(JSON.stringify(bench.engine.state(id))).toContain('"published"')
  expect(await bench.hashes()).toEqual([sha256(content)])
}

async function waitForBytes(id: string, bytes: number): Promise<void> {
  await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= bytes)
}

/** The instance has made its video, whoever was told. */
async function untilMade(): Promise<void> {
  while ((await bench.hashes()).length === 0) await new Promise(setImmediate)
}

describe('a passing trouble in the middle of the chunks', () => {
  const troubles: [string, Fault][] = [
    ['a cut connection', { kind: 'cut', afterBytes: 20_000 }],
    ['a lost answer', { kind: 'cut-response' }],
    ['408', status(408, '')],
    ['409 FileConflict', status(409, { error: { code: 'FileConflict', message: 'x' } })],
    ['423 FileLocked', status(423, { error: { code: 'FileLocked', message: 'x' } })],
    ['429 with Retry-After', { ...status(429, 'Too many requests', { 'Retry-After': '1' }) }],
    ['500', status(500, { error: { code: 'FileError', message: 'x' } })],
    ['502 of a proxy', status(502, '<html>Bad gateway</html>')],
    ['503 StorageError', status(503, { error: { code: 'StorageError', message: 'x' } })],
    ['200 of something that is not PeerTube', status(200, '<html>Welcome to our hotel</html>')],
  ]

  it.each(troubles)('%s: goes on, and the video arrives whole and once', async (_name, fault) => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault })
    const content = videoBytes(CHUNK * 4)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
  })

  it('is told on the row while the next attempt waits, in the words of the server', async () => {
    const fault = status(503, { error: { code: 'StorageError', message: 'No room left' } })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2, times: 3 }, fault })
    const content = videoBytes(CHUNK * 4)
    const id = await bench.submit(content)
    await bench.engine.until(() => JSON.stringify(bench.engine.state(id)).includes('No room left'))
    expect(bench.engine.state(id)).toMatchObject({
      name: 'queued',
      retryBecause: { serverWords: 'No room left' },
    })
    await expectWholeAndOnce(id, content)
  })

  it('460 for bytes that were corrupted on the way: goes on once the server has put them down', async () => {
    await bench.close()
    // The server needs its time, whatever a test would like.
    bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock: systemClock })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: { kind: 'corrupt' } })
    const content = videoBytes(CHUNK * 4)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
  })

  it('a cut in the middle of a chunk with a checksum: what the server says to have of it is sent anew', async () => {
    bench.demo.control.addFault({
      match: { ...CHUNKS_PUT, nth: 2 },
      fault: { kind: 'cut', afterBytes: 20_000 },
    })
    const says = { Range: `bytes=0-${String(CHUNK + 9_999)}` }
    // Of those that the rule before has left: the first chunk, and the question after the cut.
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: status(308, '', says) })
    const content = videoBytes(CHUNK * 4)
    await expectWholeAndOnce(await bench.submit(content), content)
    const ranges = bench.exchanges.filter((exchange) => exchange.startsWith(`PUT bytes ${String(CHUNK)}-`))
    expect(ranges).toHaveLength(2)
  })

  it.each([
    [403, 'chunk'],
    [404, 'chunk'],
    [405, 'chunk'],
    [410, 'chunk'],
    [404, 'question after a cut'],
  ])('a page of %i by a proxy to a %s: the session goes on, no byte is sent again', async (code, where) => {
    const isChunk = where === 'chunk'
    const page = status(code, '<html><h1>Back soon</h1></html>', { 'Content-Type': 'text/html' })
    const match = { ...CHUNKS_PUT, nth: 2 }
    bench.demo.control.addFault({ match, fault: isChunk ? page : { kind: 'cut-response' } })
    if (!isChunk) bench.demo.control.addFault({ match, fault: page })
    const content = videoBytes(CHUNK * 4)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
    expect(bench.inits).toHaveLength(1)
    expect(bench.exchanges.filter((exchange) => exchange.startsWith('PUT bytes 0-'))).toHaveLength(1)
  })

  it('a page of 404 by a proxy after a last answer that was lost: the video is looked for, and is the one', async () => {
    bench.demo.control.addFault({ match: CHUNKS_PUT, fault: { kind: 'cut-response' } })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, times: 99 }, fault: proxyPage(404) })
    const content = videoBytes(1000)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.inits).toHaveLength(1)
  })

  it.each([
    [404, 'FileNotFound'],
    [410, 'Gone'],
  ])('%i %s while bytes remain: a new session from zero, which says why', async (code, word) => {
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.submit(content)
    await waitForBytes(id, CHUNK)
    await bench.demo.control.purgeSessions()
    bench.demo.control.addFault({ match: CHUNKS_PUT, fault: status(code, { error: { code: word } }) })
    await bench.engine.until(() => bench.exchanges.filter((exchange) => exchange === 'POST').length === 2)
    bench.account.bandwidth.setLimit(null)
    await expectWholeAndOnce(id, content)
  })

  it('a line that is cut time and again: chunks become so small that they get through', async () => {
    await bench.close()
    bench = await EngineOnDemo.open()
    bench.demo.control.addFault({
      match: { ...CHUNKS_PUT, times: 1000 },
      fault: { kind: 'cut', afterBytes: 900_000 },
    })
    const content = videoBytes(3_000_000)
    await expectWholeAndOnce(await bench.submit(content), content)
  })

  it('a restart of the server loses its sessions: from zero', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.submit(content)
    await waitForBytes(id, CHUNK * 2)
    await bench.demo.control.restart()
    bench.account.bandwidth.setLimit(null)
    await expectWholeAndOnce(id, content)
  })
})

describe('trouble at the init', () => {
  it('an init whose answer is lost after the session was made: finds the same session again', async () => {
    bench.demo.control.addFault({ match: INIT, fault: { kind: 'cut-response' } })
    const content = videoBytes(CHUNK * 2)
    await expectWholeAndOnce(await bench.submit(content), content)
    const identities = bench.inits.map((body) => (JSON.parse(body) as { lastModified: number }).lastModified)
    expect(identities).toHaveLength(2)
    expect(new Set(identities).size).toBe(1)
  })

  it.each([
    ['403', 403, 'refused'],
    ['415', 415, 'unsupported'],
    ['400', 400, 'refused'],
  ] as const)('%s: failed with the words of the server', async (_name, code, failure) => {
    const body = { status: code, detail: 'Not here' }
    bench.demo.control.addFault({ match: INIT, fault: status(code, body) })
    const id = await bench.submit(videoBytes(1000))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({
      name: 'failed',
      code: failure,
      status: code,
      detail: 'Not here',
    })
    expect(bench.engine.attention.map((row) => row.id)).toEqual([id])

    await bench.engine.uploads.commands.retry([id])
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id).name).toBe('published')
  })

  it('keeps no secret that a server repeats in its refusal', async () => {
    const token = 'a1'.repeat(20)
    const body = { status: 403, detail: `<b>No</b> entry with Bearer ${token}` }
    bench.demo.control.addFault({ match: INIT, fault: status(403, body) })
    const id = await bench.submit(videoBytes(1000))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({
      name: 'failed',
      detail: 'No entry with Bearer [removed]',
    })
  })

  it('413 of an instance with a limit: too large', async () => {
    bench.demo.control.setConfig({ maxFileSizeBytes: 500 })
    const id = await bench.submit(videoBytes(1000))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'too-large' })
  })

  it('413 quota_reached: blocked, and goes on when there is room', async () => {
    await bench.demo.control.updateUser('demo', { videoQuota: 10 })
    const content = videoBytes(1000)
    const id = await bench.submit(content)
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'blocked', reason: 'quota' })
    await bench.demo.control.updateUser('demo', { videoQuota: -1 })
    await bench.engine.uploads.commands.resume([id])
    await expectWholeAndOnce(id, content)
  })
})

describe('the last byte', () => {
  it('an answer lost after publication leaves exactly one video', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: { kind: 'cut-response' } })
    const content = videoBytes(CHUNK * 2)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(1)
  })

  it('an answer lost, and the upload cancelled: sent again, there is still exactly one video', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: { kind: 'cut-response' } })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2, times: 5 }, fault: status(500) })
    const content = videoBytes(CHUNK * 2)
    const id = await bench.submit(content, { title: 'Of two minds' })
    await untilMade()
    await bench.engine.until(() => bench.engine.state(id).name === 'queued')
    await bench.engine.uploads.commands.cancel([id])
    expect(bench.engine.state(id)).toMatchObject({ name: 'cancelled', lastSession: { lastByteSent: true } })
    await bench.engine.restart()
    await bench.engine.uploads.commands.retry([id])
    await bench.engine.uploads.commands.submit([id])
    await expectWholeAndOnce(id, content)
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(1)
  })

  it('503 while the server is finishing: waits, and finds the video', async () => {
    bench.demo.control.setConfig({ finishMs: 300 })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: { kind: 'cut-response' } })
    bench.demo.control.addFault({
      match: { ...CHUNKS_PUT, nth: 2 },
      fault: status(503, { status: 503, detail: 'already being processed' }, { 'Retry-After': '20' }),
    })
    const content = videoBytes(CHUNK * 2)
    await expectWholeAndOnce(await bench.submit(content), content)
  })

  it('422 for a repeated last byte of a video that was just made: the video counts', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: { kind: 'cut-response' } })
    const fault = status(422, { status: 422, detail: 'Video file unreadable.' })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault })
    const content = videoBytes(CHUNK * 2)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.demo.control.pendingFaults()).toEqual([])
  })

  it('422: failed as unreadable, and a retry begins a new session', async () => {
    const content = videoBytes(CHUNK)
    content.write('nothing!', 0, 'latin1')
    const id = await bench.submit(content)
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'unreadable', session: null })
    expect(await bench.hashes()).toEqual([])
  })

  it('does not take an older video of the same name for its own', async () => {
    const first = await bench.submit(videoBytes(CHUNK * 2), { title: 'Twice' })
    await bench.engine.untilState(first, ...settled)
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, nth: 2 }, fault: { kind: 'cut', afterBytes: 100 } })
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 2)
    const second = await bench.submit(content, { title: 'Twice' })
    await bench.engine.until(() => bench.demo.control.pendingFaults().length === 0)
    await bench.demo.control.purgeSessions()
    await bench.engine.untilState(second, ...settled)
    expect(await bench.hashes()).toHaveLength(2)
    expect((await bench.hashes())[1]).toBe(sha256(content))
  })
})

describe('tokens', () => {
  it('401 in the middle: refreshed once, and goes on', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 5)
    const id = await bench.submit(content)
    await waitForBytes(id, CHUNK)
    await bench.demo.control.expireTokens('demo', 'access')
    bench.account.bandwidth.setLimit(null)
    await expectWholeAndOnce(id, content)
  })

  it('a worthless refresh token blocks all of the account; signing in sets it free', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 10)
    const ids = await Promise.all([1, 2].map(() => bench.submit(videoBytes(CHUNK * 4))))
    const [first = '', second = ''] = ids
    await waitForBytes(first, CHUNK)
    await bench.demo.control.revokeTokens('demo')
    for (const id of [first, second]) await bench.engine.untilState(id, 'blocked')
    expect(bench.engine.state(second)).toMatchObject({ name: 'blocked', reason: 'signed-out' })
    bench.account.bandwidth.setLimit(null)
    await bench.account.signInAgain()
    bench.engine.accounts.setSignedIn(bench.account.id, true)
    for (const id of ids) await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.hashes()).toHaveLength(2)
  })
})

describe('chunks', () => {
  it('413 of a proxy: halves the chunk and remembers it for that instance', async () => {
    bench.demo.control.addFault({
      match: { ...CHUNKS_PUT, times: 100 },
      fault: { kind: 'proxy-413', maxBytes: 20_000 },
    })
    const content = videoBytes(CHUNK * 3)
    await expectWholeAndOnce(await bench.submit(content), content)
    expect(bench.engine.notes.chunkCeiling(bench.demo.url)).toBe(CHUNK / 4)
  })

  it('460 three times: failed', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, times: 9 }, fault: { kind: 'corrupt' } })
    const id = await bench.submit(videoBytes(CHUNK * 2))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'checksum', status: 460 })
  })

  it('the same offset three times: stalled', async () => {
    const fault = status(308, '', { Range: 'bytes=0--1' })
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, times: 9 }, fault })
    const id = await bench.submit(videoBytes(CHUNK * 2))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'stalled' })
  })

  it('500 again and again: failed after ten attempts, with the session kept', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, times: 99 }, fault: status(500) })
    const id = await bench.submit(videoBytes(CHUNK * 2))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({
      name: 'failed',
      code: 'attempts',
      session: { lastByteSent: false },
    })
  })

  it('500 to everything, as while its database is down: blocked, and on when the instance is back', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.submit(content)
    await waitForBytes(id, CHUNK)
    bench.demo.control.addFault({ match: { path: 'api/v1', times: 999 }, fault: status(500) })
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'blocked', reason: 'instance-unreachable' })
    bench.demo.control.clearFaults()
    await bench.engine.uploads.commands.resume([id])
    await expectWholeAndOnce(id, content)
    expect(bench.inits).toHaveLength(1)
  })

  const lost = status(404, { error: { code: 'FileNotFound', message: 'Not found' } })

  it('a session that was lost in the meantime begins anew, whatever was tried before', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, times: 9 }, fault: status(500) })
    bench.demo.control.addFault({ match: CHUNKS_PUT, fault: lost })
    const content = videoBytes(CHUNK * 2)
    await expectWholeAndOnce(await bench.submit(content), content)
  })

  it('lost session after lost session without a byte: failed', async () => {
    bench.demo.control.addFault({ match: { ...CHUNKS_PUT, times: 99 }, fault: lost })
    const id = await bench.submit(videoBytes(CHUNK * 2))
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'failed', code: 'attempts', status: 404 })
    expect(bench.inits).toHaveLength(10)
  })
})

describe('the network', () => {
  it('offline: blocked without an attempt, and goes on by itself', async () => {
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 5)
    const id = await bench.submit(content)
    await waitForBytes(id, CHUNK)
    bench.engine.connectivity.set(false)
    expect(bench.engine.state(id)).toMatchObject({ name: 'blocked', reason: 'offline' })
    bench.account.bandwidth.setLimit(null)
    bench.engine.connectivity.set(true)
    await expectWholeAndOnce(id, content)
  })

  it('an instance that is away and comes back: the upload arrives', async () => {
    bench.demo.control.setOffline(true)
    const content = videoBytes(CHUNK * 2)
    const id = await bench.submit(content)
    await bench.engine.until(() => {
      const state = bench.engine.state(id)
      return 'attempt' in state && state.attempt >= 2
    })
    bench.demo.control.setOffline(false)
    await expectWholeAndOnce(id, content)
  })
})

describe('the file', () => {
  async function halfway(): Promise<{ id: string; path: string; content: Buffer }> {
    bench.account.bandwidth.setLimit(CHUNK * 20)
    const content = videoBytes(CHUNK * 6)
    const id = await bench.submit(content)
    await waitForBytes(id, CHUNK)
    return { id, path: bench.engine.store.find(id)?.filePath ?? '', content }
  }

  function longerAtTheSameTime(path: string): void {
    const { atimeMs, mtimeMs } = statSync(path)
    writeFileSync(path, videoBytes(CHUNK * 8))
    utimesSync(path, atimeMs / 1000, mtimeMs / 1000)
  }

  it.each([
    ['changed in place', (path: string, content: Buffer) => writeFileSync(path, content.fill(1, CHUNK * 5))],
    ['truncated', (path: string) => truncateSync(path, CHUNK * 3)],
    ['touched', (path: string) => utimesSync(path, 1000, 1000)],
    ['longer, with the time that it had', longerAtTheSameTime],
    ['replaced', (path: string) => writeFileSync(path, videoBytes(CHUNK * 7))],
  ])('%s in the middle: blocked, nothing is published', async (_name, change) => {
    const { id, path, content } = await halfway()
    change(path, content)
    await bench.engine.untilState(id, ...settled)
    expect(bench.engine.state(id)).toMatchObject({ name: 'blocked', reason: 'file-changed' })
    expect(await bench.hashes()).toEqual([])
  })

  it('changed while its last chunk is on the way: the one video is in doubt until the person keeps it', async () => {
    bench.demo.control.setConfig({ finishMs: 500 })
    const id = await bench.submit(videoBytes(CHUNK * 2))
    await bench.engine.untilState(id, 'finishing', 'published', 'failed')
    utimesSync(bench.engine.store.find(id)?.filePath ?? '', 1000, 1000)
    await bench.engine.untilState(id, ...settled)
    const [video] = await bench.demo.control.videos()
    expect(bench.engine.state(id)).toMatchObject({
      name: 'failed',
      code: 'file-changed',
      video: { uuid: video?.uuid },
    })
    expect(bench.engine.published).toEqual([])
    expect(bench.engine.attention.map((row) => row.id)).toEqual([id])

    await bench.engine.uploads.commands.retry([id])
    await bench.engine.untilState(id, 'published')
    await bench.engine.until(() => bench.engine.store.find(id)?.sha256 != null)
    // Of bytes that nobody can vouch for there is no hash.
    expect(bench.engine.store.find(id)?.sha256).toBe('')
    expect(await bench.hashes()).toHaveLength(1)
  })

  it('deleted while its last chunk is on the way: nothing of it was sent twice, or is in doubt', async () => {
    bench.demo.control.setConfig({ finishMs: 500 })
    const content = videoBytes(CHUNK * 2)
    const id = await bench.submit(content)
    await bench.engine.untilState(id, 'finishing', 'published', 'failed')
    rmSync(bench.engine.store.find(id)?.filePath ?? '')
    await expectWholeAndOnce(id, content)
  })

  it('changed, and the person goes on: from zero with the new content', async () => {
    const { id, path } = await halfway()
    const replaced = videoBytes(CHUNK * 2)
    writeFileSync(path, replaced)
    await bench.engine.untilState(id, 'blocked')
    bench.account.bandwidth.setLimit(null)
    await bench.engine.uploads.commands.resume([id])
    await expectWholeAndOnce(id, replaced)
  })

  it('gone: blocked, and goes on where it stood when the file is found elsewhere', async () => {
    const { id, path, content } = await halfway()
    const stat = bench.engine.store.find(id)
    rmSync(path)
    await bench.engine.untilState(id, 'blocked')
    expect(bench.engine.state(id)).toMatchObject({ reason: 'file-missing' })
    const elsewhere = bench.engine.file('moved.mp4', content)
    utimesSync(elsewhere, (stat?.fileMtimeMs ?? 0) / 1000, (stat?.fileMtimeMs ?? 0) / 1000)
    bench.account.bandwidth.setLimit(null)
    await bench.engine.uploads.commands.useFile(id, elsewhere)
    await expectWholeAndOnce(id, content)
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(1)
  })

  it('comes back by itself, as a drive does: goes on', async () => {
    const { id, path, content } = await halfway()
    const stat = bench.engine.store.find(id)
    rmSync(path)
    await bench.engine.untilState(id, 'blocked')
    bench.account.bandwidth.setLimit(null)
    writeFileSync(path, content)
    utimesSync(path, (stat?.fileMtimeMs ?? 0) / 1000, (stat?.fileMtimeMs ?? 0) / 1000)
    await expectWholeAndOnce(id, content)
  })
})
