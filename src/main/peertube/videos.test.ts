import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COMMENTS, emptyDraft, PRIVACY, type Draft } from '@shared/uploads/draft'
import { publishedVideoSchema, type PublishedVideo } from '@shared/uploads/upload'
import { createTestAccounts, type TestAccounts } from '../../../test/support/accounts'
import { startDemoInstance, type DemoInstance, type DemoVersion } from '../../demo-instance'
import type { UploadAccount } from '../uploads/ports'

const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']
const samples = join(import.meta.dirname, '../../../samples')
const film = { path: join(samples, 'lighthouse_tour.mp4'), name: 'lighthouse_tour.mp4' }
const picture = { path: join(samples, 'lighthouse_tour.jpg'), name: 'lighthouse_tour.jpg' }
const subtitles = { path: join(samples, 'Harbour at dawn.en.srt'), name: 'Harbour at dawn.en.srt' }
const bytes = statSync(film.path).size
const schedule = { updateAt: '2030-01-01T10:00:00.000Z', privacy: PRIVACY.public, timeZone: 'Europe/Paris' }

describe.each(versions)('videos of PeerTube %s', (version) => {
  let folder: string
  let demo: DemoInstance
  let test: TestAccounts
  let account: UploadAccount
  let channelId: number
  const { signal } = new AbortController()

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-demo-'))
    const rateLimits = { api: { max: 10_000, windowMs: 10_000 } }
    demo = await startDemoInstance({ dataDir: folder, version, processingMs: 0, rateLimits })
    test = createTestAccounts()
    const person = { username: 'demo', password: 'demo-password', otp: null }
    const result = await test.accounts.signIn({ instanceUrl: demo.url, tokenStore: 'memory', ...person })
    if (result.kind !== 'signed-in') throw new Error('a code was asked for')
    account = test.accounts.directory.get(result.account.id)
    channelId = (await test.accounts.choices(account.id, false)).channels[0]?.id ?? 0
  })

  afterEach(async () => {
    test.close()
    await demo.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const draft = (changes: Partial<Draft> = {}): Draft => ({
    ...emptyDraft('Lighthouse tour'),
    channelId,
    waitTranscoding: false,
    ...changes,
  })

  /** An upload in one chunk, by what the engine uses of this account. */
  async function upload(given: Draft): Promise<PublishedVideo> {
    const path = '/api/v1/videos/upload-resumable'
    const { title } = given
    const request = {
      draft: given,
      title,
      fileName: film.name,
      fileBytes: bytes,
      lastModified: 1,
    }
    const init = account.init.encode(request, await account.limits())
    const opened = await account.wire.send({ method: 'POST', path, ...init, signal, timeoutMs: 20_000 })
    expect(opened).toMatchObject({ status: 201, body: '' })
    const uploadId = new URL(opened.headers['location'] ?? '', demo.url).searchParams.get('upload_id') ?? ''
    const range = `bytes 0-${String(bytes - 1)}/${String(bytes)}`
    const done = await account.wire.send({
      method: 'PUT',
      path: `${path}?upload_id=${encodeURIComponent(uploadId)}`,
      headers: { 'Content-Type': 'application/octet-stream', 'Content-Range': range },
      body: { path: film.path, start: 0, end: bytes },
      signal,
      timeoutMs: 20_000,
    })
    expect(done.status).toBe(200)
    const { id, uuid, shortUUID } = (JSON.parse(done.body) as { video: Record<string, unknown> }).video
    return publishedVideoSchema.parse({ id, uuid, shortUuid: shortUUID })
  }

  /** What the server has now, as its owner sees it. */
  async function stored(uuid: string, part = ''): Promise<Record<string, unknown>> {
    const secret = await test.accounts.directory.get(account.id).session.accessToken()
    const headers = { Authorization: `Bearer ${String(secret)}` }
    const answer = await fetch(`${demo.url}/api/v1/videos/${uuid}${part}`, { headers })
    expect(answer.status).toBe(200)
    return (await answer.json()) as Record<string, unknown>
  }

  it('are made from a draft, with every field that the version has', async () => {
    const given = draft({
      privacy: PRIVACY.unlisted,
      category: 15,
      licence: 2,
      language: 'fr',
      description: 'Une **visite**\nguidée',
      support: 'Merci !',
      tags: ['phare', 'mer'],
      commentsPolicy: COMMENTS.disabled,
      downloadEnabled: false,
      originallyPublishedAt: '2020-02-02T00:00:00.000Z',
    })
    const { uuid } = await upload(given)
    expect(await stored(uuid)).toMatchObject({
      name: given.title,
      privacy: { id: 2 },
      category: { id: 15 },
      licence: { id: 2 },
      language: { id: 'fr' },
      description: 'Une **visite**\nguidée',
      support: 'Merci !',
      tags: ['phare', 'mer'],
      downloadEnabled: false,
      originallyPublishedAt: '2020-02-02T00:00:00.000Z',
      ...(version === '8.2.0' ? { commentsPolicy: { id: 2 } } : { commentsEnabled: false }),
    })
  })

  it('are found by their uuid, and among the newest, with their source', async () => {
    const video = await upload(draft())
    const found = await account.videos.find(video.uuid, signal)
    expect(found).toMatchObject({ video, name: 'Lighthouse tour', channelId })
    expect(found?.createdAt).toBeGreaterThan(Date.now() - 60_000)
    expect(await account.videos.newest(signal)).toMatchObject([{ video, name: 'Lighthouse tour', channelId }])
    const source = await account.videos.source(video.uuid, signal)
    expect(source?.fileName).toBe(film.name)
    expect(await account.videos.find('00000000-0000-4000-8000-000000000000', signal)).toBeNull()
    expect(await account.videos.source('00000000-0000-4000-8000-000000000000', signal)).toBeNull()
  })

  it('are changed field by field, and back', async () => {
    const { uuid } = await upload(draft({ description: 'First words', tags: ['one'], category: 1 }))
    const changed = draft({ title: 'Another title', nsfw: true, nsfwFlags: 1, nsfwSummary: 'Waves' })
    await account.videos.update(
      uuid,
      changed,
      ['title', 'description', 'tags', 'category', 'nsfw'],
      null,
      signal,
    )
    expect(await stored(uuid)).toMatchObject({
      name: 'Another title',
      description: null,
      tags: [],
      category: { id: null },
      nsfw: true,
    })
    await account.videos.update(uuid, changed, [], null, signal)
  })

  it('are scheduled, private until then, and taken back', async () => {
    const { uuid } = await upload(draft({ privacy: PRIVACY.public, schedule }))
    expect(await stored(uuid)).toMatchObject({
      privacy: { id: 3 },
      scheduledUpdate: { updateAt: schedule.updateAt, privacy: 1 },
    })
    await account.videos.update(uuid, draft({ privacy: PRIVACY.unlisted }), ['schedule'], null, signal)
    const after = await stored(uuid)
    expect(after).toMatchObject({ privacy: { id: 2 } })
    expect(after['scheduledUpdate'] ?? null).toBeNull()
  })

  it('keep their passwords through every change, and are private where there are none', async () => {
    const secret = draft({ privacy: PRIVACY.passwordProtected, passwords: ['open', 'sesame'] })
    const { uuid } = await upload(secret)
    expect(await stored(uuid)).toMatchObject({ privacy: { id: version === '5.1.0' ? 3 : 5 } })
    await account.videos.update(uuid, { ...secret, title: 'Still secret' }, ['title'], null, signal)
    await account.videos.update(uuid, secret, [], picture, signal)
    expect(await stored(uuid)).toMatchObject({ name: 'Still secret' })
    if (version === '5.1.0') return
    const { data } = (await stored(uuid, '/passwords')) as { data: { password: string }[] }
    expect(data.map(({ password }) => password).sort()).toEqual(['open', 'sesame'])
  })

  it('take a picture', async () => {
    const { uuid } = await upload(draft())
    const before = await stored(uuid)
    await account.videos.update(uuid, draft({ title: 'With picture' }), ['title', 'tags'], picture, signal)
    const after = await stored(uuid)
    expect(after).toMatchObject({ name: 'With picture' })
    const shown = ({ thumbnailPath, previewPath, thumbnails }: Record<string, unknown>): string =>
      JSON.stringify([thumbnailPath, previewPath, thumbnails])
    expect(shown(after)).not.toBe(shown(before))
  })

  it('tell the words of the server when it refuses', async () => {
    const { uuid } = await upload(draft())
    const refused = account.videos.update(uuid, draft({ tags: ['x'] }), ['tags'], null, signal)
    await expect(refused).rejects.toMatchObject({
      name: 'ServerError',
      answer: { status: 400, isJson: true, invalidParams: { tags: expect.any(String) as string } },
    })
  })

  it('take captions and lose them, as often as one likes', async () => {
    const { uuid } = await upload(draft())
    await account.videos.putCaption(uuid, 'en', subtitles, signal)
    await account.videos.putCaption(uuid, 'en', subtitles, signal)
    expect(await stored(uuid, '/captions')).toMatchObject({ total: 1, data: [{ language: { id: 'en' } }] })
    await account.videos.deleteCaption(uuid, 'en', signal)
    await account.videos.deleteCaption(uuid, 'en', signal)
    expect(await stored(uuid, '/captions')).toMatchObject({ total: 0 })
  })

  it('take chapters where the version has them', async () => {
    const { uuid } = await upload(draft())
    const chapters = [{ timecode: 0, title: 'The stairs' }]
    await account.videos.putChapters(uuid, chapters, signal)
    if (version === '5.1.0') return
    expect(await stored(uuid, '/chapters')).toEqual({ chapters })
    await account.videos.putChapters(uuid, [], signal)
    expect(await stored(uuid, '/chapters')).toEqual({ chapters: [] })
  })

  it('go into a playlist once, and out of it', async () => {
    const playlistId = await createPlaylist()
    const video = await upload(draft())
    const list = async (): Promise<number> => {
      const secret = await test.accounts.directory.get(account.id).session.accessToken()
      const headers = { Authorization: `Bearer ${String(secret)}` }
      const answer = await fetch(`${demo.url}/api/v1/video-playlists/${String(playlistId)}/videos`, {
        headers,
      })
      return ((await answer.json()) as { total: number }).total
    }
    await account.videos.addToPlaylist(playlistId, video, signal)
    await account.videos.addToPlaylist(playlistId, video, signal)
    expect(await list()).toBe(1)
    expect((await test.accounts.choices(account.id, true)).playlists).toMatchObject([
      { id: playlistId, privacy: 3 },
    ])
    await account.videos.removeFromPlaylist(playlistId, video, signal)
    await account.videos.removeFromPlaylist(playlistId, video, signal)
    expect(await list()).toBe(0)
  })

  async function createPlaylist(): Promise<number> {
    const secret = await test.accounts.directory.get(account.id).session.accessToken()
    const body = new FormData()
    body.set('displayName', 'Tours')
    body.set('privacy', '3')
    const headers = { Authorization: `Bearer ${String(secret)}` }
    const answer = await fetch(`${demo.url}/api/v1/video-playlists`, { method: 'POST', headers, body })
    return ((await answer.json()) as { videoPlaylist: { id: number } }).videoPlaylist.id
  }
})
