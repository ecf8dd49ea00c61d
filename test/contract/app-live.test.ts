import { join } from 'node:path'
import type { LiveDetails, LiveStatus, NewLive } from '@shared/live/live'
import { plainSettings } from '@shared/live/live-values'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { DemoControl } from '../../src/demo-instance'
import { App } from './support/app'
import { describeInstances, unique } from './support/instance'
import { goOnAir, whyNotOnAir } from './support/on-air'

const SAMPLES = join(import.meta.dirname, '../../samples/live')
const ON_AIR = 1
const WAITING = 4

describeInstances('the app and lives', (instance) => {
  let app: App
  let channelId = 0
  const made: string[] = []

  beforeAll(async () => {
    app = await App.open(instance().url, instance().mainUser)
    channelId = (await app.choices()).channels[0]?.id ?? 0
  })
  afterEach(async () => {
    const main = await instance().main()
    // Only so many may be open at a time.
    for (const uuid of made.splice(0)) await main.delete(`/videos/${uuid}`)
  })
  afterAll(() => app.close())

  const newLive = (title: string, settings: Partial<NewLive['settings']> = {}): NewLive => ({
    title,
    channelId,
    privacy: 3,
    passwords: [],
    description: 'Said in the app.',
    tags: ['tide'],
    commentsPolicy: 2,
    nsfw: false,
    settings: { ...plainSettings(), ...settings },
  })

  async function create(settings: Partial<NewLive['settings']> = {}): Promise<string> {
    const live = newLive(`App live ${String(unique())}`, settings)
    const { uuid } = await app.longshore.handlers['live.create']({ accountId: app.accountId, live })
    made.push(uuid)
    return uuid
  }

  const details = async (uuid: string, refresh = true) =>
    app.longshore.handlers['live.details']({ accountId: app.accountId, uuid, refresh })

  async function save(uuid: string, fields: Partial<NewLive['settings']>): Promise<LiveDetails> {
    const { accountId } = app
    const seen = (await details(uuid, false))?.settings ?? plainSettings()
    expect(await app.longshore.handlers['live.save']({ accountId, uuid, fields, seen })).toEqual({
      outcome: 'arrived',
    })
    const found = await details(uuid, false)
    if (found === null) throw new Error('it is no live any more')
    return found
  }

  it('makes one with all that was said, and has it in its copy', async () => {
    const uuid = await create({ permanent: true, saveReplay: true, replayPrivacy: 2 })
    const main = await instance().main()
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({
      privacy: { id: 3 },
      description: 'Said in the app.',
      tags: ['tide'],
      isLive: true,
    })
    const replayPrivacy = instance().since('5.2') ? 2 : null
    const expected = { permanent: true, saveReplay: true, replayPrivacy }
    expect((await details(uuid))?.settings).toMatchObject(expected)
    const { rows } = await app.longshore.handlers['live.page']({ offset: 0, limit: 100 })
    expect(rows.find((row) => row.uuid === uuid)?.settings).toMatchObject(expected)
  })

  it('makes one with passwords where the version has them, and changes them in the library', async () => {
    if (!instance().since('6.0')) return
    const { handlers, edits } = app.longshore
    const live = {
      ...newLive(`App live ${String(unique())}`),
      privacy: 5,
      passwords: ['low tide', 'high tide'],
    }
    const { uuid } = await handlers['live.create']({ accountId: app.accountId, live })
    made.push(uuid)
    const main = await instance().main()
    const stored = async () => {
      const { data } = await main.getJson(`/videos/${uuid}/passwords`)
      return (data as { password: string }[]).map(({ password }) => password).sort()
    }
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ privacy: { id: 5 }, isLive: true })
    expect(await stored()).toEqual(['high tide', 'low tide'])

    const video = { accountId: app.accountId, uuid }
    await handlers['library.editable'](video)
    const base = { passwords: await handlers['library.passwords'](video) }
    await handlers['library.hold']({ ...video, changes: { passwords: ['spring tide'] }, base })
    const { editId } = await handlers['library.save'](video)
    await app.until(() => edits.outbox.edit(editId ?? '').state.name === 'done')
    expect(await stored()).toEqual(['spring tide'])
  })

  it('changes one, and keeps what was read without its key', async () => {
    const uuid = await create()
    const { accountId } = app
    await save(uuid, { saveReplay: true, replayPrivacy: 1 })
    // A replay that stays is no stumbling block.
    const changed = await save(uuid, { permanent: true })
    expect(changed.settings).toMatchObject({ permanent: true, saveReplay: true })
    const keys = await app.longshore.handlers['live.keys']({ accountId, uuid })
    expect(keys.streamKey).not.toBe('')
    const kept = await details(uuid, false)
    expect(kept).toEqual(changed)
    expect(JSON.stringify(kept)).not.toContain(keys.streamKey)
  })

  it('leaves what was changed elsewhere meanwhile, and asks where both sides changed the same', async () => {
    const uuid = await create()
    const main = await instance().main()
    await main.putJson(`/videos/live/${uuid}`, { permanentLive: true })
    expect((await save(uuid, { saveReplay: true, replayPrivacy: 3 })).settings).toMatchObject({
      permanent: true,
      saveReplay: true,
    })
    if (!instance().since('5.2')) return
    await main.putJson(`/videos/live/${uuid}`, { saveReplay: true, replaySettings: { privacy: 2 } })
    const { accountId } = app
    const { handlers, lists } = app.longshore
    const fields = { permanent: false, replayPrivacy: 1 }
    const seen = { permanent: true, replayPrivacy: 3 }
    expect(await handlers['live.save']({ accountId, uuid, fields, seen })).toEqual({ outcome: 'conflict' })
    expect((await details(uuid))?.settings).toMatchObject({ permanent: true, replayPrivacy: 2 })
    const [form] = lists.formOutbox.forms('live')
    expect(form?.state).toMatchObject({ fields: [{ field: 'replayPrivacy', server: { replayPrivacy: 2 } }] })
    await handlers['changes.resolveForm']({ id: form?.id ?? '', choices: { replayPrivacy: 'mine' } })
    await app.until(() => lists.formOutbox.forms('live').length === 0)
    expect((await details(uuid))?.settings).toMatchObject({ permanent: false, replayPrivacy: 1 })
  })

  it('is told at once when one goes on air, who watches, and when it is over', async (context) => {
    const { demo } = instance()
    context.skip(demo === null, 'nobody can go on air here')
    const { live } = demo?.control as DemoControl
    live.set({ maxUserLives: -1 })
    const uuid = await create({ permanent: true })
    const heard: LiveStatus[] = []
    app.onStatus = (status) => heard.push(status)
    const isTold = (state: number, viewers: number): boolean =>
      heard
        .at(-1)
        ?.lives.some((one) => one.uuid === uuid && one.state === state && one.viewers === viewers) === true
    await app.longshore.handlers['live.watch']({ watching: true })
    await expect.poll(() => live.followers(uuid), { timeout: 20_000 }).toBe(1)
    await live.start(uuid, SAMPLES)
    await app.until(() => isTold(ON_AIR, 0))
    await live.setViewers(uuid, 4)
    await app.until(() => isTold(ON_AIR, 4))
    expect(heard.at(-1)?.via).toBe('socket')

    // The stream of a private live, by names that lead nowhere else.
    const part = (name: string) => app.longshore.lives.streamPart(app.accountId, uuid, name)
    const first = Buffer.from((await part('stream.m3u8'))?.bytes ?? []).toString()
    expect(first).toContain('0.m3u8')
    const list = Buffer.from((await part('0.m3u8'))?.bytes ?? []).toString()
    const segment = /^0-\d+\.ts$/m.exec(list)?.[0] ?? ''
    expect((await part(segment))?.bytes[0]).toBe(0x47)

    await live.end(uuid, 2)
    await app.until(() => isTold(4, 0))
    // Whoever watches comes to its end: list and pieces stay for a while.
    const last = Buffer.from((await part('0.m3u8'))?.bytes ?? []).toString()
    expect(last).toContain('#EXT-X-ENDLIST')
    expect((await part(segment))?.bytes[0]).toBe(0x47)
    expect((await details(uuid))?.sessions).toMatchObject([
      { error: 2, endedAt: expect.any(Number) as number },
    ])
    await app.longshore.handlers['live.watch']({ watching: false })
    await expect.poll(() => live.followers(uuid)).toBe(0)
  })

  it('hears of a stream, shows it, and hears of its end', async (context) => {
    const reason = whyNotOnAir(instance())
    context.skip(reason !== null, reason ?? '')
    const { demo } = instance()
    const uuid = await create({ permanent: true })
    const states: number[] = []
    app.onStatus = ({ lives }) => {
      const state = lives.find((one) => one.uuid === uuid)?.state
      if (state !== undefined && state !== states.at(-1)) states.push(state)
    }
    await app.longshore.handlers['live.watch']({ watching: true })
    if (demo !== null) await expect.poll(() => demo.control.live.followers(uuid), { timeout: 20_000 }).toBe(1)
    const broadcast = await goOnAir(await instance().main(), uuid)
    await app.until(() => states.at(-1) === ON_AIR)
    const part = async (name: string): Promise<Buffer> =>
      Buffer.from((await app.longshore.lives.streamPart(app.accountId, uuid, name))?.bytes ?? [])
    const nameIn = (list: Buffer, pattern: RegExp): string => pattern.exec(list.toString())?.[0] ?? ''
    const list = await part(nameIn(await part('stream.m3u8'), /^[\w-]+\.m3u8$/m))
    expect((await part(nameIn(list, /^[\w-]+\.ts$/m)))[0]).toBe(0x47)
    await broadcast.end()
    await app.until(() => states.at(-1) === WAITING)
    const { sessions = [] } = (await details(uuid)) ?? {}
    expect(sessions).toMatchObject([{ error: null, endedAt: expect.any(Number) as number }])
    await app.longshore.handlers['live.watch']({ watching: false })
  })

  it('says in a code of its own why one is refused', async (context) => {
    const { demo } = instance()
    context.skip(demo === null, 'a real instance says yes')
    const { live } = demo?.control as DemoControl
    live.set({ enabled: false })
    await expect(create()).rejects.toMatchObject({ code: 'live-not-enabled' })
    live.set({ enabled: true, maxUserLives: 0 })
    await expect(create()).rejects.toMatchObject({ code: 'live-user-limit' })
    live.set({ maxUserLives: -1 })
  })
})
