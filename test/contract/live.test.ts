import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, it } from 'vitest'
import type { DemoControl } from '../../src/demo-instance'
import { expectInvalid, expectProblem } from './support/expectations'
import { json, send } from './support/http'
import { describeInstances, type Instance } from './support/instance'
import type { Session } from './support/session'
import { fileHeaders, publish, type Ids } from './support/uploads'

const SAMPLES = join(import.meta.dirname, '../../samples/live')

describeInstances('lives', (instance) => {
  const made: string[] = []
  afterEach(async () => {
    const main = await instance().main()
    // Only so many may be open at a time.
    for (const uuid of made.splice(0)) await main.delete(`/videos/${uuid}`)
    instance().demo?.control.live.set({
      enabled: true,
      allowReplay: true,
      latencySetting: true,
      maxUserLives: 3,
    })
  })

  const create = (session: Session, fields: Record<string, unknown> = {}) =>
    session.postJson('/videos/live', { name: 'A live', channelId: session.channelId, ...fields })

  async function createdBy(session: Session, fields: Record<string, unknown> = {}): Promise<Ids> {
    const answer = await create(session, fields)
    if (answer.status !== 200) throw new Error(`${String(answer.status)} ${answer.text}`)
    const { video } = json(answer) as { video: Ids }
    made.push(video.uuid)
    return video
  }

  /** What only a demo instance can be told. */
  function control(context: { skip: (condition: boolean, why: string) => void }): DemoControl {
    const { demo } = instance()
    context.skip(demo === null, 'nobody can go on air here')
    return demo?.control as DemoControl
  }

  const replay = (at: Instance): Record<string, unknown> =>
    at.since('5.2') ? { saveReplay: true, replaySettings: { privacy: 2 } } : { saveReplay: true }

  it('are made, wait, and show address and key to their owner alone', async () => {
    const main = await instance().main()
    const { uuid } = await createdBy(main, { ...replay(instance()), privacy: 2, latencyMode: 1 })
    const own = await main.getJson(`/videos/live/${uuid}`)
    expect(own).toMatchObject({
      permanentLive: false,
      saveReplay: true,
      latencyMode: 1,
      streamKey: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      rtmpUrl: expect.stringMatching(/^rtmp:\/\//) as string,
    })
    expect(own['replaySettings']).toEqual(instance().since('5.2') ? { privacy: 2 } : undefined)
    const anybody = json(await instance().api(`/videos/live/${uuid}`))
    expect(anybody).toMatchObject({ saveReplay: true })
    for (const secret of ['streamKey', 'rtmpUrl', 'rtmpsUrl']) expect(anybody).not.toHaveProperty(secret)
    const video = await main.getJson(`/videos/${uuid}`)
    expect(video).toMatchObject({
      isLive: true,
      state: { id: 4 },
      files: [],
      streamingPlaylists: [],
      duration: 0,
    })
    expect((await main.get(`/videos/${uuid}/source`)).status).toBe(404)
  })

  it('are in the list of lives', async () => {
    const main = await instance().main()
    const { uuid } = await createdBy(main)
    const { data } = (await main.getJson('/users/me/videos?isLive=true&count=100')) as {
      data: { uuid: string; state: { id: number }; viewers: number }[]
    }
    expect(data.find((row) => row.uuid === uuid)).toMatchObject({ state: { id: 4 }, viewers: 0 })
  })

  it('are changed while they wait', async () => {
    const main = await instance().main()
    const { uuid } = await createdBy(main)
    const change = { permanentLive: true, ...replay(instance()) }
    expect((await main.putJson(`/videos/live/${uuid}`, change)).status).toBe(204)
    expect(await main.getJson(`/videos/live/${uuid}`)).toMatchObject(change)
    expect((await main.putJson(`/videos/live/${uuid}`, { saveReplay: false })).status).toBe(204)
    const after = await main.getJson(`/videos/live/${uuid}`)
    expect(after).toMatchObject({ saveReplay: false, permanentLive: true })
    expect(after).not.toHaveProperty('replaySettings')
  })

  it('want the settings of a replay with it, and none without it, from 5.2 on', async () => {
    const main = await instance().main()
    const { uuid } = await createdBy(main)
    const put = (body: unknown) => main.putJson(`/videos/live/${uuid}`, body)
    if (!instance().since('5.2')) {
      expect((await put({ saveReplay: true })).status).toBe(204)
      return
    }
    expectProblem(instance(), await put({ saveReplay: true }), 400)
    expectProblem(instance(), await put({ saveReplay: true, replaySettings: {} }), 400)
    expectProblem(instance(), await put({ replaySettings: { privacy: 1 } }), 400)
    expectProblem(instance(), await put({ saveReplay: false, replaySettings: { privacy: 1 } }), 400)
    expectInvalid(
      instance(),
      await put({ saveReplay: true, replaySettings: { privacy: 5 } }),
      'replaySettings.privacy',
    )
  })

  it.each([
    ['latencyMode', 7],
    ['saveReplay', null],
    ['permanentLive', null],
    ['name', 'ab'],
    ['channelId', 'x'],
    ['description', ''],
  ])('are not made with a bad %s', async (field, value) => {
    expectInvalid(instance(), await create(await instance().main(), { [field]: value }), field)
  })

  it('are refused to strangers', async (context) => {
    const main = await instance().main()
    const { uuid } = await createdBy(main)
    const other = await instance().otherUser()
    context.skip(other === null, 'no other user can be made')
    if (other === null) return
    expectProblem(instance(), await other.putJson(`/videos/live/${uuid}`, { permanentLive: true }), 403)
    expectProblem(instance(), await other.get(`/videos/live/${uuid}/sessions`), 403)
    expect(await other.getJson(`/videos/live/${uuid}`)).not.toHaveProperty('streamKey')
  })

  it('are no other videos', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main)
    expect((await main.get(`/videos/live/${uuid}`)).status).toBe(404)
    expectProblem(instance(), await main.get(`/videos/${uuid}/live-session`), 404)
  })

  it('have no file to replace, no chapters and no shape as long as they wait', async (context) => {
    context.skip(!instance().since('6.0'), 'both came with 6.0')
    const main = await instance().main()
    const { uuid } = await createdBy(main)
    const chapters = { chapters: [{ timecode: 0, title: 'Start' }] }
    expectProblem(instance(), await main.putJson(`/videos/${uuid}/chapters`, chapters), 400)
    const path = `/videos/${uuid}/source/replace-resumable`
    const init = await main.sendJson('POST', path, { filename: 'a.mp4' }, fileHeaders(1000))
    if (instance().configValue('videoFile.update.enabled') === true) expectProblem(instance(), init, 400)
    if (instance().since('6.1'))
      expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ aspectRatio: null })
  })

  it.each(['/videos/live/x', '/videos/live/x/sessions', '/videos/x/live-session', '/videos/x/captions'])(
    'and what belongs to a video are not known by a wrong id: %s',
    async (path) => {
      expectInvalid(instance(), await (await instance().main()).get(path), 'videoId')
    },
  )

  it('are limited in number', async (context) => {
    control(context).live.set({ maxUserLives: 1 })
    const main = await instance().main()
    await createdBy(main)
    expectProblem(instance(), await create(main), 403, 'max_user_lives_limit_reached')
    control(context).live.set({ maxUserLives: -1, maxInstanceLives: 1 })
    expectProblem(instance(), await create(main), 403, 'max_instance_lives_limit_reached')
    control(context).live.set({ maxInstanceLives: 20 })
  })

  it('are refused where the instance does not offer what is wanted', async (context) => {
    const main = await instance().main()
    const { uuid } = await createdBy(main)
    const { live } = control(context)
    live.set({ allowReplay: false, latencySetting: false })
    expectProblem(instance(), await create(main, { saveReplay: true }), 403, 'live_not_allowing_replay')
    expectProblem(instance(), await create(main, { latencyMode: 3 }), 403)
    expectProblem(instance(), await main.putJson(`/videos/live/${uuid}`, { saveReplay: true }), 403)
    live.set({ enabled: false })
    expectProblem(instance(), await create(main), 403, 'live_not_enabled')
  })

  it('know schedules from 7.3 and rewinding from 8.2 on', async () => {
    const main = await instance().main()
    const schedules = [{ startAt: '2030-05-01T18:00:00.000Z' }]
    const { uuid } = await createdBy(main, { schedules })
    const live = await main.getJson(`/videos/live/${uuid}`)
    expect(live['schedules']).toEqual(instance().since('7.3') ? schedules : undefined)
    expect('dvrWindow' in live).toBe(instance().since('8.2'))
    if (!instance().since('7.3')) return
    expectInvalid(instance(), await create(main, { schedules: [{ startAt: 'soon' }] }), 'schedules')
    expect((await main.putJson(`/videos/live/${uuid}`, { schedules: null })).status).toBe(204)
    expect((await main.getJson(`/videos/live/${uuid}`))['schedules']).toEqual([])
    if (instance().since('8.2')) expectInvalid(instance(), await create(main, { dvrWindow: -1 }), 'dvrWindow')
  })

  it('go on air, are watched and end; what went wrong is told', async (context) => {
    const { live } = control(context)
    const main = await instance().main()
    const { uuid } = await createdBy(main, { ...replay(instance()), privacy: 3 })
    await live.start(uuid, SAMPLES)
    await live.setViewers(uuid, 3)
    const video = await main.getJson(`/videos/${uuid}`)
    expect(video).toMatchObject({ state: { id: 1 }, isLive: true, viewers: 3 })
    expectProblem(instance(), await main.putJson(`/videos/live/${uuid}`, { permanentLive: true }), 400)
    expectProblem(instance(), await main.putJson(`/videos/${uuid}`, { privacy: 1 }), 400)
    const [{ playlistUrl }] = video['streamingPlaylists'] as [{ playlistUrl: string }]
    expect((await send(playlistUrl)).status).toBe(403)
    const list = await send(playlistUrl.replace('master', '0'), { headers: main.authorization })
    const segment = /^0-\d+\.ts$/m.exec(list.text)?.[0] ?? ''
    const bytes = await send(new URL(segment, playlistUrl).href, { headers: main.authorization })
    expect([bytes.status, bytes.bytes[0]]).toEqual([200, 0x47])

    await live.end(uuid, 2)
    expect(await main.getJson(`/videos/live/${uuid}/sessions`)).toMatchObject({
      total: 1,
      data: [{ error: 2, saveReplay: true, endingProcessed: false, endDate: expect.any(String) as string }],
    })
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ state: { id: 5 } })
    await live.finishReplay(uuid)
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ isLive: false, state: { id: 1 } })
    expect(await main.getJson(`/videos/${uuid}/live-session`)).toMatchObject({ replayVideo: { uuid } })
  })

  it('that are permanent wait again, and leave replays of their own', async (context) => {
    const { live } = control(context)
    const main = await instance().main()
    const { uuid } = await createdBy(main, { ...replay(instance()), permanentLive: true })
    await live.start(uuid)
    await live.end(uuid)
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({ state: { id: 4 }, isLive: true })
    await live.finishReplay(uuid)
    const { data } = (await main.getJson(`/videos/live/${uuid}/sessions`)) as {
      data: { error: unknown; replayVideo: Ids }[]
    }
    expect(data[0]?.error).toBeNull()
    expect(data[0]?.replayVideo.uuid).not.toBe(uuid)
    made.push(data[0]?.replayVideo.uuid ?? '')
  })

  it('tell over a socket how they stand', async (context) => {
    const { live } = control(context)
    const { uuid, id } = await createdBy(await instance().main())
    const socket = io(`${instance().url}/live-videos`, { transports: ['websocket'] })
    try {
      const heard = await followed(
        socket,
        id,
        () => live.followers(uuid) === 1,
        async () => {
          await live.start(uuid)
          await live.setViewers(uuid, 2)
          await live.end(uuid, 5)
        },
      )
      const forced = instance().since('6.1') ? [['force-end', undefined]] : []
      expect(heard).toEqual([
        ['state-change', { state: 1 }],
        ['views-change', { viewers: 2 }],
        ...forced,
        ['state-change', { state: 5 }],
      ])
    } finally {
      socket.disconnect()
    }
  })
})

/** What the socket says until the live has ended. */
async function followed(
  socket: Socket,
  videoId: number,
  isHeard: () => boolean,
  happen: () => Promise<void>,
): Promise<[string, unknown][]> {
  const heard: [string, unknown][] = []
  const ended = new Promise<void>((resolve) => {
    socket.onAny((name: string, payload: unknown) => {
      heard.push([name, payload])
      if (name === 'state-change' && (payload as { state: number }).state === 5) resolve()
    })
  })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.emit('subscribe', { videoId })
  await expect.poll(isHeard).toBe(true)
  await happen()
  await ended
  return heard
}
