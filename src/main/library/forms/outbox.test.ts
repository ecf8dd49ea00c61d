import type { ChannelTexts } from '@shared/channels/channel'
import type { ListKind } from '@shared/library/list-form'
import type { PlaylistFields } from '@shared/playlists/playlist'
import { afterEach, describe, expect, it } from 'vitest'
import { ListsOnDemo } from '../../../../test/support/lists'
import type { SavedForm } from './outbox'

let on: ListsOnDemo

afterEach(() => on.close())

async function opened(): Promise<{ id: number; seen: ChannelTexts }> {
  on = await ListsOnDemo.open()
  await on.sync()
  return channel()
}

function channel(name = 'field_recordings'): { id: number; seen: ChannelTexts } {
  const row = on.lists.channels.list().find((one) => one.name === name)
  if (row === undefined) throw new Error(`no channel ${name}`)
  const { id, displayName, description, support } = row
  return { id, seen: { displayName, description, support } }
}

function form(channelId: number, seen: ChannelTexts, texts: Partial<ChannelTexts>): SavedForm {
  const { accountId } = on
  const common = { of: 'channel', name: '', supportForVideos: false, formId: null } as const
  return { ...common, accountId, target: String(channelId), seen, fields: { ...seen, ...texts } }
}

const NOTHING: ChannelTexts = { displayName: '', description: '', support: '' }

function newChannel(name: string, displayName: string, formId: string | null = null): SavedForm {
  const { accountId } = on
  const common = { of: 'channel', target: null, supportForVideos: false } as const
  return { ...common, accountId, name, fields: { ...NOTHING, displayName }, seen: NOTHING, formId }
}

async function onServer(name = 'field_recordings') {
  return (await on.lists.channels.onServer(on.accountId)).find((one) => one.name === name)
}

/** Somebody else changes it. */
async function changeThere(texts: Partial<ChannelTexts>): Promise<void> {
  const account = on.accounts.accounts.directory.find(on.accountId)
  const update = { ...texts, supportForVideos: false }
  await account?.channels.updateChannel('field_recordings', update, new AbortController().signal)
}

const states = (of: ListKind = 'channel'): string[] =>
  on.lists.formOutbox.forms(of).map(({ state }) => state.name)
const nothingLeft = (of: ListKind = 'channel'): Promise<void> => on.until(() => states(of).length === 0)

/** Saves what is made, but not answered. It may have been looked for, and found, before this resolves. */
async function saveUnanswered(path: string, saved: SavedForm): Promise<void> {
  const match = { method: 'POST', path, times: 1 } as const
  on.demo.control.addFault({ match, fault: { kind: 'cut-response' } })
  await on.lists.formOutbox.save(saved)
}

describe('the form of a channel', () => {
  it('is sent at once, and only what was changed', async () => {
    const { id, seen } = await opened()
    await changeThere({ support: 'Somebody else wrote this' })
    const saved = await on.lists.formOutbox.save(form(id, seen, { description: 'Sounds of rivers' }))
    expect(saved).toEqual({ outcome: 'arrived', target: String(id) })
    expect(states()).toEqual([])
    expect(await onServer()).toMatchObject({
      description: 'Sounds of rivers',
      support: 'Somebody else wrote this',
    })
  })

  it('waits without a network, over a restart, and is sent when it is back', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    expect(await on.lists.formOutbox.save(form(id, seen, { description: 'Written at sea' }))).toEqual({
      outcome: 'waits',
      target: String(id),
    })
    expect(
      await on.lists.formOutbox.save(
        form(
          id,
          { ...seen, description: 'Written at sea' },
          { description: 'Written at sea', support: 'Thank you' },
        ),
      ),
    ).toMatchObject({ outcome: 'waits' })
    expect(states()).toEqual(['waiting'])
    await on.restart()
    on.lists.startUp()
    expect((await onServer())?.description).toBe(seen.description)
    on.accounts.connectivity.set(true)
    await nothingLeft()
    expect(await onServer()).toMatchObject({ description: 'Written at sea', support: 'Thank you' })
  })

  it('waits while the server fails, and is sent by itself', async () => {
    const { id, seen } = await opened()
    on.demo.control.setOffline(true)
    const saved = await on.lists.formOutbox.save(form(id, seen, { displayName: 'River recordings' }))
    expect(saved.outcome).toBe('waits')
    on.demo.control.setOffline(false)
    await nothingLeft()
    expect((await onServer())?.displayName).toBe('River recordings')
  })

  it('overwrites nothing silently: it conflicts, and is decided text by text', async () => {
    const { id, seen } = await opened()
    await changeThere({ description: 'Theirs', support: 'Their support' })
    const saved = await on.lists.formOutbox.save(
      form(id, seen, { description: 'Mine', support: 'My support', displayName: 'My name' }),
    )
    expect(saved.outcome).toBe('conflict')
    expect((await onServer())?.displayName).toBe(seen.displayName)
    const [edit] = on.lists.formOutbox.forms('channel')
    expect(edit?.state).toEqual({
      name: 'conflict',
      fields: [
        {
          field: 'description',
          base: { description: seen.description },
          mine: { description: 'Mine' },
          server: { description: 'Theirs' },
        },
        {
          field: 'support',
          base: { support: seen.support },
          mine: { support: 'My support' },
          server: { support: 'Their support' },
        },
      ],
    })
    on.lists.formOutbox.resolve(edit?.id ?? '', { description: 'mine' })
    expect(states()).toEqual(['conflict'])
    on.lists.formOutbox.resolve(edit?.id ?? '', { support: 'server' })
    await nothingLeft()
    expect(await onServer()).toMatchObject({
      displayName: 'My name',
      description: 'Mine',
      support: 'Their support',
    })
  })

  it('that is set back to what was seen is no change any more', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.save(form(id, seen, { description: 'Other' }))
    await on.lists.formOutbox.save(
      form(id, { ...seen, description: 'Other' }, { description: seen.description }),
    )
    expect(states()).toEqual([])
  })

  it('can be taken back while it waits', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.save(form(id, seen, { description: 'Other' }))
    expect(on.lists.formOutbox.counts(on.accountId)).toMatchObject({ waiting: 1, failed: 0 })
    expect(await on.lists.formOutbox.revoke(on.lists.formOutbox.idsIn('waiting'))).toBe(1)
    on.accounts.connectivity.set(true)
    expect((await onServer())?.description).toBe(seen.description)
  })

  it('whose channel is gone fails, and says so', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.save(form(id, seen, { description: 'Other' }))
    on.accounts.connectivity.set(true)
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.channels.deleteChannel('field_recordings', new AbortController().signal)
    expect(await on.lists.formOutbox.retry(on.lists.formOutbox.idsIn('waiting'))).toBe(1)
    await on.until(() => states()[0] === 'failed')
    expect(on.lists.formOutbox.forms('channel')[0]?.state).toMatchObject({ failure: { code: 'not-found' } })
  })
})

describe('the theme of the player of a channel', () => {
  const themeOf = () => on.lists.channels.playerTheme(on.accountId, 'field_recordings')

  it('waits, is compared with what is there, and is the only thing that is sent', async () => {
    on = await ListsOnDemo.open({ version: '8.2.0' })
    await on.sync()
    const { id, seen } = channel()
    const theme = { playerTheme: 'instance-default' }
    const mine = {
      ...form(id, seen, {}),
      seen: { ...seen, ...theme },
      fields: { ...seen, playerTheme: 'lucide' },
    }
    on.accounts.connectivity.set(false)
    expect(await on.lists.formOutbox.save(mine)).toMatchObject({ outcome: 'waits' })
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.channels.putPlayerTheme('field_recordings', 'galaxy', new AbortController().signal)
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await on.until(() => states()[0] === 'conflict')
    const [edit] = on.lists.formOutbox.forms('channel')
    expect(edit?.state).toMatchObject({
      fields: [{ field: 'playerTheme', base: theme, server: { playerTheme: 'galaxy' } }],
    })
    on.lists.formOutbox.resolve(edit?.id ?? '', { playerTheme: 'mine' })
    await nothingLeft()
    expect(await themeOf()).toBe('lucide')
    const puts = on.demo.control.requests().filter(({ method }) => method === 'PUT')
    expect(puts.filter(({ path }) => !path.includes('player-settings'))).toEqual([])
  })
})

describe('the theme of the player of a new channel', () => {
  const PUT = { method: 'PUT', path: '/player-settings/video-channels/', times: 1 }
  const themeOf = () => on.lists.channels.playerTheme(on.accountId, 'nights')
  const posts = (): number =>
    on.demo.control
      .requests()
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/video-channels')).length

  async function withThemes(): Promise<void> {
    on = await ListsOnDemo.open({ version: '8.2.0' })
    await on.sync()
  }

  function themed(playerTheme: string): SavedForm {
    const form = newChannel('nights', 'Nights')
    return { ...form, fields: { ...form.fields, playerTheme } }
  }

  it('is sent once it is there', async () => {
    await withThemes()
    const { outcome, target } = await on.lists.formOutbox.save(themed('galaxy'))
    expect([outcome, target]).toEqual(['arrived', String(channel('nights').id)])
    expect(await themeOf()).toBe('galaxy')
    expect(on.lists.channels.list().find(({ name }) => name === 'nights')?.playerTheme).toBe('galaxy')
    expect(states()).toEqual([])
  })

  it('is not sent where it is that of the instance', async () => {
    await withThemes()
    await on.lists.formOutbox.save(themed('instance-default'))
    const puts = on.demo.control.requests().filter(({ method }) => method === 'PUT')
    expect(puts).toEqual([])
    expect(states()).toEqual([])
  })

  it('waits beside the channel, over a restart, while it cannot be sent', async () => {
    await withThemes()
    on.demo.control.addFault({ match: { ...PUT, times: 2 }, fault: { kind: 'status', status: 503 } })
    on.demo.control.addFault({ match: { ...PUT, times: 1 }, fault: { kind: 'cut-response' } })
    const { outcome, target } = await on.lists.formOutbox.save(themed('galaxy'))
    expect(outcome).toBe('arrived')
    expect(on.lists.formOutbox.forms('channel')).toMatchObject([
      { target, changes: { playerTheme: 'galaxy' }, base: { playerTheme: 'instance-default' } },
    ])
    await on.restart()
    on.lists.startUp()
    await nothingLeft()
    expect(await themeOf()).toBe('galaxy')
    expect(posts()).toBe(1)
  })

  it('is sent to the one channel that was made, when the app ended before the answer', async () => {
    await withThemes()
    await saveUnanswered('/video-channels', themed('lucide'))
    await on.restart()
    on.lists.startUp()
    await nothingLeft()
    expect(await themeOf()).toBe('lucide')
    expect(posts()).toBe(1)
  })

  it('that is refused leaves the channel made, and stays beside it', async () => {
    await withThemes()
    on.demo.control.addFault({ match: PUT, fault: { kind: 'status', status: 400, body: { detail: 'No' } } })
    const { outcome, target } = await on.lists.formOutbox.save(themed('galaxy'))
    expect([outcome, target]).toEqual(['arrived', String(channel('nights').id)])
    expect(on.lists.formOutbox.forms('channel')).toMatchObject([{ target, state: { name: 'failed' } }])
    await on.lists.formOutbox.retry(on.lists.formOutbox.idsIn('failed'))
    await nothingLeft()
    expect(await themeOf()).toBe('galaxy')
  })
})

describe('the form of a new channel', () => {
  it('counts as made when only the answer was lost', async () => {
    await opened()
    await saveUnanswered('/video-channels', newChannel('nights', 'Nights'))
    await nothingLeft()
    expect(channel('nights').seen.displayName).toBe('Nights')
  })

  it('waits without a network, and is made once', async () => {
    await opened()
    on.accounts.connectivity.set(false)
    const saved = await on.lists.formOutbox.save(newChannel('night_walks', 'Night walks'))
    expect(saved).toEqual({ outcome: 'waits', target: null })
    const [edit] = on.lists.formOutbox.forms('channel')
    await on.lists.formOutbox.save(newChannel('night_walks', 'Walks at night', edit?.id))
    expect(states()).toEqual(['waiting'])
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await nothingLeft()
    expect((await onServer('night_walks'))?.displayName).toBe('Walks at night')
  })

  it('that is refused at once is told to the form, and not kept', async () => {
    await opened()
    await expect(on.lists.formOutbox.save(newChannel('field_recordings', 'Mine too'))).rejects.toMatchObject({
      details: { field: 'name', reason: 'name-taken' },
    })
    expect(states()).toEqual([])
  })

  it('that is refused later stays, with what the instance said', async () => {
    await opened()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.save(newChannel('field_recordings', 'Mine too'))
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await on.until(() => states()[0] === 'failed')
    expect(on.lists.formOutbox.forms('channel')[0]?.state).toMatchObject({
      failure: { reason: 'name-taken' },
    })
    await on.lists.formOutbox.retry(on.lists.formOutbox.idsIn('failed'))
    await on.until(() => states()[0] === 'failed')
  })
})

describe('the form of a playlist', () => {
  const EVENING: PlaylistFields = {
    displayName: 'Evening',
    description: 'Quiet',
    privacy: 3,
    channelId: null,
  }
  const EMPTY: PlaylistFields = { displayName: '', description: '', privacy: 3, channelId: null }

  function newPlaylist(fields: PlaylistFields = EVENING): SavedForm {
    const common = { of: 'playlist', target: null, name: '', supportForVideos: false, formId: null } as const
    return { ...common, accountId: on.accountId, fields, seen: EMPTY }
  }

  function changed(target: string, fields: Partial<PlaylistFields>, seen = EVENING): SavedForm {
    return { ...newPlaylist({ ...seen, ...fields }), target, seen }
  }

  async function made(fields: PlaylistFields = EVENING): Promise<string> {
    const { outcome, target } = await on.lists.formOutbox.save(newPlaylist(fields))
    expect(outcome).toBe('arrived')
    if (target === null) throw new Error('the playlist that was made is not there')
    return target
  }

  async function there(uuid: string) {
    return on.lists.playlists.onServer(on.accountId, uuid)
  }

  /** Somebody else changes it. */
  async function changeIt(uuid: string, fields: Partial<PlaylistFields>): Promise<void> {
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.playlists.updatePlaylist(uuid, fields, null, new AbortController().signal)
  }

  const called = (name: string): number =>
    on.lists.playlists.list().filter(({ displayName }) => displayName === name).length

  it('is sent at once, and only what was changed', async () => {
    await opened()
    const uuid = await made()
    await changeIt(uuid, { description: 'Somebody else wrote this' })
    const saved = await on.lists.formOutbox.save(changed(uuid, { displayName: 'Late evening' }))
    expect(saved).toEqual({ outcome: 'arrived', target: uuid })
    expect(await there(uuid)).toMatchObject({
      displayName: 'Late evening',
      description: 'Somebody else wrote this',
      privacy: 3,
    })
    expect(on.lists.formOutbox.counts(null)).toMatchObject({ waiting: 0, failed: 0 })
  })

  it('waits without a network, over a restart, and is sent when it is back', async () => {
    const { id } = await opened()
    const uuid = await made()
    on.accounts.connectivity.set(false)
    const saved = await on.lists.formOutbox.save(changed(uuid, { privacy: 1, channelId: id }))
    expect(saved).toEqual({ outcome: 'waits', target: uuid })
    expect(states('playlist')).toEqual(['waiting'])
    expect(states('channel')).toEqual([])
    await on.restart()
    on.lists.startUp()
    expect((await there(uuid))?.privacy).toBe(3)
    on.accounts.connectivity.set(true)
    await nothingLeft('playlist')
    expect(await there(uuid)).toMatchObject({ ...EVENING, privacy: 1, channelId: id })
  })

  it('is in conflict where somebody else changed the same, and is decided field by field', async () => {
    const { id } = await opened()
    const uuid = await made()
    await changeIt(uuid, { description: 'Theirs', privacy: 2, channelId: id })
    const saved = await on.lists.formOutbox.save(changed(uuid, { description: 'Mine', privacy: 1 }))
    expect(saved.outcome).toBe('conflict')
    const [form] = on.lists.formOutbox.forms('playlist')
    expect(form?.state).toEqual({
      name: 'conflict',
      fields: [
        {
          field: 'description',
          base: { description: 'Quiet' },
          mine: { description: 'Mine' },
          server: { description: 'Theirs' },
        },
        { field: 'privacy', base: { privacy: 3 }, mine: { privacy: 1 }, server: { privacy: 2 } },
      ],
    })
    on.lists.formOutbox.resolve(form?.id ?? '', { description: 'server', privacy: 'mine' })
    await nothingLeft('playlist')
    expect(await there(uuid)).toMatchObject({ description: 'Theirs', privacy: 1, channelId: id })
  })

  it('of a new one waits without a network, and is made once', async () => {
    await opened()
    on.accounts.connectivity.set(false)
    expect(await on.lists.formOutbox.save(newPlaylist())).toEqual({ outcome: 'waits', target: null })
    const [form] = on.lists.formOutbox.forms('playlist')
    const again = { ...newPlaylist({ ...EVENING, displayName: 'Dawn' }), formId: form?.id ?? null }
    await on.lists.formOutbox.save(again)
    expect(states('playlist')).toEqual(['waiting'])
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await nothingLeft('playlist')
    await on.sync()
    expect([called('Dawn'), called('Evening')]).toEqual([1, 0])
  })

  it('of a new one is made once when the answer was lost, also beside another of its name', async () => {
    await opened()
    await made()
    await saveUnanswered('/video-playlists', newPlaylist())
    await nothingLeft('playlist')
    await on.sync()
    expect(called('Evening')).toBe(2)
  })

  it('of a public one without a channel is refused at its field, and not kept', async () => {
    await opened()
    await expect(on.lists.formOutbox.save(newPlaylist({ ...EVENING, privacy: 1 }))).rejects.toMatchObject({
      details: { field: 'channelId', reason: 'needs-channel' },
    })
    expect(states('playlist')).toEqual([])
  })

  it('whose playlist is gone fails, and says so', async () => {
    await opened()
    const uuid = await made()
    on.accounts.connectivity.set(false)
    await on.lists.formOutbox.save(changed(uuid, { description: 'Other' }))
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.playlists.deletePlaylist(uuid, new AbortController().signal)
    on.accounts.connectivity.set(true)
    await on.lists.formOutbox.retry(on.lists.formOutbox.idsIn('waiting'))
    await on.until(() => states('playlist')[0] === 'failed')
    expect(on.lists.formOutbox.forms('playlist')[0]?.state).toMatchObject({ failure: { code: 'not-found' } })
  })
})
