import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { json } from './support/http'
import type { Part } from './support/http'
import { describeInstances } from './support/instance'
import type { Instance } from './support/instance'
import { publish } from './support/uploads'

interface Element {
  id: number
  position: number
  startTimestamp: number | null
  stopTimestamp: number | null
  type: number
  video?: { id: number; name: string } | null
}

interface Made {
  id: number
  uuid: string
  shortUUID: string
}

async function make(instance: Instance, parts: Part[] = []): Promise<Made> {
  const main = await instance.main()
  const fields: Part[] = [['displayName', 'A list'], ...parts]
  const answer = await main.sendMultipart('POST', '/video-playlists', fields)
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)])
  return json(answer)['videoPlaylist'] as Made
}

async function elementsOf(instance: Instance, uuid: string): Promise<Element[]> {
  const main = await instance.main()
  return (await main.getJson(`/video-playlists/${uuid}/videos`))['data'] as Element[]
}

describeInstances('playlist elements', (instance) => {
  it('are added, also twice, moved, changed and removed', async () => {
    const main = await instance().main()
    const { id, uuid } = await make(instance())
    const path = `/video-playlists/${String(id)}/videos`
    const videos = [await publish(main, { name: 'Element A' }), await publish(main, { name: 'Element B' })]
    const ids: number[] = []
    for (const videoId of [videos[0]?.id, videos[1]?.uuid, videos[0]?.id]) {
      const added = await main.postJson(path, { videoId, startTimestamp: null })
      ids.push((json(added)['videoPlaylistElement'] as { id: number }).id)
    }
    const [first = 0, second = 0, third = 0] = ids
    const order = async (): Promise<number[]> =>
      (await elementsOf(instance(), uuid)).map((element) => element.id)
    expect(await order()).toEqual([first, second, third])

    expect(
      (await main.postJson(`${path}/reorder`, { startPosition: 3, insertAfterPosition: 0 })).status,
    ).toBe(204)
    expect(await order()).toEqual([third, first, second])
    await main.postJson(`${path}/reorder`, { startPosition: 1, insertAfterPosition: 3, reorderLength: 2 })
    expect(await order()).toEqual([second, third, first])
    expectProblem(
      instance(),
      await main.postJson(`${path}/reorder`, { startPosition: 9, insertAfterPosition: 0 }),
      400,
    )

    expect(
      (await main.putJson(`${path}/${String(third)}`, { startTimestamp: 1, stopTimestamp: 2 })).status,
    ).toBe(204)
    expect((await elementsOf(instance(), uuid))[1]).toMatchObject({
      id: third,
      position: 2,
      startTimestamp: 1,
      stopTimestamp: 2,
      type: 0,
      video: { id: videos[0]?.id, name: 'Element A' },
    })

    const exist = await main.getJson(
      `/users/me/video-playlists/videos-exist?videoIds=${String(videos[0]?.id)}`,
    )
    expect(exist[String(videos[0]?.id)]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          playlistElementId: third,
          playlistId: id,
          startTimestamp: 1,
          stopTimestamp: 2,
        }),
      ]),
    )

    expect((await main.delete(`${path}/${String(first)}`)).status).toBe(204)
    expectProblem(instance(), await main.delete(`${path}/${String(first)}`), 404)
    expect(await order()).toEqual([second, third])
    await main.delete(`/video-playlists/${uuid}`)
  })

  it('are refused for a video that is not there', async () => {
    const main = await instance().main()
    const { id, uuid } = await make(instance())
    expectProblem(
      instance(),
      await main.postJson(`/video-playlists/${String(id)}/videos`, { videoId: 999_999_999 }),
      404,
    )
    await main.delete(`/video-playlists/${uuid}`)
  })

  it('stay when their video is deleted, without it', async () => {
    const main = await instance().main()
    const { uuid } = await make(instance())
    const video = await publish(main, { name: 'To be deleted' })
    await main.postJson(`/video-playlists/${uuid}/videos`, { videoId: video.uuid })
    expect((await main.delete(`/videos/${video.uuid}`)).status).toBe(204)
    const [element, ...others] = await elementsOf(instance(), uuid)
    expect([element?.type, element?.video, others]).toEqual([1, null, []])
    await main.delete(`/video-playlists/${uuid}`)
  })

  it('take times of whole seconds from 0 on, and a start at 0 is none', async () => {
    const main = await instance().main()
    const { uuid } = await make(instance())
    const path = `/video-playlists/${uuid}/videos`
    const video = await publish(main, { name: 'With times' })
    await main.postJson(path, { videoId: video.uuid, startTimestamp: 0, stopTimestamp: 1 })
    const [element] = await elementsOf(instance(), uuid)
    expect([element?.startTimestamp, element?.stopTimestamp]).toEqual([null, 1])
    const one = `${path}/${String(element?.id)}`
    expectInvalid(instance(), await main.putJson(one, { startTimestamp: -1 }), 'startTimestamp')
    expectInvalid(instance(), await main.putJson(one, { stopTimestamp: 1.5 }), 'stopTimestamp')
    expect((await main.putJson(one, { startTimestamp: null, stopTimestamp: null })).status).toBe(204)
    expect((await elementsOf(instance(), uuid))[0]).toMatchObject({
      startTimestamp: null,
      stopTimestamp: null,
    })
    await main.delete(`/video-playlists/${uuid}`)
  })

  it('change when the playlist was changed last, and are refused a move outside of the list', async () => {
    const main = await instance().main()
    const { uuid } = await make(instance())
    const path = `/video-playlists/${uuid}/videos`
    const video = await publish(main, { name: 'Moved' })
    const changedAt = async (): Promise<unknown> =>
      (await main.getJson(`/video-playlists/${uuid}`))['updatedAt']
    for (let times = 0; times < 3; times++) await main.postJson(path, { videoId: video.uuid })
    const before = await changedAt()
    const reorder = (body: object) => main.postJson(`${path}/reorder`, body)
    expect((await reorder({ startPosition: 3, insertAfterPosition: 0 })).status).toBe(204)
    expect(await changedAt()).not.toBe(before)
    expectInvalid(
      instance(),
      await reorder({ startPosition: 0, insertAfterPosition: -1 }),
      'startPosition',
      'insertAfterPosition',
    )
    expectProblem(
      instance(),
      await reorder({ startPosition: 2, insertAfterPosition: 0, reorderLength: 3 }),
      400,
    )
    await main.delete(`/video-playlists/${uuid}`)
  })
})
