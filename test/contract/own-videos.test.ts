import { expect, it } from 'vitest'
import { expectInvalid } from './support/expectations'
import { describeInstances, unique } from './support/instance'
import { poll, publish, whenPublished } from './support/uploads'

describeInstances('own videos', (instance) => {
  const tag = `listed${String(unique())}`
  const names = ['b', 'a', 'c'].map((letter) => `${tag} ${letter}`)
  const list = async (query: string): Promise<{ total: number; data: Record<string, unknown>[] }> =>
    (await (await instance().main()).getJson(`/users/me/videos?search=${tag}&${query}`)) as never

  it('are found by a part of the name', async () => {
    const main = await instance().main()
    for (const name of names) await publish(main, { name })
    const { total, data } = await list('')
    expect([total, data.length]).toEqual([3, 3])
  })

  it.each([
    ['name', ['a', 'b', 'c']],
    ['-name', ['c', 'b', 'a']],
    ['createdAt', ['b', 'a', 'c']],
    ['-createdAt', ['c', 'a', 'b']],
  ])('are sorted by %s', async (sort, letters) => {
    const { data } = await list(`sort=${sort}`)
    expect(data.map(({ name }) => name)).toEqual(letters.map((letter) => `${tag} ${letter}`))
  })

  it('come in pages', async () => {
    const page = await list('sort=name&start=1&count=1')
    expect([page.total, page.data.map(({ name }) => name)]).toEqual([3, [`${tag} b`]])
    expect(await list('start=100&count=10')).toEqual({ total: 3, data: [] })
  })

  it.each([
    ['count=101', 'count'],
    ['start=-1', 'start'],
    ['start=-1&sort=bogus', 'start'],
    ['sort=bogus', 'sort'],
    ['sort=-updatedAt', 'sort'],
  ])('are refused with %s', async (query, field) => {
    const main = await instance().main()
    expectInvalid(instance(), await main.get(`/users/me/videos?${query}`), field)
  })

  it('say what only their owner may know', async () => {
    const { data } = await list('count=1')
    expect(data[0]).toMatchObject({
      state: { id: expect.any(Number) as number, label: expect.any(String) as string },
      waitTranscoding: false,
      blacklisted: false,
      channel: { id: expect.any(Number) as number },
    })
  })

  it('are announced when published, if they waited for it', async (context) => {
    context.skip(!instance().transcodes, 'nothing is waited for where nothing is transcoded')
    const main = await instance().main()
    const { uuid } = await publish(main, { name: `${tag} announced`, waitTranscoding: true })
    const published = await whenPublished(main, uuid)
    expect(published['state']).toMatchObject({ id: 1 })
    const ask = async (): Promise<Record<string, unknown>[]> =>
      (await main.getJson('/users/me/notifications?count=20'))['data'] as Record<string, unknown>[]
    const isOurs = (row: Record<string, unknown>): boolean =>
      row['type'] === 6 && (row['video'] as { uuid?: string } | undefined)?.uuid === uuid
    const rows = await poll(ask, (all) => all.some(isOurs))
    const ours = rows.find(isOurs)
    expect(ours).toMatchObject({ read: false, video: { name: `${tag} announced` } })
    expect((await main.postJson('/users/me/notifications/read', { ids: [ours?.['id']] })).status).toBe(204)
    expect((await ask()).find(isOurs)).toMatchObject({ read: true })
  })
})
