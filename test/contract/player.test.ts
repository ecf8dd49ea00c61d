import { expect, it } from 'vitest'
import { expectInvalid, expectProblem, expectUnknownPath } from './support/expectations'
import { json } from './support/http'
import { describeInstances, unique } from './support/instance'
import type { Ids } from './support/uploads'
import { publish } from './support/uploads'

describeInstances('the sites that may embed a video', (instance) => {
  let ids: Ids | null = null
  const path = async (): Promise<string> => {
    ids ??= await publish(await instance().main(), { name: 'Embedded', privacy: 1 })
    return `/videos/${ids.uuid}/embed-privacy`
  }

  it('are unknown to older versions', async (context) => {
    context.skip(instance().since('8.1'), 'they came with 8.1')
    const main = await instance().main()
    expectUnknownPath(await main.get(await path()))
    expectUnknownPath(await main.putJson(await path(), { policy: 1, domains: [] }))
    expect(await main.getJson(`/videos/${ids?.uuid ?? ''}`)).not.toHaveProperty('embedPrivacyPolicy')
  })

  it('are all of them, until there is a list', async (context) => {
    context.skip(!instance().since('8.1'), 'they came with 8.1')
    const main = await instance().main()
    const everywhere = { id: 1, label: expect.any(String) as string }
    expect(await main.getJson(await path())).toEqual({ policy: everywhere, domains: [] })
    const list = { policy: 2, domains: ['Example.com', 'blog.example.org:8080'] }
    expect((await main.putJson(await path(), list)).status).toBe(204)
    const listed = { id: 2, label: expect.any(String) as string }
    const domains = expect.arrayContaining(['example.com', 'blog.example.org:8080']) as string[]
    expect(await main.getJson(await path())).toEqual({ policy: listed, domains })
    expect(await main.getJson(`/videos/${ids?.uuid ?? ''}`)).toMatchObject({ embedPrivacyPolicy: listed })
    expect((await main.putJson(await path(), { policy: 2, domains: [] })).status).toBe(204)
    expect((await main.putJson(await path(), { policy: 1, domains: [] })).status).toBe(204)
    expect(await main.getJson(await path())).toEqual({ policy: everywhere, domains: [] })
  })

  it('are hosts, of a policy that there is', async (context) => {
    context.skip(!instance().since('8.1'), 'they came with 8.1')
    const main = await instance().main()
    for (const domains of [undefined, 'example.com', ['http://example.com'], ['no host'], ['']])
      expectInvalid(instance(), await main.putJson(await path(), { policy: 2, domains }), 'domains')
    for (const policy of [undefined, 3, 999])
      expectInvalid(instance(), await main.putJson(await path(), { policy, domains: [] }), 'policy')
    const needless = { policy: 1, domains: ['example.com'] }
    expectProblem(instance(), await main.putJson(await path(), needless), 400)
  })

  it('are told to and changed by nobody else', async (context) => {
    context.skip(!instance().since('8.1'), 'they came with 8.1')
    expect((await instance().api(await path())).status).toBe(401)
    const main = await instance().main()
    const nowhere = '/videos/ce0801ef-7124-48df-9b22-b473ace78797/embed-privacy'
    expectProblem(instance(), await main.get(nowhere), 404)
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    expectProblem(instance(), await other.get(await path()), 403)
    expectProblem(instance(), await other.putJson(await path(), { policy: 1, domains: [] }), 403)
  })
})

describeInstances('the theme of the player', (instance) => {
  let ids: Ids | null = null
  const ofVideo = async (): Promise<string> => {
    ids ??= await publish(await instance().main(), { name: 'Played', privacy: 1 })
    return `/player-settings/videos/${ids.uuid}`
  }

  it('is unknown to older versions', async (context) => {
    context.skip(instance().since('8.0'), 'it came with 8.0')
    const main = await instance().main()
    expectUnknownPath(await main.get(await ofVideo()))
    expectUnknownPath(await main.putJson(await ofVideo(), { theme: 'galaxy' }))
  })

  it('of a video is that of its channel, until another is chosen', async (context) => {
    context.skip(!instance().since('8.0'), 'it came with 8.0')
    const main = await instance().main()
    const raw = `${await ofVideo()}?raw=true`
    expect(await main.getJson(raw)).toEqual({ theme: 'channel-default' })
    const shown = json(await instance().api(await ofVideo()))['theme']
    expect(['galaxy', 'lucide']).toContain(shown)
    for (const theme of ['lucide', 'instance-default', 'channel-default', 'galaxy']) {
      const answer = await main.putJson(await ofVideo(), { theme })
      expect([answer.status, json(answer)]).toEqual([200, { theme }])
      expect(await main.getJson(raw)).toEqual({ theme })
    }
    expect(json(await instance().api(await ofVideo()))).toEqual({ theme: 'galaxy' })
  })

  it('of a channel holds for its videos', async (context) => {
    context.skip(!instance().since('8.0'), 'it came with 8.0')
    const main = await instance().main()
    const name = `themed_${String(unique())}`
    const made = await main.postJson('/video-channels', { name, displayName: 'Themed' })
    const { id } = json(made)['videoChannel'] as { id: number }
    const path = `/player-settings/video-channels/${name}`
    expect(await main.getJson(`${path}?raw=true`)).toEqual({ theme: 'instance-default' })
    expect((await main.putJson(path, { theme: 'lucide' })).status).toBe(200)
    const { uuid } = await publish(main, { name: 'In its channel', privacy: 1, channelId: id })
    expect(json(await instance().api(`/player-settings/videos/${uuid}`))).toEqual({ theme: 'lucide' })
    await main.delete(`/video-channels/${name}`)
  })

  it('is one that there is', async (context) => {
    context.skip(!instance().since('8.0'), 'it came with 8.0')
    const main = await instance().main()
    const [channel] = main.me['videoChannels'] as { name: string }[]
    const ofChannel = `/player-settings/video-channels/${String(channel?.name)}`
    for (const theme of [undefined, 'neon', 3])
      expectInvalid(instance(), await main.putJson(await ofVideo(), { theme }), 'theme')
    expectInvalid(instance(), await main.putJson(ofChannel, { theme: 'channel-default' }), 'theme')
  })

  it('is chosen by nobody else', async (context) => {
    context.skip(!instance().since('8.0'), 'it came with 8.0')
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    expectProblem(instance(), await other.get(`${await ofVideo()}?raw=true`), 403)
    expectProblem(instance(), await other.putJson(await ofVideo(), { theme: 'galaxy' }), 403)
  })
})
