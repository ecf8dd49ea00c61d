// What was sent and never answered: an edit that is taken back meanwhile may have arrived.

import { afterEach, describe, expect, it } from 'vitest'
import { PRIVACY, type Draft } from '@shared/uploads/draft'
import type { Problem } from '@shared/uploads/upload'
import { EngineOnDemo, sha256, videoBytes } from '../../../test/support/engine-demo'
import { JumpingClock } from '../../../test/support/engine-parts'

const CHUNK = 64 * 1024
const INIT = { method: 'POST', path: 'upload-resumable' }
const lost = { kind: 'cut-response' } as const

let bench: EngineOnDemo
let clock: JumpingClock

afterEach(async () => {
  await bench.close()
})

async function open(): Promise<void> {
  clock = new JumpingClock()
  bench = await EngineOnDemo.open({ maxChunkSize: CHUNK }, { clock })
}

/** Slow enough to be edited on its way. */
async function underWay(change: Partial<Draft>): Promise<{ id: string; content: Buffer }> {
  await open()
  bench.account.bandwidth.setLimit(CHUNK * 8)
  const content = videoBytes(CHUNK * 6)
  const id = await bench.submit(content, change)
  await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) > 0)
  return { id, content }
}

async function paused(change: Partial<Draft>): Promise<{ id: string; content: Buffer }> {
  const upload = await underWay(change)
  await bench.engine.uploads.commands.pause([upload.id])
  bench.account.bandwidth.setLimit(null)
  return upload
}

async function published(change: Partial<Draft> = {}): Promise<string> {
  await open()
  const id = await bench.submit(videoBytes(CHUNK), change)
  await untilQuiet(id)
  return id
}

/** Published, and nothing waits to be sent. */
async function untilQuiet(id: string): Promise<void> {
  await bench.engine.untilState(id, 'published', 'failed')
  expect(bench.engine.state(id).name).toBe('published')
  await bench.engine.until(() => bench.engine.rows.get(id)?.steps.length === 0)
}

async function holds(look: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise(setImmediate)
}

const privacies = async (): Promise<number[]> =>
  (await bench.demo.control.videos()).map(({ privacy }) => privacy)
const invalid: Problem[] = [{ field: 'description', code: 'too-short', params: { min: 3, actual: 2 } }]

describe('a video is never more public than its draft, also when the answer to', () => {
  it('the renewed init is lost and the edit taken back', async () => {
    const { id } = await underWay({ privacy: PRIVACY.private })
    bench.demo.control.addFault({ match: INIT, fault: lost })
    bench.engine.edit(id, { privacy: PRIVACY.public })
    await bench.engine.untilState(id, 'queued')
    expect(bench.engine.store.find(id)?.inDoubt).toEqual(['privacy'])
    bench.engine.edit(id, { privacy: PRIVACY.private })
    await untilQuiet(id)
    expect(await privacies()).toEqual([PRIVACY.private])
    expect(bench.engine.store.find(id)?.inDoubt).toEqual([])
  })

  it('the init that keeps a session alive is lost and the edit taken back', async () => {
    const { id } = await paused({ privacy: PRIVACY.private })
    bench.engine.edit(id, { privacy: PRIVACY.public })
    bench.demo.control.addFault({ match: INIT, fault: lost })
    clock.jump(31 * 60_000)
    await holds(() => bench.demo.control.pendingFaults().length === 0)
    bench.engine.edit(id, { privacy: PRIVACY.private })
    await bench.engine.uploads.commands.resume([id])
    await untilQuiet(id)
    expect(await privacies()).toEqual([PRIVACY.private])
  })

  it('an update is lost and the edit taken back', async () => {
    const id = await published({ privacy: PRIVACY.private })
    const match = { method: 'PUT', path: '/videos/[0-9a-f-]+$' }
    // The second one: a connection that was kept open is tried once more by itself.
    bench.demo.control.addFault({ match: { ...match, times: 2 }, fault: lost })
    bench.engine.edit(id, { privacy: PRIVACY.public })
    await holds(async () => (await privacies())[0] === PRIVACY.public)
    bench.engine.edit(id, { privacy: PRIVACY.private })
    await bench.engine.until(() => bench.engine.store.find(id)?.inDoubt.length === 0)
    await untilQuiet(id)
    expect(await privacies()).toEqual([PRIVACY.private])
  })
})

it('a caption that was taken back after its answer was lost does not stay on the video', async () => {
  const id = await published({ privacy: PRIVACY.public })
  const path = bench.engine.file('en.vtt', Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'))
  const file = { id: '33333333-3333-4333-8333-333333333333', name: 'en.vtt', bytes: 40 }
  bench.engine.attachments.set(file.id, { path, name: 'en.vtt' })
  bench.demo.control.addFault({ match: { method: 'PUT', path: '/captions/en$', times: 2 }, fault: lost })
  bench.engine.edit(id, { captions: [{ language: 'en', file }] })
  await holds(() => bench.engine.store.find(id)?.inDoubt.includes('caption:en') === true)
  await holds(() => bench.demo.control.requests().some(({ path: asked }) => asked.endsWith('/captions/en')))
  bench.engine.edit(id, { captions: [] })
  await bench.engine.until(() => bench.engine.store.find(id)?.inDoubt.length === 0)
  await untilQuiet(id)
  const uuid = (await bench.demo.control.videos())[0]?.uuid ?? ''
  const answer = await fetch(`${bench.demo.url}/api/v1/videos/${uuid}/captions`)
  expect(await answer.json()).toMatchObject({ total: 0 })
})

it('what the instance refuses is not in doubt', async () => {
  const id = await published()
  const fault = { kind: 'status', status: 400, body: { status: 400, detail: 'No' } } as const
  bench.demo.control.addFault({ match: { method: 'PUT', path: '/videos/' }, fault })
  bench.engine.edit(id, { tags: ['sea'] })
  await bench.engine.until(() => (bench.engine.rows.get(id)?.steps[0]?.error ?? null) !== null)
  expect(bench.engine.store.find(id)?.inDoubt).toEqual([])
})

describe('a draft that is half typed at the last chunk', () => {
  it('costs no byte: what was said before is said, as private as the draft is by now', async () => {
    const { id, content } = await underWay({ privacy: PRIVACY.public, description: 'By the sea' })
    bench.engine.problems = invalid
    bench.engine.edit(id, { privacy: PRIVACY.private, description: 'By' })
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.demo.control.videos()).toMatchObject([
      { privacy: PRIVACY.private, sha256: sha256(content) },
    ])
    expect(bench.engine.rows.get(id)?.steps).toMatchObject([{ kind: 'metadata', error: null }])
    bench.engine.problems = []
    bench.engine.edit(id, { description: 'By the lake' })
    await untilQuiet(id)
  })

  it('is found out by the instance: the same, with the session that is there', async () => {
    const { id, content } = await underWay({ privacy: PRIVACY.public })
    bench.engine.edit(id, { privacy: PRIVACY.private, description: 'By' })
    await bench.engine.untilState(id, 'published', 'failed')
    expect(await bench.demo.control.videos()).toMatchObject([
      { privacy: PRIVACY.private, sha256: sha256(content) },
    ])
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(3)
  })

  it('keeps the session and every byte where the instance takes nothing at all', async () => {
    const { id, content } = await underWay({ privacy: PRIVACY.public })
    const fault = { kind: 'status', status: 400, body: { status: 400, detail: 'No' } } as const
    bench.demo.control.addFault({ match: { ...INIT, times: 2 }, fault })
    bench.engine.edit(id, { privacy: PRIVACY.private })
    await bench.engine.untilState(id, 'published', 'failed')
    expect(bench.engine.state(id)).toMatchObject({ code: 'refused', session: { lastByteSent: false } })
    const before = bench.exchanges.length
    await bench.engine.uploads.commands.retry([id])
    await untilQuiet(id)
    expect(bench.exchanges[before]).toBe(`PUT bytes */${String(content.length)}`)
    expect(await privacies()).toEqual([PRIVACY.private])
  })
})

describe('a quota that is full by the last chunk', () => {
  it('keeps no file from its end that is nearly there', async () => {
    const { id, content } = await underWay({ privacy: PRIVACY.private })
    await bench.demo.control.updateUser('demo', { videoQuota: 10 })
    bench.engine.edit(id, { privacy: PRIVACY.public })
    await untilQuiet(id)
    expect(await bench.demo.control.videos()).toMatchObject([
      { privacy: PRIVACY.public, sha256: sha256(content) },
    ])
  })

  it('does not publish what is to be private by now', async () => {
    const { id } = await underWay({ privacy: PRIVACY.public })
    await bench.demo.control.updateUser('demo', { videoQuota: 10 })
    bench.engine.edit(id, { privacy: PRIVACY.private })
    await bench.engine.untilState(id, 'published', 'failed', 'blocked')
    expect(bench.engine.state(id)).toMatchObject({ name: 'blocked', reason: 'quota' })
    await bench.demo.control.updateUser('demo', { videoQuota: -1 })
    await bench.engine.uploads.commands.resume([id])
    await untilQuiet(id)
    expect(await privacies()).toEqual([PRIVACY.private])
  })
})

describe('a session whose init is not taken any more is kept by a little of the file', () => {
  it.each(['a draft that the instance does not take', 'a full quota'])('%s', async (trouble) => {
    const { id, content } = await paused({})
    const isQuota = trouble === 'a full quota'
    if (isQuota) await bench.demo.control.updateUser('demo', { videoQuota: 10 })
    else bench.engine.edit(id, { description: 'ab' })
    clock.jump(31 * 60_000)
    await bench.engine.until(() => {
      const state = bench.engine.state(id)
      return state.name === 'paused' && clock.now() - (state.session?.lastByteAt ?? 0) < 60_000
    })
    expect(bench.exchanges.at(-1)).toMatch(/^PUT bytes \d+-/)
    if (isQuota) await bench.demo.control.updateUser('demo', { videoQuota: -1 })
    else bench.engine.edit(id, { description: '' })
    await bench.engine.uploads.commands.resume([id])
    await untilQuiet(id)
    expect(await bench.hashes()).toEqual([sha256(content)])
  })

  it('a draft that is known to be wrong is not sent: what was said before is', async () => {
    const { id } = await paused({ description: 'By the sea' })
    bench.engine.problems = invalid
    bench.engine.edit(id, { description: 'By' })
    clock.jump(31 * 60_000)
    await bench.engine.until(() => {
      const state = bench.engine.state(id)
      return state.name === 'paused' && clock.now() - (state.session?.lastByteAt ?? 0) < 60_000
    })
    expect(bench.inits.at(-1)).toContain('By the sea')
  })
})

describe('a session that its init does not find any more', () => {
  it.each<[string, Partial<Draft>, number]>([
    ['goes on, and what was edited follows', { description: 'By the sea' }, 1],
    ['begins anew where it would make the video more public than its draft', { privacy: PRIVACY.private }, 2],
  ])('%s', async (_what, change, sessions) => {
    const { id, content } = await paused({ privacy: PRIVACY.public })
    const state = bench.engine.state(id)
    if (state.name !== 'paused' || state.session === null) throw new Error('not paused halfway')
    const session = { ...state.session, title: 'As the server knows it no more' }
    bench.engine.store.write(id, { state: { name: 'paused', session } })
    bench.engine.edit(id, change)
    await bench.engine.uploads.commands.resume([id])
    await untilQuiet(id)
    expect(await bench.hashes()).toEqual([sha256(content)])
    expect(await privacies()).toEqual([bench.engine.draft(id).privacy])
    // One init each, and one that led elsewhere, to what was ended at once.
    expect(bench.exchanges.filter((exchange) => exchange === 'POST')).toHaveLength(sessions + 1)
    expect(bench.exchanges.filter((exchange) => exchange === 'DELETE')).toHaveLength(1)
  })
})
