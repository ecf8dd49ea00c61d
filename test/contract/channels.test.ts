import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { json } from './support/http'
import { describeInstances, unique } from './support/instance'
import { picture, publish } from './support/uploads'

const newName = (): string => `channel_${String(unique())}`

describeInstances('channels', (instance) => {
  it('are made, changed, listed and deleted', async () => {
    const main = await instance().main()
    const name = newName()
    const made = await main.postJson('/video-channels', {
      name,
      displayName: 'Mine',
      description: 'Described',
      support: 'help',
    })
    expect([made.status, json(made)]).toEqual([
      200,
      { videoChannel: expect.objectContaining({ id: expect.any(Number) as number }) as object },
    ])
    const path = `/video-channels/${name}`
    expect(await main.getJson(path)).toMatchObject({
      name,
      displayName: 'Mine',
      description: 'Described',
      support: 'help',
      isLocal: true,
    })
    const change = { displayName: 'Changed', description: null, support: null }
    expect((await main.putJson(path, change)).status).toBe(204)
    expect(await main.getJson(path)).toMatchObject(change)
    const list = await main.getJson(`/accounts/${main.accountName}/video-channels?count=100`)
    expect((list['data'] as { name: string }[]).map((row) => row.name)).toContain(name)
    expect((await main.delete(path)).status).toBe(204)
    expectProblem(instance(), await main.get(path), 404)
  })

  it('have names that nobody else has', async () => {
    const main = await instance().main()
    const taken = await main.postJson('/video-channels', { name: main.accountName, displayName: 'Taken' })
    expectProblem(instance(), taken, 409)
  })

  it('have names and display names within limits', async () => {
    const main = await instance().main()
    const wrong = await main.postJson('/video-channels', { name: 'Bad Name!', displayName: '' })
    expectInvalid(instance(), wrong, 'name', 'displayName')
    const long = {
      name: newName(),
      displayName: 'x'.repeat(121),
      description: 'xx',
      support: 'x'.repeat(1001),
    }
    expectInvalid(
      instance(),
      await main.postJson('/video-channels', long),
      'displayName',
      'description',
      'support',
    )
  })

  it('are not to be changed by others', async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    const main = await instance().main()
    const [channel] = main.me['videoChannels'] as { name: string }[]
    const path = `/video-channels/${String(channel?.name)}`
    expectProblem(instance(), await other.putJson(path, { displayName: 'Not mine' }), 403)
    expectProblem(instance(), await other.delete('/video-channels/no_such_channel'), 404)
  })

  it('have a picture in several sizes', async () => {
    const main = await instance().main()
    const name = newName()
    await main.postJson('/video-channels', { name, displayName: 'With a picture' })
    const answer = await main.sendMultipart('POST', `/video-channels/${name}/avatar/pick`, [
      ['avatarfile', picture],
    ])
    expect(answer.status).toBe(200)
    const { avatars } = json(answer) as { avatars: { width: number; path?: string; fileUrl?: string }[] }
    expect(avatars.length).toBeGreaterThan(1)
    expect(avatars[0]).toHaveProperty(instance().since('7.1') ? 'fileUrl' : 'path')
    expect((await main.delete(`/video-channels/${name}/avatar`)).status).toBe(204)
    expect((await main.getJson(`/video-channels/${name}`))['avatars']).toEqual([])
    await main.delete(`/video-channels/${name}`)
  })

  it('have a banner, and lose it', async () => {
    const main = await instance().main()
    const name = newName()
    await main.postJson('/video-channels', { name, displayName: 'With a banner' })
    const path = `/video-channels/${name}/banner`
    const answer = await main.sendMultipart('POST', `${path}/pick`, [['bannerfile', picture]])
    expect(answer.status).toBe(200)
    const { banners } = json(answer) as { banners: { width: number }[] }
    expect(banners.map(({ width }) => width)).toContain(1920)
    expect((await main.delete(path)).status).toBe(204)
    expect((await main.getJson(`/video-channels/${name}`))['banners']).toEqual([])
    await main.delete(`/video-channels/${name}`)
  })

  it('tell their owner who follows them, and nobody else', async (context) => {
    const main = await instance().main()
    const [channel] = main.me['videoChannels'] as { name: string }[]
    const path = `/video-channels/${String(channel?.name)}/followers`
    expect(await main.getJson(`${path}?start=0&count=10&sort=-createdAt`)).toMatchObject({
      total: expect.any(Number) as number,
      data: expect.any(Array) as unknown[],
    })
    expectInvalid(instance(), await main.get(`${path}?sort=name`), 'sort')
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    expectProblem(instance(), await other.get(path), 403)
  })

  it('count their videos for whoever asks for statistics', async () => {
    const main = await instance().main()
    const list = async (query: string): Promise<Record<string, unknown>[]> =>
      (await main.getJson(`/accounts/${main.accountName}/video-channels?count=100${query}`))[
        'data'
      ] as Record<string, unknown>[]
    const [withStats] = await list('&withStats=true')
    expect(withStats?.['videosCount']).toEqual(expect.any(Number))
    expect((await list(''))[0]).not.toHaveProperty('videosCount')
  })

  it('give their support text to their videos when asked, and only then', async () => {
    const main = await instance().main()
    const name = newName()
    const made = await main.postJson('/video-channels', { name, displayName: 'Supported', support: 'first' })
    const channelId = (json(made)['videoChannel'] as { id: number }).id
    const video = await publish(main, { channelId, support: 'own words' })
    const support = async (): Promise<unknown> => (await main.getJson(`/videos/${video.uuid}`))['support']
    const path = `/video-channels/${name}`
    await main.putJson(path, { support: 'second', bulkVideosSupportUpdate: false })
    expect(await support()).toBe('own words')
    await main.putJson(path, { support: 'third', bulkVideosSupportUpdate: true })
    expect(await support()).toBe('third')
    expectInvalid(
      instance(),
      await main.putJson(path, { bulkVideosSupportUpdate: 'maybe' }),
      'bulkVideosSupportUpdate',
    )
    await main.delete(path)
  })

  it('take their videos along when they are deleted, and make their playlists private', async () => {
    const main = await instance().main()
    const name = newName()
    const made = await main.postJson('/video-channels', { name, displayName: 'To be deleted' })
    const channelId = (json(made)['videoChannel'] as { id: number }).id
    const video = await publish(main, { channelId })
    const list = await main.sendMultipart('POST', '/video-playlists', [
      ['displayName', 'Of a channel'],
      ['privacy', '1'],
      ['videoChannelId', String(channelId)],
    ])
    const { uuid } = json(list)['videoPlaylist'] as { uuid: string }
    expect((await main.delete(`/video-channels/${name}`)).status).toBe(204)
    expectProblem(instance(), await main.get(`/videos/${video.uuid}`), 404)
    expect(await main.getJson(`/video-playlists/${uuid}`)).toMatchObject({
      privacy: { id: 3 },
      videoChannel: null,
    })
    await main.delete(`/video-playlists/${uuid}`)
  })
})
