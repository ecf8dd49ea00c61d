import { readdirSync } from 'node:fs'
import { parse } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ListsOnDemo } from '../../../../test/support/lists'
import type { FormPlace } from './outbox'

let on: ListsOnDemo

afterEach(() => on.close())

const jpeg = (byte: string) => Uint8Array.from(Buffer.from(`ffd8ffe000104a464946${byte}`, 'hex'))
const NAME = 'field_recordings'

async function channel(): Promise<FormPlace> {
  on = await ListsOnDemo.open()
  await on.sync()
  const row = on.lists.channels.list().find(({ name }) => name === NAME)
  return { of: 'channel', accountId: on.accountId, target: String(row?.id) }
}

async function playlist(): Promise<FormPlace> {
  on = await ListsOnDemo.open()
  await on.sync()
  const fields = { displayName: 'Evening', description: '', privacy: 3, channelId: null }
  const uuid = await on.lists.playlists.create(on.accountId, fields)
  return { of: 'playlist', accountId: on.accountId, target: uuid }
}

async function avatarThere(): Promise<string | null> {
  const all = await on.lists.channels.onServer(on.accountId)
  return all.find(({ name }) => name === NAME)?.avatar ?? null
}

const pictureThere = async (uuid: string) =>
  (await on.lists.playlists.onServer(on.accountId, uuid))?.picture ?? null

/** Somebody else puts one. */
async function putThere(byte: string): Promise<void> {
  const account = on.accounts.accounts.directory.find(on.accountId)
  const picture = { bytes: jpeg(byte), fileName: 'avatar.jpg' }
  await account?.channels.setChannelPicture(NAME, 'avatar', picture, new AbortController().signal)
}

const forms = () => [...on.lists.formOutbox.forms('channel'), ...on.lists.formOutbox.forms('playlist')]
const nothingLeft = (): Promise<void> => on.until(() => forms().length === 0)
/** They may go a moment later. */
const filesLeft = () => expect.poll(() => readdirSync(on.formsFolder).length)

describe('a picture of a channel or playlist', () => {
  it('is sent at once, and taken away', async () => {
    const place = await channel()
    const { formOutbox } = on.lists
    expect(await formOutbox.savePicture(place, 'avatar', jpeg('01'))).toBe('arrived')
    expect(await avatarThere()).not.toBeNull()
    expect(await formOutbox.savePicture(place, 'avatar', null)).toBe('arrived')
    expect(await avatarThere()).toBeNull()
    await filesLeft().toBe(0)
  })

  it('waits without a network with the words beside it, is shown, and is sent after a restart', async () => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    const seen = { displayName: 'Field recordings', description: '', support: '' }
    const words = { name: '', supportForVideos: false, formId: null }
    await on.lists.formOutbox.save({ ...place, ...words, fields: { ...seen, support: 'Thanks' }, seen })
    expect(await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('01'))).toBe('waits')
    expect(await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('02'))).toBe('waits')
    expect(await on.lists.formOutbox.savePicture(place, 'banner', jpeg('03'))).toBe('waits')
    // The first one is replaced.
    await filesLeft().toBe(2)
    const [form] = forms()
    const file = form?.changes.avatar
    const id = typeof file === 'object' ? (file?.id ?? '') : ''
    expect(on.lists.formPictures.shown(id)).toMatchObject({ mime: 'image/jpeg' })
    await on.restart()
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await nothingLeft()
    const there = (await on.lists.channels.onServer(on.accountId)).find(({ name }) => name === NAME)
    expect(there).toMatchObject({ support: 'Thanks', avatar: expect.any(String) as string })
    expect(there?.banner).not.toBeNull()
    await filesLeft().toBe(0)
  })

  it.each(['mine', 'server'] as const)('that somebody else changed is decided: %s', async (side) => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('01'))
    await putThere('02')
    const theirs = await avatarThere()
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await on.until(() => forms()[0]?.state.name === 'conflict')
    expect(await avatarThere()).toBe(theirs)
    const [form] = forms()
    const version = on.lists.channels.list().find(({ name }) => name === NAME)?.avatarVersion
    expect(form?.state).toMatchObject({ fields: [{ field: 'avatar', server: { avatar: version } }] })
    on.lists.formOutbox.resolve(form?.id ?? '', { avatar: side })
    await nothingLeft()
    expect((await avatarThere()) === theirs).toBe(side === 'server')
    await filesLeft().toBe(0)
  })

  it('is no conflict with itself when the one beside it could not be sent', async () => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('01'))
    await on.lists.formOutbox.savePicture(place, 'banner', jpeg('02'))
    on.demo.control.addFault({ match: { path: '/banner' }, fault: { kind: 'status', status: 503 } })
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await nothingLeft()
    const there = (await on.lists.channels.onServer(on.accountId)).find(({ name }) => name === NAME)
    expect(there?.avatar).not.toBeNull()
    expect(there?.banner).not.toBeNull()
  })

  it('that is none is refused before anything is kept', async () => {
    const place = await channel()
    const text = new TextEncoder().encode('no picture')
    await expect(on.lists.formOutbox.savePicture(place, 'avatar', text)).rejects.toMatchObject({
      code: 'unsupported-picture',
    })
    expect(forms()).toEqual([])
  })

  it('that is refused leaves the one that waited', async () => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.savePicture(place, 'banner', jpeg('01'))
    const [before] = forms()
    on.demo.control.addFault({
      match: { method: 'POST', path: '/banner' },
      fault: { kind: 'status', status: 413 },
    })
    on.accounts.connectivity.set(true)
    await expect(on.lists.formOutbox.savePicture(place, 'banner', jpeg('02'))).rejects.toMatchObject({
      details: { reason: 'picture-too-large' },
    })
    expect(forms()).toMatchObject([{ changes: before?.changes, state: { name: 'waiting' } }])
    await filesLeft().toBe(1)
    on.lists.sync(on.accountId)
    await nothingLeft()
  })

  it('that has arrived does not come back when the one beside it is refused', async () => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('01'))
    expect(forms()).toMatchObject([{ base: { avatar: null } }])
    on.demo.control.addFault({
      match: { method: 'POST', path: '/banner' },
      fault: { kind: 'status', status: 413 },
    })
    on.accounts.connectivity.set(true)
    await expect(on.lists.formOutbox.savePicture(place, 'banner', jpeg('02'))).rejects.toMatchObject({
      details: { reason: 'picture-too-large' },
    })
    expect(await avatarThere()).not.toBeNull()
    expect(forms()).toEqual([])
    await filesLeft().toBe(0)
  })

  it('says nothing of what the person saw in others', async () => {
    const place = await channel()
    expect(await on.lists.formOutbox.savePicture(place, 'banner', jpeg('01'))).toBe('arrived')
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('02'))
    expect(forms().map(({ base }) => base)).toEqual([{ avatar: null }])
  })

  it('is known as arrived before the copy is read again', async () => {
    const place = await channel()
    on.demo.control.addFault({
      match: { method: 'GET', path: '/video-channels', nth: 2 },
      fault: { kind: 'stall' },
    })
    const saved = on.lists.formOutbox.savePicture(place, 'avatar', jpeg('01'))
    await on.until(() => forms().some(({ changes }) => changes.avatar === undefined))
    // The power may go now.
    expect(forms()).toMatchObject([{ state: { name: 'sending' }, changes: {}, base: {} }])
    // Until then the window shows the person's own.
    const [file = ''] = readdirSync(on.formsFolder)
    expect(on.lists.formPictures.shown(parse(file).name)).toMatchObject({ mime: 'image/jpeg' })
    await on.lists.shutdown()
    await saved
  })

  it('of a playlist is not in conflict with the one that its first video brought', async () => {
    const place = await playlist()
    on.demo.control.fill('demo', 1)
    const [video] = await on.demo.control.videos()
    on.accounts.connectivity.set(false)
    on.change('Evening', { kind: 'add', videoUuid: video?.uuid ?? '' })
    expect(await on.lists.formOutbox.savePicture(place, 'picture', jpeg('01'))).toBe('waits')
    on.demo.control.addFault({
      match: { method: 'PUT', path: `/video-playlists/${place.target}$` },
      fault: { kind: 'status', status: 503 },
    })
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await on.settled('Evening')
    await on.until(() => forms().every(({ state }) => state.name === 'conflict'))
    expect(forms()).toEqual([])
  })

  it('of a playlist waits and arrives', async () => {
    const place = await playlist()
    const before = await pictureThere(place.target)
    on.accounts.connectivity.set(false)
    expect(await on.lists.formOutbox.savePicture(place, 'picture', jpeg('01'))).toBe('waits')
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await nothingLeft()
    expect(await pictureThere(place.target)).not.toBe(before)
  })
})

describe('the deletion of a channel or playlist', () => {
  it('waits without a network, and is gone when it is back', async () => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    expect(await on.lists.formOutbox.delete(place, 100)).toBe('waits')
    expect(forms()).toMatchObject([{ deletes: { videos: 100 }, state: { name: 'waiting' } }])
    const words = { name: '', supportForVideos: false, formId: null, seen: {} }
    const late = on.lists.formOutbox.save({ ...place, ...words, fields: { support: 'Too late' } })
    await expect(late).rejects.toMatchObject({ code: 'not-allowed-now' })
    await on.restart()
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await nothingLeft()
    const names = (await on.lists.channels.onServer(on.accountId)).map(({ name }) => name)
    expect(names).not.toContain(NAME)
    // Of one that somebody else has deleted there is nothing left to do.
    expect(on.lists.channels.list().map(({ name }) => name)).not.toContain(NAME)
  })

  it('gives back what waited before when it is taken back', async () => {
    const place = await channel()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.savePicture(place, 'avatar', jpeg('01'))
    await on.lists.formOutbox.delete(place, 0)
    const [form] = forms()
    await on.lists.formOutbox.revoke([form?.id ?? ''])
    expect(forms()).toMatchObject([{ deletes: null, changes: { avatar: { name: 'avatar.jpg' } } }])
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await nothingLeft()
    expect(await avatarThere()).not.toBeNull()
  })

  it('takes no more videos along than the person was told', async () => {
    on = await ListsOnDemo.open()
    on.demo.control.fill('demo', 6)
    await on.sync()
    const row = on.lists.channels.list().find(({ name }) => name === NAME)
    const place = { of: 'channel' as const, accountId: on.accountId, target: String(row?.id) }
    const { videos } = await on.lists.channels.deletion(on.accountId, row?.id ?? 0)
    expect(videos).toBeGreaterThan(0)
    await expect(on.lists.formOutbox.delete(place, videos - 1)).rejects.toMatchObject({
      details: { reason: 'more-videos' },
    })
    expect(forms()).toEqual([])
    expect(await on.lists.formOutbox.delete(place, videos)).toBe('arrived')
  })

  it('counts what the copy has where the instance can not be asked', async () => {
    const place = await channel()
    on.demo.control.setOffline(true)
    expect(await on.lists.channels.deletion(on.accountId, Number(place.target))).toMatchObject({
      isCounted: false,
    })
  })
})
