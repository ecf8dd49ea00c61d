import { io, type Socket } from 'socket.io-client'
import { afterEach, expect, it } from 'vitest'
import { expectProblem } from './support/expectations'
import { json, send } from './support/http'
import { describeInstances } from './support/instance'
import { goOnAir, whyNotOnAir } from './support/on-air'
import type { Session } from './support/session'
import { poll, type Ids } from './support/uploads'

const PRIVATE = 3

describeInstances('lives on air', (instance) => {
  const made: string[] = []
  afterEach(async () => {
    const main = await instance().main()
    for (const uuid of made.splice(0)) await main.delete(`/videos/${uuid}`)
  })

  async function waiting(
    context: { skip: (condition: boolean, why: string) => void },
    fields: Record<string, unknown> = {},
  ): Promise<{ main: Session; live: Ids }> {
    const reason = whyNotOnAir(instance())
    context.skip(reason !== null, reason ?? '')
    const main = await instance().main()
    const body = { name: 'On air', channelId: main.channelId, privacy: PRIVATE, ...fields }
    const live = json(await main.postJson('/videos/live', body))['video'] as Ids
    made.push(live.uuid)
    return { main, live }
  }

  const withReplay = () =>
    instance().since('5.2')
      ? { saveReplay: true, replaySettings: { privacy: PRIVATE } }
      : { saveReplay: true }

  it('are seen by whoever may, are not changed meanwhile, and end', async (context) => {
    const { main, live } = await waiting(context)
    const broadcast = await goOnAir(main, live.uuid)
    const video = await main.getJson(`/videos/${live.uuid}`)
    expect(video).toMatchObject({ isLive: true, state: { id: 1 }, files: [], duration: 0 })
    expectProblem(instance(), await main.putJson(`/videos/live/${live.uuid}`, { permanentLive: true }), 400)
    expectProblem(instance(), await main.putJson(`/videos/${live.uuid}`, { privacy: 1 }), 400)
    const [{ playlistUrl }] = video['streamingPlaylists'] as [{ playlistUrl: string }]
    expect((await send(playlistUrl)).status).toBe(403)
    const list = await send(playlistUrl, { headers: main.authorization })
    expect(list.text).toMatch(/^#EXTM3U/)
    const sessions = async (): Promise<unknown[]> =>
      (await main.getJson(`/videos/live/${live.uuid}/sessions`))['data'] as unknown[]
    expect(await sessions()).toMatchObject([{ endDate: null, error: null, saveReplay: false }])

    await broadcast.end()
    expect(await main.getJson(`/videos/${live.uuid}`)).toMatchObject({ isLive: true, state: { id: 5 } })
    const [session] = await sessions()
    expect(session).toMatchObject({ endDate: expect.any(String) as string, error: null })
    expect(session).not.toHaveProperty('replayVideo')
  })

  // One test for both kinds: PeerTube begins with a replay five minutes after the end.
  it('become their replay, or leave one of its own and wait again when they are permanent', async (context) => {
    const once = await waiting(context, withReplay())
    const permanent = await waiting(context, { ...withReplay(), permanentLive: true })
    const { main } = once
    const broadcasts = [await goOnAir(main, once.live.uuid), await goOnAir(main, permanent.live.uuid)]
    for (const broadcast of broadcasts) await broadcast.end()
    expect(await main.getJson(`/videos/${once.live.uuid}`)).toMatchObject({ isLive: true, state: { id: 5 } })
    const again = await main.getJson(`/videos/${permanent.live.uuid}`)
    expect(again).toMatchObject({ isLive: true, state: { id: 4 } })

    const [itself, other] = await Promise.all(broadcasts.map((broadcast) => broadcast.replay()))
    made.push(String(other?.['uuid']))
    expect(itself?.['uuid']).toBe(once.live.uuid)
    expect(made.slice(0, 2)).not.toContain(other?.['uuid'])
    for (const replay of [itself, other]) {
      expect(replay).toMatchObject({ isLive: false, state: { id: 1 }, privacy: { id: PRIVATE } })
      expect(replay?.['duration']).toBeGreaterThan(0)
      expect(await main.getJson(`/videos/${String(replay?.['uuid'])}/live-session`)).toMatchObject({
        saveReplay: true,
        endingProcessed: true,
        replayVideo: { uuid: replay?.['uuid'] },
      })
    }
    expectProblem(instance(), await main.get(`/videos/live/${once.live.uuid}`), 404)
  })

  it('tell over a socket when they begin and end', async (context) => {
    const { main, live } = await waiting(context)
    const socket = io(`${instance().url}/live-videos`, { transports: ['websocket'] })
    try {
      const states = await followed(socket, live.id)
      const isTold = (state: number) =>
        poll(
          () => Promise.resolve(states.at(-1)),
          (last) => last === state,
        )
      const broadcast = await goOnAir(main, live.uuid)
      // PeerTube tells it four segments late: of a stream that ends before that, the end is told first.
      expect(await isTold(1)).toBe(1)
      await broadcast.end()
      expect(await isTold(5)).toBe(5)
      expect(states).toEqual([1, 5])
    } finally {
      socket.disconnect()
    }
  })
})

/** The states of a live that its socket tells from now on. */
async function followed(socket: Socket, videoId: number): Promise<number[]> {
  const states: number[] = []
  socket.on('state-change', ({ state }: { state: number }) => states.push(state))
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  socket.emit('subscribe', { videoId })
  return states
}
