import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { PRIVACY, type Attachment, type Draft } from '@shared/uploads/draft'
import type { Problem, Step } from '@shared/uploads/upload'
import { EngineOnDemo, videoBytes } from '../../../test/support/engine-demo'
import { proxyPage } from '../../../test/support/proxy-page'
import { SkippingClock } from '../../../test/support/skipping-clock'
import type { Clock } from './ports'

let bench: EngineOnDemo

afterEach(async () => {
  await bench.close()
})

async function published(change: Partial<Draft> = {}, clock?: Clock): Promise<string> {
  bench = await EngineOnDemo.open({}, clock === undefined ? {} : { clock })
  const id = await bench.submit(videoBytes(1000), { title: 'Harbour', ...change })
  await bench.engine.untilState(id, 'published', 'failed')
  return id
}

/** What was sent about the video itself, in its order. */
const updates = (): number =>
  bench.demo.control.requests().filter(({ method, path }) => method === 'PUT' && !path.includes('resumable'))
    .length

async function licenceOf(uuid: string): Promise<unknown> {
  const answer = await fetch(`${bench.demo.url}/api/v1/videos/${uuid}`)
  const { licence } = (await answer.json()) as { licence: { id: number | null } }
  return licence.id
}

const problem = (field: Problem['field']): Problem => ({ field, code: 'required', params: {} })
const stepsOf = (id: string): Step[] => bench.engine.rows.get(id)?.steps ?? []

describe('a plan whose moment has passed', () => {
  const schedule = { updateAt: '2020-01-01T10:00:00.000Z', privacy: PRIVACY.public, timeZone: 'UTC' }

  it('does not keep edits from being sent, and taking it off does not make the video private again', async () => {
    const id = await published({ schedule })
    expect(bench.engine.draft(id)).toMatchObject({ privacy: PRIVACY.public, schedule: null })
    bench.engine.edit(id, { schedule: null, description: 'By the sea' })
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.description === 'By the sea')
    expect(stepsOf(id)).toEqual([])
    expect(await bench.demo.control.videos()).toMatchObject([{ privacy: PRIVACY.public }])
  })
})

describe('what is typed about a video that people can see', () => {
  it('goes out when nothing was typed for a while, and what is chosen at once', async () => {
    const clock = new SkippingClock()
    const id = await published({}, clock)
    bench.engine.edit(id, { title: 'Harb', chapters: [{ timecode: 0, title: 'St' }] })
    bench.engine.edit(id, { title: 'Harbour at d', privacy: PRIVACY.unlisted })
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.privacy === PRIVACY.unlisted)
    expect(await bench.demo.control.videos()).toMatchObject([{ name: 'Harbour', privacy: PRIVACY.unlisted }])
    clock.skip(4_000)
    bench.engine.edit(id, { title: 'Harbour at dawn' })
    clock.skip(4_000)
    expect(updates()).toBe(1)
    clock.skip(2_000)
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.title === 'Harbour at dawn')
    await bench.engine.until(() => stepsOf(id).length === 0)
    expect(updates()).toBe(3)
  })

  it('is told once it has arrived', async () => {
    const id = await published({}, new SkippingClock())
    await bench.engine.until(() => stepsOf(id).length === 0)
    const told = (): string[] => bench.engine.stepsSent.map((row) => row.id)
    expect(told()).toEqual([])
    bench.engine.edit(id, { privacy: PRIVACY.unlisted })
    await bench.engine.until(() => told().length > 0)
    expect(await bench.demo.control.videos()).toMatchObject([{ privacy: PRIVACY.unlisted }])
    expect(told()).toEqual([id])
  })

  it('goes out after a crash, and at once when the person asks for it', async () => {
    const clock = new SkippingClock()
    const id = await published({}, clock)
    bench.engine.edit(id, { title: 'Harbour at dawn' })
    await bench.engine.restart()
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.title === 'Harbour at dawn')
  })
})

describe('a licence that is not said', () => {
  it('stays not said where the instance has a default of its own', async () => {
    bench = await EngineOnDemo.open()
    bench.demo.control.setConfig({ defaultLicence: 2 })
    const said = await bench.submit(videoBytes(1000), { title: 'Said', licence: 4, privacy: PRIVACY.public })
    const id = await bench.submit(videoBytes(1000), { title: 'Not said', privacy: PRIVACY.public })
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.licence === null)
    await bench.engine.untilState(said, 'published')
    const videos = await bench.demo.control.videos()
    expect(videos).toHaveLength(2)
    const licences = videos.map(({ uuid }) => licenceOf(uuid))
    expect((await Promise.all(licences)).sort()).toEqual([4, null])
    // No init was repeated for it.
    expect(bench.inits).toHaveLength(2)
  })
})

describe('whether the instance is to write captions', () => {
  it('is told to the server while bytes flow, which is the last time that it listens', async () => {
    bench = await EngineOnDemo.open({ maxChunkSize: 64 * 1024, version: '8.2.0' })
    bench.demo.control.setConfig({ transcriptionEnabled: true })
    bench.account.bandwidth.setLimit(64 * 1024 * 10)
    const id = await bench.submit(videoBytes(64 * 1024 * 6), { generateTranscription: true })
    await bench.engine.until(() => (bench.engine.store.find(id)?.bytesSent ?? 0) >= 64 * 1024 * 2)
    bench.engine.edit(id, { generateTranscription: false })
    bench.account.bandwidth.setLimit(null)
    await bench.engine.untilState(id, 'published', 'failed')
    const asked = bench.inits.map((body) => JSON.parse(body) as { generateTranscription?: boolean })
    expect(asked.map(({ generateTranscription }) => generateTranscription)).toEqual([true, false])
  })
})

describe('the page of a proxy', () => {
  it('is no refusal of what is edited: it goes out again', async () => {
    const id = await published()
    bench.demo.control.addFault({
      match: { method: 'PUT', path: '^/api/v1/videos/[^/]*$' },
      fault: proxyPage(404),
    })
    bench.engine.edit(id, { privacy: 1 })
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.privacy === 1)
    expect(bench.demo.control.pendingFaults()).toEqual([])
  })
})

describe('what is known to be wrong', () => {
  it('is not sent for the instance to refuse it: chapters, captions, a thumbnail', async () => {
    const id = await published()
    const file: Attachment = { id: randomUUID(), name: 'talk.srt', bytes: 1 }
    bench.engine.problems = [problem('chapters'), problem('captions'), problem('thumbnail')]
    bench.engine.edit(id, {
      description: 'By the sea',
      chapters: [{ timecode: 0, title: '' }],
      captions: [{ language: 'und', file }],
      thumbnail: { file, frameAt: null },
    })
    await bench.engine.until(() => bench.engine.store.find(id)?.carried?.description === 'By the sea')
    await bench.engine.until(() => stepsOf(id).length === 3)
    expect(stepsOf(id).map(({ kind, error }) => [kind, error])).toEqual([
      ['thumbnail', null],
      ['caption', null],
      ['chapters', null],
    ])
    expect(updates()).toBe(1)
  })
})

describe('a file that goes along and was moved', () => {
  it('is said by a code that the window has words for, not by the code itself', async () => {
    const id = await published()
    const file: Attachment = { id: randomUUID(), name: 'talk.srt', bytes: 1 }
    bench.engine.attachments.set(file.id, { path: '/nowhere/talk.srt', name: 'talk.srt' })
    const gone: Attachment = { ...file, id: randomUUID() }
    bench.engine.edit(id, {
      captions: [
        { language: 'en', file },
        { language: 'fr', file: gone },
      ],
    })
    await bench.engine.until(() => stepsOf(id).filter(({ error }) => error !== null).length === 2)
    expect(stepsOf(id).map(({ error }) => error)).toEqual([
      { code: 'file-unreadable' },
      { code: 'file-missing' },
    ])
  })
})
