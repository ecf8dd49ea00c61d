import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { describeInstances } from './support/instance'
import type { Ids } from './support/uploads'
import { publish } from './support/uploads'

describeInstances('readers', (instance) => {
  let ids: Ids | null = null
  const path = async (): Promise<string> => {
    ids ??= await publish(await instance().main(), { name: 'For one reader', privacy: 3 })
    return `/videos/${ids.uuid}`
  }

  it('of a private video need a token, and are told so in two ways', async () => {
    expectProblem(instance(), await instance().api(await path()), 401)
    const parts = instance().since('6.0') ? ['captions', 'chapters', 'storyboards'] : ['captions']
    const code = instance().since('8.0') ? undefined : 'unauthorized_request'
    for (const part of parts) {
      expectProblem(instance(), await instance().api(`${await path()}/${part}`), 401, code)
    }
  })

  it.each(['include=1', 'privacyOneOf=1'])('who are no moderators may not ask for %s', async (query) => {
    expectProblem(instance(), await instance().api(`/videos?${query}`), 401)
  })

  it('find passwords at protected videos alone', async (context) => {
    context.skip(!instance().since('6.0'), 'passwords came with 6.0')
    const main = await instance().main()
    expectProblem(instance(), await main.get(`${await path()}/passwords`), 400)
    expectInvalid(
      instance(),
      await main.putJson(`${await path()}/passwords`, { passwords: 'x' }),
      'passwords',
    )
  })

  it('may list their videos by channel, if there is such a channel', async (context) => {
    context.skip(!instance().since('6.0'), 'the filter came with 6.0')
    const main = await instance().main()
    await path()
    const { total } = await main.getJson(`/users/me/videos?channelId=${String(main.channelId)}`)
    expect(total).toBeGreaterThan(0)
    expectInvalid(instance(), await main.get('/users/me/videos?channelId=x'), 'channelId')
    expectProblem(instance(), await main.get('/users/me/videos?channelId=999999999'), 404)
  })
})

describeInstances('chapters in a description', (instance) => {
  it('are taken over until they are changed by hand', async (context) => {
    context.skip(!instance().since('6.0'), 'chapters came with 6.0')
    const main = await instance().main()
    const description = '00:00 Start\n00:01 Middle\n\n00:02 Not of the list'
    const { uuid } = await publish(main, { name: 'Chapters in words', description })
    const chapters = async (): Promise<unknown> =>
      (await main.getJson(`/videos/${uuid}/chapters`))['chapters']
    const start = { timecode: 0, title: 'Start' }
    expect(await chapters()).toEqual([start, { timecode: 1, title: 'Middle' }])
    await main.putJson(`/videos/${uuid}`, { description: '0:00 Start\n0:02 End' })
    expect(await chapters()).toEqual([start, { timecode: 2, title: 'End' }])
    await main.putJson(`/videos/${uuid}/chapters`, { chapters: [start] })
    await main.putJson(`/videos/${uuid}`, { description })
    expect(await chapters()).toEqual([start])
  })
})
