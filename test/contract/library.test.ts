import { expect, it } from 'vitest'
import { expectInvalid } from './support/expectations'
import { json } from './support/http'
import { describeInstances, unique } from './support/instance'
import { publish } from './support/uploads'

describeInstances("the library's calls", (instance) => {
  const tag = `copied${String(unique())}`
  const list = async (query: string): Promise<{ total: number; data: Record<string, unknown>[] }> =>
    (await (await instance().main()).getJson(`/users/me/videos?search=${tag}&${query}`)) as never

  it('list videos oldest first, with what the copy keeps of them', async () => {
    const main = await instance().main()
    for (const letter of ['a', 'b', 'c']) {
      await publish(main, { name: `${tag} ${letter}`, description: 'x'.repeat(300), tags: ['one', 'two'] })
    }
    const { total, data } = await list('start=0&count=100&sort=createdAt')
    expect([total, data.map(({ name }) => name)]).toEqual([
      3,
      ['a', 'b', 'c'].map((letter) => `${tag} ${letter}`),
    ])
    expect(data[0]).toMatchObject({
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      isLive: false,
      nsfw: false,
      blacklisted: false,
      views: 0,
      likes: 0,
      updatedAt: expect.stringMatching(/^\d{4}-/) as string,
      channel: { id: main.channelId, displayName: expect.any(String) as string },
      category: { id: null },
    })
  })

  it('cut descriptions in lists and not in the answer for one video', async () => {
    const [first] = (await list('count=1&sort=createdAt')).data
    expect(String(first?.['description']).length).toBeLessThanOrEqual(250)
    const main = await instance().main()
    const video = await main.getJson(`/videos/${String(first?.['uuid'])}`)
    expect(video).toMatchObject({ description: 'x'.repeat(300), tags: ['one', 'two'], downloadEnabled: true })
  })

  it('tell tags in lists from 7.1 on', async () => {
    const [first] = (await list('count=1')).data
    expect(first?.['tags'] !== undefined).toBe(instance().since('7.1.0'))
  })

  it('show a picture to anybody, although the video is private', async () => {
    const [first] = (await list('count=1')).data
    const path = String(first?.['thumbnailPath'])
    expect(path).toMatch(/^\/lazy-static\//)
  })

  it.each([
    ['isLive=true', 0],
    ['isLive=false', 3],
  ])('keep lives and videos apart with %s', async (query, total) => {
    expect((await list(query)).total).toBe(total)
  })

  it('refuse a page of more than 100', async () => {
    const main = await instance().main()
    expectInvalid(instance(), await main.get('/users/me/videos?start=0&count=101&sort=createdAt'), 'count')
  })

  it('tell of no captions, and of none where there is no video', async () => {
    const main = await instance().main()
    const [first] = (await list('count=1')).data
    expect(await main.getJson(`/videos/${String(first?.['uuid'])}/captions`)).toEqual({ total: 0, data: [] })
    const missing = await main.get('/videos/00000000-0000-4000-8000-000000000000')
    expect([missing.status, json(missing)['status']]).toEqual([404, 404])
  })
})
