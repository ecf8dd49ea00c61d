import { expect, it } from 'vitest'
import { expectInvalid, expectProblem } from './support/expectations'
import { describeInstances } from './support/instance'
import type { Instance } from './support/instance'
import type { Ids } from './support/uploads'
import { picture, publish, whenTranscoded } from './support/uploads'

const text = (length: number): string => 'x'.repeat(length)
const future = '2099-05-05T00:00:00.000Z'

type Fields = Record<string, unknown>

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
    // The end of the transcoding is a date of publication too.
    await whenTranscoded(main, uuid)
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
      ...(instance().since('8.2') ? { publishedAt: future } : {}),
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

  it('is published anew when a private video is one no more, and by nothing else', async () => {
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Shown later', privacy: 3 })
    await whenTranscoded(main, uuid)
    const publishedAfter = async (change: Record<string, unknown>): Promise<unknown> => {
      expect((await main.putJson(`/videos/${uuid}`, change)).status).toBe(204)
      return (await main.getJson(`/videos/${uuid}`))['publishedAt']
    }
    const before = await publishedAfter({ name: 'Of another name' })
    const shown = await publishedAfter({ privacy: 4 })
    expect(shown).not.toBe(before)
    expect(await publishedAfter({ privacy: 1 })).toBe(shown)
    expect(await publishedAfter({ privacy: 3 })).toBe(shown)
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
    expectProblem(instance(), await instance().api(`/videos/${uuid}`), 401)
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
