import { afterEach, describe, expect, it } from 'vitest'
import { ListsOnDemo } from '../../../test/support/lists'

let on: ListsOnDemo

afterEach(() => on.close())

async function opened(length: number): Promise<ListsOnDemo> {
  on = await ListsOnDemo.open()
  on.demo.control.fill('demo', 12)
  await on.demo.control.addPlaylist('demo', 'Songs', length)
  await on.sync()
  return on
}

async function videoUuid(index: number): Promise<string> {
  return (await on.demo.control.videos())[index]?.uuid ?? ''
}

describe('the copy of channels and playlists', () => {
  it('holds what the instance has, and can be read when it is gone', async () => {
    await opened(250)
    await on.demo.control.addFollower('field_recordings', 'ann', 'far.example')
    await on.sync()
    on.accounts.connectivity.set(false)
    const channels = on.lists.channels.list()
    expect(channels.map(({ displayName, followers }) => [displayName, followers])).toEqual([
      ['Demo channel', 0],
      ['Field recordings', 1],
    ])
    expect(on.playlist('Songs')).toMatchObject({ length: 250, privacy: 3, type: 1, waiting: 0 })
    expect(on.playlist('Watch later').type).toBe(2)
    expect(on.order('Songs')).toEqual([...on.order('Songs')].sort((left, right) => left - right))
    const { rows, total } = on.lists.playlists.elements(on.accountId, on.playlist('Songs').uuid, 240, 100)
    expect([total, rows.length, rows[0]?.position]).toEqual([250, 10, 241])
    expect(rows[0]?.video?.name).toEqual(expect.any(String))
    expect(on.lists.status()[0]).toMatchObject({ state: 'done', maxChannels: 20 })
  })

  it('reads elements again only where something changed', async () => {
    await opened(120)
    on.demo.control.resetRequests()
    await on.sync()
    expect(on.demo.control.requests().filter(({ path }) => path.includes('/videos?'))).toEqual([])
  })

  it('forgets what was deleted', async () => {
    await opened(3)
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.playlists.deletePlaylist(on.playlist('Songs').uuid, new AbortController().signal)
    await on.sync()
    expect(on.lists.playlists.list().map(({ displayName }) => displayName)).toEqual(['Watch later'])
  })

  it('says what became of videos', async () => {
    await opened(4)
    await on.demo.control.deleteVideo(await videoUuid(0))
    await on.lists.playlists.refresh(on.accountId, on.playlist('Songs').uuid)
    const { rows } = on.lists.playlists.elements(on.accountId, on.playlist('Songs').uuid, 0, 10)
    expect(rows.map(({ type, video }) => [type, video === null])).toEqual([
      [1, true],
      [0, false],
      [0, false],
      [0, false],
    ])
  })
})

describe('changes of a playlist', () => {
  it('are seen at once and sent in their order', async () => {
    await opened(6)
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = on.order('Songs')
    on.change(
      'Songs',
      { kind: 'move', elementIds: [e], after: null },
      { kind: 'move', elementIds: [a, b], after: d },
      { kind: 'remove', elementId: c },
      { kind: 'times', elementId: f, startTimestamp: 3, stopTimestamp: 9 },
    )
    const expected = [e, d, a, b, f]
    expect(on.order('Songs')).toEqual(expected)
    await on.settled('Songs')
    expect(on.order('Songs')).toEqual(expected)
    expect(await on.orderThere('Songs')).toEqual(expected)
    const { rows } = on.lists.playlists.elements(on.accountId, on.playlist('Songs').uuid, 4, 1)
    expect(rows[0]).toMatchObject({ startTimestamp: 3, stopTimestamp: 9 })
    on.demo.control.resetRequests()
    await on.sync()
    expect(on.demo.control.requests().filter(({ path }) => path.includes('/videos?'))).toEqual([])
  })

  it('wait without a network, also over a restart, and go out when it is back', async () => {
    await opened(3)
    const [a = 0, b = 0, c = 0] = on.order('Songs')
    on.accounts.connectivity.set(false)
    on.change('Songs', { kind: 'move', elementIds: [c], after: null })
    await on.restart()
    expect(on.order('Songs')).toEqual([c, a, b])
    expect(on.playlist('Songs').waiting).toBe(1)
    on.lists.startUp()
    on.accounts.connectivity.set(true)
    await on.settled('Songs')
    expect(await on.orderThere('Songs')).toEqual([c, a, b])
  })

  it('that move the same video on and on are one, until it is sent', async () => {
    await opened(4)
    const [a = 0, b = 0, c = 0, d = 0] = on.order('Songs')
    const { uuid } = on.playlist('Songs')
    on.accounts.connectivity.set(false)
    for (const position of [2, 3, 4]) on.lists.playlists.moveTo(on.accountId, uuid, [a], position)
    expect(on.order('Songs')).toEqual([b, c, d, a])
    expect(on.playlist('Songs').waiting).toBe(1)
    on.lists.playlists.moveTo(on.accountId, uuid, [a], 1)
    expect(on.order('Songs')).toEqual([a, b, c, d])
  })

  it('can be let go while they wait', async () => {
    await opened(3)
    const before = on.order('Songs')
    on.accounts.connectivity.set(false)
    on.change('Songs', { kind: 'remove', elementId: before[0] ?? 0 })
    expect(on.order('Songs')).toHaveLength(2)
    on.lists.playlists.discardWaiting(on.accountId, on.playlist('Songs').uuid)
    expect(on.order('Songs')).toEqual(before)
  })

  it.each(['before', 'after'] as const)(
    'add a video once when the answer is lost %s its effect',
    async (when) => {
      await opened(2)
      await on.syncVideos()
      on.demo.control.addFault({
        match: { method: 'POST', path: '/video-playlists/', times: 1 },
        fault: when === 'before' ? { kind: 'cut', afterBytes: 1 } : { kind: 'cut-response' },
      })
      const uuid = await videoUuid(5)
      on.change('Songs', { kind: 'add', videoUuid: uuid })
      await on.settled('Songs')
      expect(await on.orderThere('Songs')).toHaveLength(3)
      const { rows } = on.lists.playlists.elements(on.accountId, on.playlist('Songs').uuid, 0, 10)
      expect(rows.map(({ video }) => video?.uuid).filter((one) => one === uuid)).toHaveLength(1)
    },
  )

  it.each(['before', 'after'] as const)('move once when the answer is lost %s its effect', async (when) => {
    await opened(5)
    on.demo.control.addFault({
      match: { method: 'POST', path: '/videos/reorder', times: 1 },
      fault: when === 'before' ? { kind: 'cut', afterBytes: 1 } : { kind: 'cut-response' },
    })
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = on.order('Songs')
    on.change('Songs', { kind: 'move', elementIds: [a, b], after: d })
    await on.settled('Songs')
    expect(await on.orderThere('Songs')).toEqual([c, d, a, b, e])
  })

  it('move the right videos when somebody else has moved others meanwhile', async () => {
    await opened(5)
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = on.order('Songs')
    const account = on.accounts.accounts.directory.find(on.accountId)
    const elsewhere = { startPosition: 5, insertAfterPosition: 0, reorderLength: 1 }
    await account?.playlists.reorder(on.playlist('Songs').uuid, elsewhere, new AbortController().signal)
    on.change('Songs', { kind: 'move', elementIds: [b], after: d })
    await on.settled('Songs')
    expect(await on.orderThere('Songs')).toEqual([e, a, c, d, b])
    expect(on.order('Songs')).toEqual([e, a, c, d, b])
  })

  it('are not undone by who reads the playlist at the same time', async () => {
    await opened(150)
    const [a = 0, b = 0] = on.order('Songs')
    const reading = on.lists.playlists.refresh(on.accountId, on.playlist('Songs').uuid)
    on.change('Songs', { kind: 'move', elementIds: [b], after: null })
    await Promise.all([reading, on.settled('Songs')])
    await on.lists.playlists.refresh(on.accountId, on.playlist('Songs').uuid)
    expect(on.order('Songs').slice(0, 2)).toEqual([b, a])
    expect((await on.orderThere('Songs')).slice(0, 2)).toEqual([b, a])
  })

  it('that are refused are kept with the reason, tried again or let go', async () => {
    await opened(2)
    on.change('Songs', { kind: 'add', videoUuid: '00000000-0000-4000-8000-000000000000' })
    await on.settled('Songs')
    const [refused] = on.lists.playlists.refused(on.accountId, on.playlist('Songs').uuid)
    expect(refused).toMatchObject({ error: 'server-refused', detail: 'Video not found' })
    expect(on.playlist('Songs')).toMatchObject({ waiting: 0, refused: 1 })
    on.lists.playlists.settleRefused(refused?.id ?? 0, false)
    expect(on.playlist('Songs').refused).toBe(0)
  })
})

describe('what a person does with channels', () => {
  const texts = { displayName: 'Nights', description: '', support: 'Thank you' }

  it('makes, changes and deletes one', async () => {
    await opened(1)
    const id = await on.lists.channels.create(on.accountId, 'nights', texts)
    await on.lists.channels.update(on.accountId, id, { ...texts, displayName: 'Evenings' }, true)
    const made = on.lists.channels.list().find((row) => row.id === id)
    expect(made).toMatchObject({ name: 'nights', displayName: 'Evenings', support: 'Thank you' })
    expect(await on.lists.channels.deletion(on.accountId, id)).toEqual({
      videos: 0,
      isCounted: true,
      followers: 0,
      playlists: [],
      uploads: 0,
      isLast: false,
    })
    await on.lists.channels.delete(on.accountId, id)
    expect(on.lists.channels.list()).toHaveLength(2)
  })

  it('is told of a name that is taken, and of the limit, at its place', async () => {
    await opened(1)
    const again = on.lists.channels.create(on.accountId, 'field_recordings', texts)
    await expect(again).rejects.toMatchObject({
      code: 'server-refused',
      details: { field: 'name', reason: 'name-taken' },
    })
    on.demo.control.setConfig({ maxChannelsPerUser: 2 })
    const third = on.lists.channels.create(on.accountId, 'third', texts)
    await expect(third).rejects.toMatchObject({ details: { field: null, reason: 'too-many-channels' } })
  })

  it('names what goes along with one', async () => {
    await opened(1)
    const [channel] = on.lists.channels.list()
    const id = channel?.id ?? 0
    const fields = { displayName: 'Of it', description: '', privacy: 1, channelId: id }
    await on.lists.playlists.create(on.accountId, fields)
    const deletion = await on.lists.channels.deletion(on.accountId, id)
    expect(deletion.playlists).toEqual(['Of it'])
    expect(deletion.videos).toBeGreaterThan(0)
    await on.lists.channels.delete(on.accountId, id)
    await on.sync()
    expect(on.playlist('Of it')).toMatchObject({ privacy: 3, channelId: null })
    const [last] = on.lists.channels.list()
    await expect(on.lists.channels.delete(on.accountId, last?.id ?? 0)).rejects.toMatchObject({
      details: { reason: 'last-channel' },
    })
  })
})

describe('what a person does with playlists', () => {
  const fields = { displayName: 'Evening', description: 'Quiet ones', privacy: 3, channelId: null }

  it('makes, changes and deletes one', async () => {
    await opened(1)
    const uuid = await on.lists.playlists.create(on.accountId, fields)
    await on.lists.playlists.update(on.accountId, uuid, { ...fields, description: '' })
    expect(on.playlist('Evening')).toMatchObject({ uuid, description: '' })
    await on.lists.playlists.delete(on.accountId, uuid)
    expect(on.lists.playlists.list().map(({ displayName }) => displayName)).not.toContain('Evening')
  })

  it('is refused a public one without a channel, at its field', async () => {
    await opened(1)
    const refused = on.lists.playlists.create(on.accountId, { ...fields, privacy: 1 })
    await expect(refused).rejects.toMatchObject({ details: { field: 'channelId', reason: 'needs-channel' } })
  })

  it('leaves watch later alone', async () => {
    await opened(1)
    const { uuid } = on.playlist('Watch later')
    await expect(on.lists.playlists.delete(on.accountId, uuid)).rejects.toMatchObject({
      code: 'not-allowed-now',
    })
  })
})
