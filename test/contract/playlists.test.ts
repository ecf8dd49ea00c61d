import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { json } from './support/http'
import type { Part } from './support/http'
import { describeInstances } from './support/instance'
import type { Instance } from './support/instance'
import { picture } from './support/uploads'

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

describeInstances('playlists', (instance) => {
  it('are made by multipart, with a picture and a channel', async () => {
    const main = await instance().main()
    const made = await make(instance(), [
      ['description', 'A description'],
      ['privacy', '1'],
      ['videoChannelId', String(main.channelId)],
      ['thumbnailfile', picture],
    ])
    expect(await main.getJson(`/video-playlists/${made.uuid}`)).toMatchObject({
      ...made,
      displayName: 'A list',
      description: 'A description',
      privacy: { id: 1, label: 'Public' },
      type: { id: 1 },
      videosLength: 0,
      videoChannel: { id: main.channelId },
    })
    await main.delete(`/video-playlists/${made.uuid}`)
  })

  it('are not made by JSON', async () => {
    const main = await instance().main()
    const answer = await main.postJson('/video-playlists', { displayName: 'By JSON', privacy: 3 })
    expectProblem(instance(), answer, 500, 'TypeError')
  })

  it.each(['1', '2'])('need a channel for privacy %s', async (privacy) => {
    const main = await instance().main()
    const answer = await main.sendMultipart('POST', '/video-playlists', [
      ['displayName', 'Without channel'],
      ['privacy', privacy],
    ])
    expectProblem(instance(), answer, 400)
  })

  it.each([
    ['displayName', ''],
    ['displayName', 'x'.repeat(121)],
    ['description', 'xx'],
    ['description', 'x'.repeat(1001)],
    ['privacy', '9'],
  ])('are refused with a bad %s', async (field, value) => {
    const main = await instance().main()
    const fields = new Map([
      ['displayName', 'Fine'],
      [field, value],
    ])
    expectInvalid(instance(), await main.sendMultipart('POST', '/video-playlists', [...fields]), field)
  })

  it('are listed for their owner with "Watch later", and without it for others', async () => {
    const main = await instance().main()
    const path = `/accounts/${main.accountName}/video-playlists?count=100`
    const types = (body: Record<string, unknown>): number[] =>
      (body['data'] as { type: { id: number } }[]).map(({ type }) => type.id)
    expect(types(await main.getJson(path))).toContain(2)
    expect(types(json(await instance().api(path)))).not.toContain(2)
  })

  it('are changed and deleted', async () => {
    const main = await instance().main()
    const { uuid } = await make(instance())
    const changed = await main.sendMultipart('PUT', `/video-playlists/${uuid}`, [
      ['displayName', 'Renamed'],
      ['privacy', '2'],
      ['videoChannelId', String(main.channelId)],
    ])
    expect(changed.status).toBe(204)
    expect(await main.getJson(`/video-playlists/${uuid}`)).toMatchObject({
      displayName: 'Renamed',
      privacy: { id: 2 },
    })
    expect((await main.delete(`/video-playlists/${uuid}`)).status).toBe(204)
    expectProblem(instance(), await main.get(`/video-playlists/${uuid}`), 404)
  })

  it('are not to be changed by others, nor seen when private', async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    const { uuid } = await make(instance())
    expectProblem(instance(), await other.get(`/video-playlists/${uuid}`), 403)
    expectProblem(instance(), await other.delete(`/video-playlists/${uuid}`), 403)
    expectProblem(instance(), await instance().api(`/video-playlists/${uuid}`), 401, 'unauthorized_request')
    await (await instance().main()).delete(`/video-playlists/${uuid}`)
  })

  it('are changed by multipart alone, and found by an id alone', async () => {
    const main = await instance().main()
    const { uuid } = await make(instance())
    const byJson = await main.putJson(`/video-playlists/${uuid}`, { displayName: 'By JSON' })
    expectProblem(instance(), byJson, 500, 'TypeError')
    expectInvalid(instance(), await main.get('/video-playlists/no-id'), 'playlistId')
    const wrongVideo = await main.postJson(`/video-playlists/${uuid}/videos`, { videoId: 'no-id' })
    expectInvalid(instance(), wrongVideo, 'videoId')
    await main.delete(`/video-playlists/${uuid}`)
  })

  it('leave "Watch later" alone', async () => {
    const main = await instance().main()
    const [watchLater] = main.me['specialPlaylists'] as { id: number }[]
    expectProblem(instance(), await main.delete(`/video-playlists/${String(watchLater?.id)}`), 400)
  })
})
