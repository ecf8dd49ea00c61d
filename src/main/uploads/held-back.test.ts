import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Draft } from '@shared/uploads/draft'
import { EMBED_POLICY, PRIVACY } from '@shared/uploads/draft-values'
import { EngineOnDemo, videoBytes } from '../../../test/support/engine-demo'

const FOR_SOME: Partial<Draft> = {
  privacy: PRIVACY.public,
  embedPrivacy: { policy: EMBED_POLICY.allowlist, domains: ['example.org'] },
}
const PUT_SITES = { method: 'PUT', path: '/embed-privacy$' }

let bench: EngineOnDemo

beforeEach(async () => {
  bench = await EngineOnDemo.open({ version: '8.2.0' })
})

afterEach(() => bench.close())

const video = async () => (await bench.demo.control.videos())[0]
const changes = (): string[] =>
  bench.demo.control
    .requests()
    .filter(({ method, path }) => method === 'PUT' && !path.includes('resumable'))
    .map(({ path }) => (path.endsWith('/embed-privacy') ? 'sites' : 'metadata'))
const stepsOf = (id: string) => bench.engine.rows.get(id)?.steps ?? []

it('a video for some sites is private until they are set, and public then', async () => {
  const id = await bench.submit(videoBytes(1000), FOR_SOME)
  await bench.engine.untilState(id, 'published', 'failed')
  await bench.engine.until(() => bench.engine.rows.has(id) && stepsOf(id).length === 0)
  expect(JSON.parse(bench.inits[0] ?? '{}')).toMatchObject({ privacy: PRIVACY.private })
  expect(changes()).toEqual(['sites', 'metadata'])
  expect(await video()).toMatchObject({ privacy: PRIVACY.public })
})

it('is told as published when it is opened, and as held back before', async () => {
  const asleep = { match: { ...PUT_SITES, times: 99 }, fault: { kind: 'status', status: 503 } } as const
  bench.demo.control.addFault(asleep)
  const id = await bench.submit(videoBytes(1000), FOR_SOME)
  await bench.engine.untilState(id, 'published', 'failed')
  bench.demo.control.clearFaults()
  const told = bench.engine.published
  await bench.engine.until(() => told.some(({ isHeldBack }) => !isHeldBack))
  expect(told.map(({ isHeldBack }) => isHeldBack)).toEqual([true, false])
  expect(await video()).toMatchObject({ privacy: PRIVACY.public })
  await bench.engine.until(() => bench.engine.rows.get(id)?.isHeldBack === false)
})

it('a private one is held back from nobody', async () => {
  await bench.submit(videoBytes(1000), { ...FOR_SOME, privacy: PRIVACY.private })
  await bench.engine.until(() => bench.engine.published.length > 0)
  expect(bench.engine.published.map(({ isHeldBack }) => isHeldBack)).toEqual([false])
})

it('stays private when its sites are refused, which is told, until that is tried again', async () => {
  bench.demo.control.addFault({ match: PUT_SITES, fault: { kind: 'status', status: 403, body: {} } })
  const id = await bench.submit(videoBytes(1000), FOR_SOME)
  await bench.engine.until(() => stepsOf(id).some(({ error }) => error !== null))
  await bench.engine.untilState(id, 'published', 'failed')
  expect(stepsOf(id)).toMatchObject([{ kind: 'embedPrivacy' }, { kind: 'metadata', error: null }])
  await bench.engine.until(() => bench.engine.rows.get(id)?.isHeldBack === true)
  expect(await video()).toMatchObject({ privacy: PRIVACY.private })
  await bench.engine.uploads.commands.retry([id])
  await bench.engine.until(() => stepsOf(id).length === 0)
  expect(await video()).toMatchObject({ privacy: PRIVACY.public })
})

it('is opened after a restart between its sites and its privacy', async () => {
  const opening = { method: 'PUT', path: '^/api/v1/videos/[0-9a-f-]{36}$', times: 99 }
  bench.demo.control.addFault({ match: opening, fault: { kind: 'status', status: 503 } })
  const id = await bench.submit(videoBytes(1000), { ...FOR_SOME, privacy: PRIVACY.unlisted })
  await bench.engine.untilState(id, 'published', 'failed')
  await bench.engine.until(() => stepsOf(id).length === 1)
  await bench.engine.restart()
  bench.demo.control.clearFaults()
  await bench.engine.until(() => bench.engine.store.find(id)?.carried?.privacy === PRIVACY.unlisted)
  expect(await video()).toMatchObject({ privacy: PRIVACY.unlisted })
  await bench.engine.until(() => bench.engine.published.at(-1)?.isHeldBack === false)
})
