import type { ChannelTexts } from '@shared/channels/channel'
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
  const common = { name: '', supportForVideos: false, editId: null }
  return { accountId, channelId, seen, texts: { ...seen, ...texts }, ...common }
}

const NOTHING: ChannelTexts = { displayName: '', description: '', support: '' }

function newChannel(name: string, displayName: string, editId: string | null = null): SavedForm {
  const { accountId } = on
  const texts = { ...NOTHING, displayName }
  return { accountId, channelId: null, name, texts, seen: NOTHING, supportForVideos: false, editId }
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

const states = (): string[] => on.lists.channelOutbox.edits().map(({ state }) => state.name)
const nothingLeft = (): Promise<void> => on.until(() => states().length === 0)

describe('the form of a channel', () => {
  it('is sent at once, and only what was changed', async () => {
    const { id, seen } = await opened()
    await changeThere({ support: 'Somebody else wrote this' })
    const saved = await on.lists.channelOutbox.save(form(id, seen, { description: 'Sounds of rivers' }))
    expect(saved).toEqual({ outcome: 'arrived', channelId: id })
    expect(states()).toEqual([])
    expect(await onServer()).toMatchObject({
      description: 'Sounds of rivers',
      support: 'Somebody else wrote this',
    })
  })

  it('waits without a network, over a restart, and is sent when it is back', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    expect(await on.lists.channelOutbox.save(form(id, seen, { description: 'Written at sea' }))).toEqual({
      outcome: 'waits',
      channelId: id,
    })
    expect(
      await on.lists.channelOutbox.save(
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
    const saved = await on.lists.channelOutbox.save(form(id, seen, { displayName: 'River recordings' }))
    expect(saved.outcome).toBe('waits')
    on.demo.control.setOffline(false)
    await nothingLeft()
    expect((await onServer())?.displayName).toBe('River recordings')
  })

  it('overwrites nothing silently: it conflicts, and is decided text by text', async () => {
    const { id, seen } = await opened()
    await changeThere({ description: 'Theirs', support: 'Their support' })
    const saved = await on.lists.channelOutbox.save(
      form(id, seen, { description: 'Mine', support: 'My support', displayName: 'My name' }),
    )
    expect(saved.outcome).toBe('conflict')
    expect((await onServer())?.displayName).toBe(seen.displayName)
    const [edit] = on.lists.channelOutbox.edits()
    expect(edit?.state).toEqual({
      name: 'conflict',
      fields: [
        { field: 'description', base: seen.description, mine: 'Mine', server: 'Theirs' },
        { field: 'support', base: seen.support, mine: 'My support', server: 'Their support' },
      ],
    })
    on.lists.channelOutbox.resolve(edit?.id ?? '', { description: 'mine' })
    expect(states()).toEqual(['conflict'])
    on.lists.channelOutbox.resolve(edit?.id ?? '', { support: 'server' })
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
    await on.lists.channelOutbox.save(form(id, seen, { description: 'Other' }))
    await on.lists.channelOutbox.save(
      form(id, { ...seen, description: 'Other' }, { description: seen.description }),
    )
    expect(states()).toEqual([])
  })

  it('can be taken back while it waits', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    await on.lists.channelOutbox.save(form(id, seen, { description: 'Other' }))
    expect(on.lists.channelOutbox.counts(on.accountId)).toMatchObject({ waiting: 1, failed: 0 })
    expect(await on.lists.channelOutbox.revoke(on.lists.channelOutbox.idsIn('waiting'))).toBe(1)
    on.accounts.connectivity.set(true)
    expect((await onServer())?.description).toBe(seen.description)
  })

  it('whose channel is gone fails, and says so', async () => {
    const { id, seen } = await opened()
    on.accounts.connectivity.set(false)
    await on.lists.channelOutbox.save(form(id, seen, { description: 'Other' }))
    on.accounts.connectivity.set(true)
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.channels.deleteChannel('field_recordings', new AbortController().signal)
    expect(await on.lists.channelOutbox.retry(on.lists.channelOutbox.idsIn('waiting'))).toBe(1)
    await on.until(() => states()[0] === 'failed')
    expect(on.lists.channelOutbox.edits()[0]?.state).toMatchObject({ failure: { code: 'not-found' } })
  })
})

describe('the form of a new channel', () => {
  it('waits without a network, and is made once', async () => {
    await opened()
    on.accounts.connectivity.set(false)
    const saved = await on.lists.channelOutbox.save(newChannel('night_walks', 'Night walks'))
    expect(saved).toEqual({ outcome: 'waits', channelId: null })
    const [edit] = on.lists.channelOutbox.edits()
    await on.lists.channelOutbox.save(newChannel('night_walks', 'Walks at night', edit?.id))
    expect(states()).toEqual(['waiting'])
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await nothingLeft()
    expect((await onServer('night_walks'))?.displayName).toBe('Walks at night')
  })

  it('that is refused at once is told to the form, and not kept', async () => {
    await opened()
    await expect(
      on.lists.channelOutbox.save(newChannel('field_recordings', 'Mine too')),
    ).rejects.toMatchObject({
      details: { field: 'name', reason: 'name-taken' },
    })
    expect(states()).toEqual([])
  })

  it('that is refused later stays, with what the instance said', async () => {
    await opened()
    on.accounts.connectivity.set(false)
    await on.lists.channelOutbox.save(newChannel('field_recordings', 'Mine too'))
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await on.until(() => states()[0] === 'failed')
    expect(on.lists.channelOutbox.edits()[0]?.state).toMatchObject({ failure: { reason: 'name-taken' } })
    await on.lists.channelOutbox.retry(on.lists.channelOutbox.idsIn('failed'))
    await on.until(() => states()[0] === 'failed')
  })
})
