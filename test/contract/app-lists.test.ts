import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlaylistElementRow, PlaylistRow } from '@shared/playlists/playlist'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { App } from './support/app'
import { describeInstances, unique } from './support/instance'
import { poll, publish } from './support/uploads'

const texts = { displayName: 'Of the app', description: 'Described by it', support: '' }
const avatar = readFileSync(join(__dirname, 'support', 'picture.jpg'))

describeInstances('the app with channels and playlists', (instance) => {
  let app: App

  beforeAll(async () => {
    app = await App.open(instance().url, instance().mainUser)
  })
  afterAll(() => app.close())

  const handlers = () => app.longshore.handlers

  async function playlist(uuid: string): Promise<PlaylistRow | undefined> {
    return (await handlers()['playlists.list']({})).playlists.find((row) => row.uuid === uuid)
  }

  async function elements(playlistUuid: string): Promise<PlaylistElementRow[]> {
    const { accountId } = app
    return (await handlers()['playlists.elements']({ accountId, playlistUuid, offset: 0, limit: 100 })).rows
  }

  /** Nothing where the version has no themes. */
  async function changesPlayerTheme(accountId: string, channelId: number, name: string): Promise<void> {
    const own = async () =>
      (await handlers()['channels.list']({})).channels.find(({ id }) => id === channelId)
    const isThere = instance().since('8.0')
    expect((await own())?.playerTheme).toBe(isThere ? 'instance-default' : null)
    if (!isThere) return
    const seen = { ...texts, description: '', support: 'Thank you', playerTheme: 'instance-default' }
    const fields = { ...seen, playerTheme: 'lucide' }
    const form = { accountId, channelId, name, fields, seen, supportForVideos: false, formId: null }
    expect(await handlers()['channels.save'](form)).toEqual({ outcome: 'arrived', channelId })
    expect((await own())?.playerTheme).toBe('lucide')
    const main = await instance().main()
    const onServer = await main.getJson(`/player-settings/video-channels/${name}?raw=true`)
    expect(onServer).toEqual({ theme: 'lucide' })
  }

  it('makes, describes, pictures and deletes a channel', async () => {
    const { accountId } = app
    const name = `app_channel_${String(unique())}`
    const empty = { displayName: '', description: '', support: '' }
    const isNew = { channelId: null, fields: texts, seen: empty, supportForVideos: false, formId: null }
    const { outcome, channelId } = await handlers()['channels.save']({ accountId, name, ...isNew })
    expect(outcome).toBe('arrived')
    if (channelId === null) throw new Error('the channel that was made is not there')
    await handlers()['channels.save']({
      accountId,
      channelId,
      name,
      fields: { ...texts, description: '', support: 'Thank you' },
      seen: texts,
      supportForVideos: true,
      formId: null,
    })
    const picture = new Uint8Array(avatar)
    expect(
      await handlers()['channels.setPicture']({ accountId, channelId, kind: 'avatar', picture }),
    ).toEqual({ outcome: 'arrived' })
    await handlers()['channels.setPicture']({ accountId, channelId, kind: 'banner', picture })
    const own = async () =>
      (await handlers()['channels.list']({})).channels.find(({ id }) => id === channelId)
    expect(await own()).toMatchObject({
      name,
      displayName: 'Of the app',
      description: '',
      support: 'Thank you',
      avatarVersion: expect.any(String) as string,
      bannerVersion: expect.any(String) as string,
    })
    await changesPlayerTheme(accountId, channelId, name)
    await handlers()['channels.setPicture']({ accountId, channelId, kind: 'avatar', picture: null })
    expect(await own()).toMatchObject({ avatarVersion: null })
    expect(await handlers()['channels.followers']({ accountId, channelId, start: 0 })).toEqual({
      total: 0,
      followers: [],
    })
    expect(await handlers()['channels.deletion']({ accountId, channelId })).toMatchObject({
      videos: 0,
      isLast: false,
    })
    const again = Promise.resolve(handlers()['channels.save']({ accountId, name, ...isNew }))
    await expect(again).rejects.toMatchObject({ details: { field: 'name', reason: 'name-taken' } })
    expect(await handlers()['channels.delete']({ accountId, channelId, videos: 0 })).toEqual({
      outcome: 'arrived',
    })
    expect(await own()).toBeUndefined()
  })

  it('makes a playlist, fills it, orders it, gives times, and deletes it', async () => {
    const { accountId } = app
    const main = await instance().main()
    const fields = { displayName: 'Of the app', description: '', privacy: 3, channelId: null }
    const seen = { ...fields, displayName: '' }
    const made = await handlers()['playlists.save']({
      accountId,
      playlistUuid: null,
      fields,
      seen,
      formId: null,
    })
    expect(made.outcome).toBe('arrived')
    const { playlistUuid } = made
    if (playlistUuid === null) throw new Error('the playlist that was made is not there')
    const change = { accountId, playlistUuid }
    const settled = () =>
      poll(
        () => playlist(playlistUuid),
        (row) => row?.waiting === 0,
      )
    const videos = [await publish(main), await publish(main), await publish(main)]
    await handlers()['playlists.change']({
      ...change,
      changes: videos.map(({ uuid }) => ({ kind: 'add' as const, videoUuid: uuid })),
    })
    expect(await settled()).toMatchObject({ waiting: 0, refused: 0, length: 3 })
    await handlers()['playlists.refresh'](change)
    const [first, second, third] = (await elements(playlistUuid)).map(({ id }) => id)
    await handlers()['playlists.moveTo']({ ...change, elementIds: [third ?? 0], position: 1 })
    await handlers()['playlists.change']({
      ...change,
      changes: [
        { kind: 'times', elementId: first ?? 0, startTimestamp: 1, stopTimestamp: 2 },
        { kind: 'remove', elementId: second ?? 0 },
      ],
    })
    expect(await settled()).toMatchObject({ waiting: 0, refused: 0 })
    await handlers()['playlists.refresh'](change)
    expect(await elements(playlistUuid)).toMatchObject([
      { id: third, position: 1, type: 0, video: { uuid: videos[2]?.uuid } },
      { id: first, position: 2, startTimestamp: 1, stopTimestamp: 2 },
    ])
    const { channelId } = main
    const open = { ...fields, displayName: 'Renamed', privacy: 1, channelId }
    await handlers()['playlists.save']({ ...change, fields: open, seen: fields, formId: null })
    const before = (await playlist(playlistUuid))?.pictureVersion
    const pictured = await handlers()['playlists.setPicture']({ ...change, picture: new Uint8Array(avatar) })
    expect(pictured).toEqual({ outcome: 'arrived' })
    expect((await playlist(playlistUuid))?.pictureVersion).not.toBe(before)
    expect(await playlist(playlistUuid)).toMatchObject({ displayName: 'Renamed', privacy: 1, channelId })
    // What came in since the person was asked keeps it.
    const grown = Promise.resolve(handlers()['playlists.delete']({ ...change, videos: 1 }))
    await expect(grown).rejects.toMatchObject({ details: { reason: 'more-videos' } })
    await handlers()['playlists.delete']({ ...change, videos: 2 })
    expect(await playlist(playlistUuid)).toBeUndefined()
  })
})
