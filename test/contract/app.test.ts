import { expect, it } from 'vitest'
import { PRIVACY } from '@shared/uploads/draft'
import { describeApp, makePlaylist, said, shown, srt, video, vtt } from './support/app-bench'
import { json, send } from './support/http'
import { unique } from './support/instance'
import type { Instance } from './support/instance'
import { ownVideosNamed, picture } from './support/uploads'

const MIB = 1024 * 1024

async function bytesOf(instance: Instance, details: Record<string, unknown>): Promise<Buffer> {
  const main = await instance.main()
  const [file] = details['files'] as { fileUrl: string }[]
  return (await send(file?.fileUrl ?? '', { headers: main.authorization })).bytes
}

describeApp('the app', (bench) => {
  it('offers what the instance offers', async () => {
    const { app, instance } = await bench()
    const main = await instance.main()
    const playlist = await makePlaylist(instance)
    const choices = await app.choices()
    expect(choices.channels.map(({ id }) => id)).toContain(main.channelId)
    expect(choices.playlists).toContainEqual(
      expect.objectContaining({ id: playlist.id, displayName: 'From the app' }),
    )
    for (const list of ['categories', 'licences', 'languages', 'privacies'] as const) {
      const labels = json(await instance.api(`/videos/${list}`))
      expect(Object.fromEntries(choices[list].map(({ id, label }) => [id, label]))).toEqual(labels)
    }
    expect(choices.limits).toMatchObject({
      version: instance.version,
      imageMaxBytes: instance.configValue('video.image.size.max'),
      features: { chapters: instance.since('6.0'), commentsPolicy: instance.since('6.2') },
    })
    await main.delete(`/video-playlists/${playlist.uuid}`)
  })

  it('uploads a video with all that was said of it', async () => {
    const { app, instance, arrived } = await bench()
    const main = await instance.main()
    const playlist = await makePlaylist(instance)
    const bytes = video()
    const files = { 'clip.mp4': bytes, 'clip.en.vtt': vtt, 'clip.fr.srt': srt, 'clip.jpg': picture.bytes }
    const id = await app.drop(files)
    const apart = { playerTheme: 'lucide', embedPrivacy: { policy: 2, domains: ['example.org'] } }
    await app.say(id, { ...said, ...apart, playlistIds: [playlist.id] })
    await app.submit(id)
    const details = await arrived(id)

    expect(details).toMatchObject(shown(instance))
    expect(details['tags']).toHaveLength(3)
    expect(details['tags']).toEqual(expect.arrayContaining(['aa', 'b & c', 'été']))
    // Only the demo instance says that it transcodes and keeps the file as it came.
    if (instance.demo !== null || !instance.transcodes)
      expect((await bytesOf(instance, details)).equals(bytes)).toBe(true)
    const path = `/videos/${String(details['uuid'])}`
    const captions = (await main.getJson(`${path}/captions`))['data'] as { language: { id: string } }[]
    expect(captions.map(({ language }) => language.id).sort()).toEqual(['en', 'fr'])
    if (instance.since('8.0'))
      expect(await main.getJson(`/player-settings${path}?raw=true`)).toEqual({ theme: 'lucide' })
    if (instance.since('8.1'))
      expect(await main.getJson(`${path}/embed-privacy`)).toMatchObject({
        policy: { id: 2 },
        domains: ['example.org'],
      })
    if (instance.since('6.0')) {
      expect(await main.getJson(`${path}/chapters`)).toEqual({ chapters: said.chapters })
      const source = await main.getJson(`${path}/source`)
      const fileName = source['inputFilename'] ?? source['filename']
      expect([fileName, source['size']]).toEqual(['clip.mp4', bytes.length])
    }
    const elements = await main.getJson(`/video-playlists/${playlist.uuid}/videos`)
    expect(elements['data']).toMatchObject([{ video: { uuid: details['uuid'] } }])
    await main.delete(`/video-playlists/${playlist.uuid}`)
  })

  it('loses no video over a picture that nobody can read', async () => {
    const { app, arrived } = await bench()
    const broken = picture.bytes.subarray(0, 300)
    const id = await app.drop({ 'Broken picture.mp4': video(), 'Broken picture.jpg': broken })
    await app.submit(id)
    await app.until(() => app.row(id).state.name === 'published')
    await app.longshore.handlers['drafts.clearThumbnail']({ ids: [id] })
    expect(await arrived(id)).toMatchObject({ name: 'Broken picture' })
  })

  it('says nothing of what was left empty, and keeps it private', async () => {
    const { app, arrived } = await bench()
    const id = await app.drop({ 'Left as it was.mp4': video(), 'Left as it was.jpg': picture.bytes })
    await app.submit(id)
    expect(await arrived(id)).toMatchObject({
      name: 'Left as it was',
      privacy: { id: PRIVACY.private },
      category: { id: null },
      licence: { id: null },
      language: { id: null },
      description: null,
      support: null,
      tags: [],
      nsfw: false,
      originallyPublishedAt: null,
    })
  })

  it.each([
    ['in its only chunk', 16, 8192],
    ['in the first of several chunks', 6 * MIB, 4 * MIB],
  ])('sends what was changed while the bytes flowed, %s', async (_title, extraBytes, bytesPerSecond) => {
    const { app, instance, arrived } = await bench()
    const main = await instance.main()
    const oldName = `Before ${String(unique())}`
    const newName = `After ${String(unique())}`
    const id = await app.drop({ 'clip.mp4': video(extraBytes), 'clip.jpg': picture.bytes })
    await app.say(id, { title: oldName, description: 'Old words', category: 15, tags: ['old', 'older'] })
    app.longshore.settings.set({ bandwidthLimit: bytesPerSecond })
    await app.submit(id)
    await app.flows(id)
    const changed = { title: newName, description: '', category: null, tags: ['new'], language: 'en' }
    await app.say(id, { ...changed, nsfw: true })
    app.longshore.settings.set({ bandwidthLimit: null })
    expect(await arrived(id)).toMatchObject({
      name: newName,
      description: null,
      category: { id: null },
      tags: ['new'],
      language: { id: 'en' },
      nsfw: true,
    })
    expect(await ownVideosNamed(main, oldName)).toEqual([])
    expect(await ownVideosNamed(main, newName)).toHaveLength(1)
  })
})
