import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { json } from './support/http'
import { describeInstances } from './support/instance'
import type { Instance } from './support/instance'
import type { Ids } from './support/uploads'
import { cancel, init, picture, publish, uploadIdOf } from './support/uploads'

const text = (length: number): string => 'x'.repeat(length)
const future = '2099-05-05T00:00:00.000Z'

type Fields = Record<string, unknown>

/** Field, values that pass, values that do not. */
const limits: [field: string, good: unknown[], bad: unknown[]][] = [
  ['name', [text(3), text(120)], [text(2), text(121), '', null]],
  ['description', [null, text(3), text(10_000)], ['', text(2), text(10_001)]],
  ['support', [null, text(3), text(1000)], ['', text(2), text(1001)]],
  [
    'tags',
    [[], ['ab'], ['t1', 't2', 't3', 't4', 't5'], [text(30)]],
    [['x'], ['t1', 't2', 't3', 't4', 't5', 't6'], [text(31)], 'ab'],
  ],
  ['privacy', [1, 2, 3, 4], [0, 77, 'public']],
  ['category', [1, 18, null], [99_999, 'music']],
  ['licence', [1, 7, null], [99_999]],
  ['language', ['en', 'fr', null], [text(11)]],
  ['nsfw', [true, false], [null]],
  ['downloadEnabled', [true, false], [null]],
  ['waitTranscoding', [true, false], [null]],
  ['originallyPublishedAt', ['2020-01-02T03:04:05.000Z', null], ['yesterday']],
]

const goodCases = limits.flatMap(([field, good]) => good.map((value) => [field, value] as const))
const badCases = limits.flatMap(([field, , bad]) => bad.map((value) => [field, value] as const))

function shown(value: unknown): string {
  const shortened = JSON.stringify(value)
  return shortened.length > 40 ? `${shortened.slice(0, 30)}… (${String(shortened.length)})` : shortened
}

const named = (cases: (readonly [string, unknown])[]): [title: string, field: string, value: unknown][] =>
  cases.map(([field, value]) => [`${field} ${shown(value)}`, field, value])

describeInstances('metadata of a first request', (instance) => {
  it.each(named(goodCases))('takes %s', async (_title, field, value) => {
    const main = await instance().main()
    const answer = await init(main, { [field]: value })
    expect([answer.status, answer.text]).toEqual([201, ''])
    await cancel(main, uploadIdOf(answer))
  })

  it.each(named(badCases))('refuses %s', async (_title, field, value) => {
    const main = await instance().main()
    expectInvalid(instance(), await init(main, { [field]: value }), field)
  })

  it.each(['name', 'channelId', 'filename'])('needs %s', async (field) => {
    const main = await instance().main()
    expectInvalid(instance(), await init(main, { [field]: undefined }), field)
  })

  it('names all wrong fields at once', async () => {
    const main = await instance().main()
    const answer = await init(main, { name: 'ab', privacy: 77, category: 99_999 })
    expectInvalid(instance(), answer, 'name', 'privacy', 'category')
    expect(json(answer)).toMatchObject({ instance: '/api/v1/videos/upload-resumable' })
  })

  it('takes comment policies from 6.2 on, commentsEnabled up to 7.x', async () => {
    const main = await instance().main()
    const policy = await init(main, { commentsPolicy: 9 })
    if (instance().since('6.2')) expectInvalid(instance(), policy, 'commentsPolicy')
    else expect(policy.status).toBe(201)
    const enabled = await init(main, { commentsEnabled: null })
    if (instance().since('8.0')) expect(enabled.status).toBe(201)
    else expectInvalid(instance(), enabled, 'commentsEnabled')
  })

  it.each([1, 2, 4])('takes a plan to publish with privacy %d', async (privacy) => {
    const main = await instance().main()
    expect((await init(main, { scheduleUpdate: { updateAt: future, privacy } })).status).toBe(201)
  })

  it('refuses plans without a date, with a bad one, or to make it private', async () => {
    const main = await instance().main()
    expectProblem(instance(), await init(main, { scheduleUpdate: { privacy: 1 } }), 400)
    const badDate = await init(main, { scheduleUpdate: { updateAt: 'soon', privacy: 1 } })
    expectInvalid(instance(), badDate, 'scheduleUpdate.updateAt')
    const toPrivate = await init(main, { scheduleUpdate: { updateAt: future, privacy: 3 } })
    expectInvalid(instance(), toPrivate, 'scheduleUpdate.privacy')
  })

  it('needs passwords for a protected video', async (context) => {
    context.skip(!instance().since('6.0'), 'passwords came with 6.0')
    const main = await instance().main()
    for (const videoPasswords of [undefined, [], ['x'], ['same', 'same'], [text(101)]]) {
      expectProblem(instance(), await init(main, { privacy: 5, videoPasswords }), 400)
    }
    expect((await init(main, { privacy: 5, videoPasswords: ['secret'] })).status).toBe(201)
  })

  it('takes NSFW flags with nsfw only', async (context) => {
    context.skip(!instance().since('7.2'), 'NSFW flags came with 7.2')
    const main = await instance().main()
    expectProblem(instance(), await init(main, { nsfwFlags: 1 }), 400)
    expectProblem(instance(), await init(main, { nsfwSummary: 'Some words' }), 400)
    expect((await init(main, { nsfw: true, nsfwFlags: 3, nsfwSummary: 'Some words' })).status).toBe(201)
    expectInvalid(instance(), await init(main, { nsfw: true, nsfwSummary: text(251) }), 'nsfwSummary')
  })
})

/** Everything that a person may say of a video, as this version takes it. */
function everything(instance: Instance): Fields {
  return {
    name: 'All fields',
    category: 15,
    licence: 1,
    language: 'fr',
    privacy: 2,
    description: 'Described.',
    support: 'Supported.',
    tags: ['aa', 'bb'],
    nsfw: true,
    downloadEnabled: false,
    waitTranscoding: true,
    originallyPublishedAt: '2020-01-02T03:04:05.000Z',
    ...(instance.since('8.0') ? {} : { commentsEnabled: false }),
    ...(instance.since('6.2') ? { commentsPolicy: 2 } : {}),
    ...(instance.since('7.2') ? { nsfwFlags: 1, nsfwSummary: 'A summary.' } : {}),
  }
}

function everythingShown(instance: Instance): Fields {
  return {
    name: 'All fields',
    category: { id: 15, label: 'Science & Technology' },
    licence: { id: 1, label: 'Attribution' },
    language: { id: 'fr', label: 'French' },
    privacy: { id: 2, label: 'Unlisted' },
    description: 'Described.',
    support: 'Supported.',
    tags: expect.arrayContaining(['aa', 'bb']) as string[],
    nsfw: true,
    downloadEnabled: false,
    waitTranscoding: true,
    originallyPublishedAt: '2020-01-02T03:04:05.000Z',
    ...(instance.since('8.0') ? {} : { commentsEnabled: false }),
    ...(instance.since('6.2') ? { commentsPolicy: { id: 2, label: expect.any(String) as string } } : {}),
    ...(instance.since('7.2') ? { nsfwFlags: 1, nsfwSummary: 'A summary.' } : {}),
  }
}

describeInstances('metadata of a video', (instance) => {
  let ids: Ids | null = null
  const video = async (): Promise<Ids> =>
    (ids ??= await publish(await instance().main(), { name: 'To be changed' }))

  it('arrives whole with the first request', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main, everything(instance()))
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject(everythingShown(instance()))
  })

  it('arrives whole by a JSON update', async () => {
    const main = await instance().main()
    const { uuid } = await video()
    expect((await main.putJson(`/videos/${uuid}`, everything(instance()))).status).toBe(204)
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject(everythingShown(instance()))
  })

  it('arrives by a multipart update, with nested keys and null as a word', async () => {
    const main = await instance().main()
    const { uuid } = await video()
    const answer = await main.sendMultipart('PUT', `/videos/${uuid}`, [
      ['name', 'By multipart'],
      ['category', 'null'],
      ['description', 'null'],
      ['tags[0]', 'cc'],
      ['tags[1]', 'dd'],
      ['nsfw', 'false'],
      ['privacy', '3'],
      ['scheduleUpdate[updateAt]', future],
      ['scheduleUpdate[privacy]', '1'],
    ])
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(await main.getJson(`/videos/${uuid}`)).toMatchObject({
      name: 'By multipart',
      category: { id: null },
      description: null,
      tags: expect.arrayContaining(['cc', 'dd']) as string[],
      nsfw: false,
      privacy: { id: 3 },
      scheduledUpdate: { updateAt: future, privacy: 1 },
    })
  })

  it('changes only what an update names, and ends a plan by null', async () => {
    const main = await instance().main()
    const { uuid } = await video()
    const before = await main.getJson(`/videos/${uuid}`)
    expect((await main.putJson(`/videos/${uuid}`, { scheduleUpdate: null })).status).toBe(204)
    const after = await main.getJson(`/videos/${uuid}`)
    expect(after).not.toHaveProperty('scheduledUpdate')
    for (const field of ['name', 'tags', 'privacy', 'language', 'support'])
      expect(after[field]).toEqual(before[field])
  })

  it('empties the tags by an empty list, and by null in multipart', async () => {
    const main = await instance().main()
    const { uuid } = await video()
    await main.putJson(`/videos/${uuid}`, { tags: [] })
    expect((await main.getJson(`/videos/${uuid}`))['tags']).toEqual([])
    await main.putJson(`/videos/${uuid}`, { tags: ['again'] })
    await main.sendMultipart('PUT', `/videos/${uuid}`, [['tags', 'null']])
    expect((await main.getJson(`/videos/${uuid}`))['tags']).toEqual([])
  })

  it.each([
    ['tags', ['x']],
    ['name', text(121)],
    ['description', ''],
    ['privacy', 77],
  ])('refuses a bad %s on update and changes nothing', async (field, value) => {
    const main = await instance().main()
    const { uuid } = await video()
    expectInvalid(
      instance(),
      await main.putJson(`/videos/${uuid}`, { support: 'Not to be seen', [field]: value }),
      field,
    )
    expect((await main.getJson(`/videos/${uuid}`))['support']).not.toBe('Not to be seen')
  })

  it('is found by id, UUID and short UUID', async () => {
    const main = await instance().main()
    const wanted = await video()
    for (const id of [wanted.id, wanted.uuid, wanted.shortUUID]) {
      expect(await main.getJson(`/videos/${String(id)}`)).toMatchObject(wanted)
    }
  })

  it('is not to be changed by others', async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    const { uuid } = await video()
    expectProblem(instance(), await other.putJson(`/videos/${uuid}`, { name: 'Not mine' }), 403)
    expectProblem(instance(), await other.delete(`/videos/${uuid}`), 403)
    expectProblem(instance(), await other.get(`/videos/${uuid}`), 403)
    expectProblem(instance(), await other.get(`/videos/${uuid}/source`), 403)
  })

  it('asks anonymous readers of a private video for a token', async () => {
    const { uuid } = await video()
    expectProblem(instance(), await instance().api(`/videos/${uuid}`), 401, 'unauthorized_request')
  })

  it('is not known by a wrong id', async () => {
    const main = await instance().main()
    const nowhere = '/videos/00000000-0000-4000-8000-000000000000'
    expectProblem(instance(), await main.get(nowhere), 404)
    expectProblem(instance(), await main.putJson(nowhere, { name: 'Nowhere' }), 404)
    expectInvalid(instance(), await main.get('/videos/no-id'), 'id')
  })

  it('refuses malformed and oversized JSON by name', async () => {
    const main = await instance().main()
    const { uuid } = await video()
    const headers = { 'Content-Type': 'application/json' }
    const malformed = await main.call(`/videos/${uuid}`, { method: 'PUT', body: '{oops', headers })
    expectProblem(instance(), malformed, 400, 'SyntaxError')
    const oversized = await main.putJson(`/videos/${uuid}`, { description: text(600_000) })
    expectProblem(instance(), oversized, 413, 'PayloadTooLargeError')
  })

  it('fails with a file that no field was made for', async () => {
    const main = await instance().main()
    const { uuid } = await video()
    const answer = await main.sendMultipart('PUT', `/videos/${uuid}`, [['unknownfile', picture]])
    expectProblem(instance(), answer, 500, 'MulterError')
  })

  it('is gone after it was deleted', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'To be deleted' })
    expect((await main.delete(`/videos/${uuid}`)).status).toBe(204)
    expectProblem(instance(), await main.get(`/videos/${uuid}`), 404)
    expectProblem(instance(), await main.delete(`/videos/${uuid}`), 404)
  })
})
