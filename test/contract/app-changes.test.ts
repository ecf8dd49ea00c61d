import { expect, it } from 'vitest'
import { PRIVACY } from '@shared/uploads/draft'
import { describeApp, makePlaylist, said, video, vtt } from './support/app-bench'
import { send } from './support/http'
import type { Instance } from './support/instance'
import { picture } from './support/uploads'

const future = '2099-05-05T00:00:00.000Z'

async function pictureOf(instance: Instance, details: Record<string, unknown>): Promise<Buffer> {
  const main = await instance.main()
  const thumbnails = details['thumbnails'] as { fileUrl: string }[] | undefined
  const url = thumbnails?.at(-1)?.fileUrl ?? instance.url + String(details['previewPath'])
  return (await send(url, { headers: main.authorization })).bytes
}

describeApp('the app, once a video exists,', (bench) => {
  it('takes back what was said once the video exists', async () => {
    const { app, instance, arrived } = await bench()
    const main = await instance.main()
    const playlist = await makePlaylist(instance)
    const id = await app.drop({ 'clip.mp4': video(), 'clip.en.vtt': vtt })
    await app.say(id, { ...said, playlistIds: [playlist.id] })
    await app.submit(id)
    const before = await arrived(id)
    const nothing = { description: '', support: '', tags: [], category: null, licence: null, language: null }
    const others = { commentsPolicy: 1, nsfw: false, downloadEnabled: true, originallyPublishedAt: null }
    await app.say(id, { ...nothing, ...others, chapters: [], playlistIds: [] })
    await app.longshore.handlers['drafts.removeCaption']({ id, language: 'en' })
    const after = await arrived(id)
    expect(after).toMatchObject({
      uuid: before['uuid'],
      description: null,
      support: null,
      tags: [],
      category: { id: null },
      licence: { id: null },
      language: { id: null },
      nsfw: false,
      downloadEnabled: true,
      // 5.x has no way to take the date back.
      originallyPublishedAt: instance.since('6.0') ? null : said.originallyPublishedAt,
      ...(instance.since('6.2') ? { commentsPolicy: { id: 1 } } : { commentsEnabled: true }),
    })
    const path = `/videos/${String(after['uuid'])}`
    expect(await main.getJson(`${path}/captions`)).toMatchObject({ total: 0, data: [] })
    if (instance.since('6.0')) expect(await main.getJson(`${path}/chapters`)).toEqual({ chapters: [] })
    expect(await main.getJson(`/video-playlists/${playlist.uuid}/videos`)).toMatchObject({ data: [] })
    await main.delete(`/video-playlists/${playlist.uuid}`)
  })

  it('keeps a protected video protected through every change', async (context) => {
    const { app, instance, arrived } = await bench()
    context.skip(!instance.since('6.0'), 'passwords came with 6.0')
    const main = await instance.main()
    const passwords = async (uuid: unknown): Promise<string[]> => {
      const { data } = await main.getJson(`/videos/${String(uuid)}/passwords`)
      return (data as { password: string }[]).map(({ password }) => password).sort()
    }
    const id = await app.drop({ 'clip.mp4': video() })
    const protection = { privacy: PRIVACY.passwordProtected, passwords: ['first one', 'second & last'] }
    await app.say(id, { title: 'Protected by the app', ...protection })
    await app.submit(id)
    const before = await arrived(id)
    expect(await passwords(before['uuid'])).toEqual(['first one', 'second & last'])

    await app.say(id, { title: 'Still protected', tags: ['aa'] })
    app.pickedFile = app.file('other.jpg', picture.bytes)
    await app.longshore.handlers['drafts.pickThumbnail']({ ids: [id] })
    const after = await arrived(id)
    expect(after).toMatchObject({ name: 'Still protected', tags: ['aa'], privacy: { id: 5 } })
    expect((await pictureOf(instance, after)).equals(await pictureOf(instance, before))).toBe(false)
    expect(await passwords(after['uuid'])).toEqual(['first one', 'second & last'])

    await app.say(id, { passwords: ['third'] })
    await arrived(id)
    expect(await passwords(after['uuid'])).toEqual(['third'])
    await app.say(id, { privacy: PRIVACY.unlisted, passwords: [] })
    expect(await arrived(id)).toMatchObject({ privacy: { id: PRIVACY.unlisted } })
  })

  it('hides a video until its time, and can call that off', async () => {
    const { app, arrived } = await bench()
    const id = await app.drop({ 'clip.mp4': video(), 'clip.jpg': picture.bytes })
    const schedule = { updateAt: future, privacy: PRIVACY.public, timeZone: 'Europe/Paris' }
    await app.say(id, { title: 'For later', privacy: PRIVACY.public, schedule })
    await app.submit(id)
    expect(await arrived(id)).toMatchObject({
      privacy: { id: PRIVACY.private },
      scheduledUpdate: { updateAt: future, privacy: PRIVACY.public },
    })
    await app.say(id, { schedule: { ...schedule, privacy: PRIVACY.unlisted } })
    const moved = { privacy: { id: PRIVACY.private }, scheduledUpdate: { privacy: PRIVACY.unlisted } }
    expect(await arrived(id)).toMatchObject(moved)
    await app.say(id, { schedule: null, privacy: PRIVACY.internal })
    const free = await arrived(id)
    expect(free).toMatchObject({ privacy: { id: PRIVACY.internal } })
    expect(free['scheduledUpdate'] ?? null).toBeNull()
  })
})
