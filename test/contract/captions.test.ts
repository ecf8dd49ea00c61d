import { expect, it } from 'vitest'
import { expectInvalid, expectProblem, expectUnknownPath } from './support/expectations'
import { json, send } from './support/http'
import type { Answer } from './support/http'
import { describeInstances } from './support/instance'
import type { Instance } from './support/instance'
import type { Ids } from './support/uploads'
import { publish } from './support/uploads'

const vtt = 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n'
const srt = '1\n00:00:00,000 --> 00:00:01,000\nBonjour\n\n2\n00:00:01,000 --> 00:00:02,000\nAu revoir\n'

interface Caption {
  language: { id: string; label: string }
  captionPath?: string
  fileUrl?: string
}

async function captionsOf(instance: Instance, uuid: string): Promise<Caption[]> {
  const main = await instance.main()
  return (await main.getJson(`/videos/${uuid}/captions`))['data'] as Caption[]
}

async function put(
  instance: Instance,
  uuid: string,
  language: string,
  name: string,
  type: string,
  content: string,
): Promise<Answer> {
  const main = await instance.main()
  const file = { fileName: name, type, bytes: Buffer.from(content) }
  return main.sendMultipart('PUT', `/videos/${uuid}/captions/${language}`, [['captionfile', file]])
}

async function storedText(instance: Instance, uuid: string, language: string): Promise<string> {
  const caption = (await captionsOf(instance, uuid)).find((row) => row.language.id === language)
  const main = await instance.main()
  const url = caption?.fileUrl ?? instance.url + String(caption?.captionPath)
  return (await send(url, { headers: main.authorization })).text
}

describeInstances('captions', (instance) => {
  let ids: Ids | null = null
  const video = async (): Promise<Ids> =>
    (ids ??= await publish(await instance().main(), { name: 'With captions', privacy: 1 }))

  it('are made from what is said, where the instance does that', async (context) => {
    const { demo } = instance()
    context.skip(!instance().since('6.2'), 'that came with 6.2')
    demo?.control.setConfig({ transcriptionEnabled: true })
    const enabled = demo !== null || instance().configValue('videoTranscription.enabled') === true
    context.skip(!enabled, 'this instance does not')
    const main = await instance().main()
    const { uuid } = await publish(main, { name: 'Without captions' })
    expect((await main.postJson(`/videos/${uuid}/captions/generate`, {})).status).toBe(204)
  })

  it('are stored as WebVTT', async () => {
    const { uuid } = await video()
    expect((await put(instance(), uuid, 'en', 'en.vtt', 'text/vtt', vtt)).status).toBe(204)
    expect(await storedText(instance(), uuid, 'en')).toBe(vtt)
  })

  it.each([
    ['application/x-subrip', 'fr'],
    ['application/octet-stream', 'de'],
    ['text/plain', 'es'],
  ])('are converted from SubRip of type %s', async (type, language) => {
    const { uuid } = await video()
    expect((await put(instance(), uuid, language, 'x.srt', type, srt)).status).toBe(204)
    const stored = await storedText(instance(), uuid, language)
    const cues = [
      '1\r\n00:00:00.000 --> 00:00:01.000\r\nBonjour',
      '2\r\n00:00:01.000 --> 00:00:02.000\r\nAu revoir',
    ]
    expect(stored).toBe(`WEBVTT FILE\r\n\r\n${cues.join('\r\n\r\n')}\r\n\r\n`)
  })

  it('are listed by language', async () => {
    const { uuid } = await video()
    const captions = await captionsOf(instance(), uuid)
    expect(captions.map(({ language }) => language.id)).toEqual(['de', 'en', 'es', 'fr'])
    expect(captions[1]?.language.label).toBe('English')
    expect(captions[1]).toHaveProperty(instance().since('7.1') ? 'fileUrl' : 'captionPath')
  })

  it('are replaced', async () => {
    const { uuid } = await video()
    const other = vtt.replace('Hello', 'Hello again')
    await put(instance(), uuid, 'en', 'en.vtt', 'text/vtt', other)
    expect(await storedText(instance(), uuid, 'en')).toBe(other)
  })

  it('are taken for SubRip when they come as plain text, whatever their name', async () => {
    const { uuid } = await video()
    expect((await put(instance(), uuid, 'en', 'en.vtt', 'text/plain', vtt)).status).toBe(204)
    expect(await storedText(instance(), uuid, 'en')).toMatch(/^WEBVTT FILE\r\n\r\nWEBVTT\r\n/)
  })

  it('are refused in another format, and for an unknown language', async () => {
    const { uuid } = await video()
    const ass = await put(instance(), uuid, 'it', 'it.ass', 'text/x-ssa', '[Script Info]')
    expectInvalid(instance(), ass, 'captionfile')
    const unknown = await put(instance(), uuid, 'xx-bad', 'x.vtt', 'text/vtt', vtt)
    expectInvalid(instance(), unknown, 'captionLanguage')
  })

  it('are not to be changed by others', async (context) => {
    const other = await instance().otherUser()
    if (other === null) return context.skip('the test user may not create users')
    const { uuid } = await video()
    const file = { fileName: 'x.vtt', type: 'text/vtt', bytes: Buffer.from(vtt) }
    const answer = await other.sendMultipart('PUT', `/videos/${uuid}/captions/en`, [['captionfile', file]])
    expectProblem(instance(), answer, 403)
  })

  it('are deleted once', async () => {
    const { uuid } = await video()
    const main = await instance().main()
    expect((await main.delete(`/videos/${uuid}/captions/fr`)).status).toBe(204)
    expectProblem(instance(), await main.delete(`/videos/${uuid}/captions/fr`), 404)
  })
})

describeInstances('chapters', (instance) => {
  let ids: Ids | null = null
  const path = async (): Promise<string> => {
    ids ??= await publish(await instance().main(), { name: 'With chapters' })
    return `/videos/${ids.uuid}/chapters`
  }

  it('are known from 6.0 on', async () => {
    const main = await instance().main()
    const answer = await main.get(await path())
    if (instance().since('6.0')) expect(json(answer)).toEqual({ chapters: [] })
    else expectUnknownPath(answer)
  })

  it('are replaced as a whole, in order, and emptied', async (context) => {
    context.skip(!instance().since('6.0'), 'chapters came with 6.0')
    const main = await instance().main()
    const chapters = [
      { timecode: 0, title: 'Start' },
      { timecode: 1, title: 'Middle' },
    ]
    expect((await main.putJson(await path(), { chapters })).status).toBe(204)
    expect(await main.getJson(await path())).toEqual({ chapters })
    expect((await main.putJson(await path(), { chapters: [] })).status).toBe(204)
    expect(await main.getJson(await path())).toEqual({ chapters: [] })
  })

  it('are refused with double times, empty titles, fractions and no list', async (context) => {
    context.skip(!instance().since('6.0'), 'chapters came with 6.0')
    const main = await instance().main()
    const first = { timecode: 0, title: 'A' }
    const wrong = [
      [first, first],
      [{ ...first, title: '' }],
      [{ ...first, timecode: -1 }],
      [{ ...first, title: 'x'.repeat(101) }],
      'none',
    ]
    for (const chapters of wrong)
      expectInvalid(instance(), await main.putJson(await path(), { chapters }), 'chapters')
  })
})

describeInstances('password protection', (instance) => {
  it('asks readers for one of the passwords, and lets the owner see them', async (context) => {
    context.skip(!instance().since('6.0'), 'passwords came with 6.0')
    const main = await instance().main()
    const { uuid } = await publish(main, {
      name: 'Protected',
      privacy: 5,
      videoPasswords: ['first', 'second'],
    })
    const read = (headers: Record<string, string>): Promise<Answer> =>
      instance().api(`/videos/${uuid}`, { headers })
    expectProblem(instance(), await read({}), instance().since('8.0') ? 401 : 403, 'video_requires_password')
    expectProblem(
      instance(),
      await read({ 'x-peertube-video-password': 'third' }),
      403,
      'incorrect_video_password',
    )
    expect((await read({ 'x-peertube-video-password': 'second' })).status).toBe(200)
    const list = await main.getJson(`/videos/${uuid}/passwords`)
    const rows = list['data'] as { id: number; password: string }[]
    expect(rows.map(({ password }) => password).sort()).toEqual(['first', 'second'])

    // Every update must carry the passwords as long as the privacy stays.
    expectProblem(instance(), await main.putJson(`/videos/${uuid}`, { name: 'Renamed' }), 400)
    expectProblem(instance(), await main.putJson(`/videos/${uuid}`, { name: 'Renamed', privacy: 5 }), 400)
    const renamed = await main.putJson(`/videos/${uuid}`, {
      name: 'Renamed',
      privacy: 5,
      videoPasswords: ['third'],
    })
    expect(renamed.status).toBe(204)
    expect((await read({ 'x-peertube-video-password': 'third' })).status).toBe(200)
    expect((await main.putJson(`/videos/${uuid}/passwords`, { passwords: ['fourth', 'fifth'] })).status).toBe(
      204,
    )
    const [newest, oldest] = (await main.getJson(`/videos/${uuid}/passwords`))['data'] as { id: number }[]
    expect((await main.delete(`/videos/${uuid}/passwords/${String(newest?.id)}`)).status).toBe(204)
    expectProblem(instance(), await main.delete(`/videos/${uuid}/passwords/${String(oldest?.id)}`), 400)
    expect(json(await main.putJson(`/videos/${uuid}/passwords`, { passwords: ['x'] }))['status']).toBe(400)
  })
})
