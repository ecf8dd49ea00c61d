import { AppError, ConnectionError, ServerError } from '@shared/errors'
import type { ListForm } from '@shared/library/list-form'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '../../../demo-instance/faults'
import { ListsOnDemo } from '../../../../test/support/lists'
import { proxyPage } from '../../../../test/support/proxy-page'
import { restMs } from './sender'

let on: ListsOnDemo

async function opened(length: number): Promise<number[]> {
  on = await ListsOnDemo.open()
  on.demo.control.fill('demo', 12)
  await on.demo.control.addPlaylist('demo', 'Songs', length)
  await on.sync()
  return on.order('Songs')
}

/** Somebody else moves the last one to the top. */
async function moveLastThere(length: number): Promise<void> {
  const account = on.accounts.accounts.directory.find(on.accountId)
  const move = { startPosition: length, insertAfterPosition: 0, reorderLength: 1 }
  await account?.playlists.reorder(on.playlist('Songs').uuid, move, new AbortController().signal)
}

describe('changes of a playlist that somebody else has put in another order', () => {
  afterEach(() => on.close())

  it('move the right video also when another change went before', async () => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = await opened(5)
    await moveLastThere(5)
    on.change('Songs', { kind: 'times', elementId: b, startTimestamp: 3, stopTimestamp: null })
    await on.settled('Songs')
    await on.sync()
    expect(on.order('Songs')).toEqual([e, a, b, c, d])
    on.change('Songs', { kind: 'move', elementIds: [a], after: c })
    await on.settled('Songs')
    expect(await on.orderThere('Songs')).toEqual([e, b, c, a, d])
  })

  it('show it also when it came while they waited for the server', async () => {
    const [a = 0, b = 0, c = 0] = await opened(3)
    on.demo.control.addFault({
      match: { method: 'PUT', path: `/videos/${String(b)}`, times: 1 },
      fault: { kind: 'status', status: 503 },
    })
    on.change(
      'Songs',
      { kind: 'times', elementId: a, startTimestamp: 3, stopTimestamp: null },
      { kind: 'times', elementId: b, startTimestamp: 3, stopTimestamp: null },
    )
    await on.until(() => on.playlist('Songs').waiting === 1)
    await moveLastThere(3)
    await on.settled('Songs')
    await on.sync()
    expect(on.order('Songs')).toEqual([c, a, b])
  })
})

describe('changes of a playlist while the server is in trouble', () => {
  afterEach(() => on.close())

  it('are sent by themselves however long it lasts', async () => {
    const [a = 0, b = 0] = await opened(2)
    on.demo.control.addFault({ match: { path: '/', times: 30 }, fault: { kind: 'status', status: 503 } })
    on.change('Songs', { kind: 'move', elementIds: [b], after: null })
    await on.settled('Songs')
    expect(await on.orderThere('Songs')).toEqual([b, a])
  })
})

describe('changes of a playlist that is gone', () => {
  afterEach(() => on.close())

  const failed = () => on.lists.playlistOutbox.page(['failed'], 0, 10).map(({ row }) => row)
  const anyChange = () => ({ kind: 'remove' as const, elementId: on.order('Songs')[0] ?? 0 })

  it.each(['sent', 'read'] as const)('are told with its name when that is seen as it is %s', async (when) => {
    await opened(2)
    const { uuid } = on.playlist('Songs')
    on.accounts.connectivity.set(false)
    on.change('Songs', anyChange())
    const account = on.accounts.accounts.directory.find(on.accountId)
    await account?.playlists.deletePlaylist(uuid, new AbortController().signal)
    if (when === 'read') await on.lists.playlists.reread(on.accountId)
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await on.until(() => failed().length > 0)
    expect(failed()).toMatchObject([{ playlistName: 'Songs', error: 'not-found', state: 'failed' }])
    expect(on.lists.playlists.list().map(({ displayName }) => displayName)).not.toContain('Songs')
    await on.lists.playlistOutbox.retry(on.lists.playlistOutbox.idsIn('failed'))
    await on.until(() => failed().length > 0)
    expect(failed()).toMatchObject([{ playlistName: 'Songs', error: 'not-found' }])
  })

  it('go with it when the person deletes it', async () => {
    await opened(2)
    on.accounts.connectivity.set(false)
    on.change('Songs', anyChange())
    await on.lists.playlists.delete(on.accountId, on.playlist('Songs').uuid)
    expect(on.lists.playlistOutbox.counts(null)).toMatchObject({ waiting: 0, failed: 0 })
  })

  const waiting = () => on.lists.playlistOutbox.page(['waiting'], 0, 10).map(({ row }) => row)
  const forms = () => on.lists.formOutbox.forms('playlist').map(({ state }) => state.name)

  /** The person deletes it while a change of it waits; this befalls the deletion, and what is tried after it. */
  async function deletedWith(fault: Fault, later: Fault = fault): Promise<void> {
    await opened(2)
    const { uuid } = on.playlist('Songs')
    on.accounts.connectivity.set(false)
    on.change('Songs', anyChange())
    await on.lists.formOutbox.delete({ of: 'playlist', accountId: on.accountId, target: uuid }, 2)
    const match = { method: 'DELETE', path: 'video-playlists' }
    on.demo.control.addFault({ match, fault })
    on.demo.control.addFault({ match: { ...match, times: 99 }, fault: later })
    on.accounts.connectivity.set(true)
    await on.lists.formOutbox.retry(on.lists.formOutbox.idsIn('waiting'))
    const wasTried = ({ state }: ListForm) => state.name === 'waiting' && state.attempts > 0
    await on.until(() => on.lists.formOutbox.forms('playlist').some(wasTried))
  }

  it('wait for a deletion whose answer was lost, and go with it', async () => {
    await deletedWith({ kind: 'cut-response' }, { kind: 'status', status: 503 })
    expect(forms()).toEqual(['waiting'])
    await on.lists.playlists.reread(on.accountId)
    expect(on.lists.playlists.list().map(({ displayName }) => displayName)).not.toContain('Songs')
    expect([waiting(), failed()]).toEqual([[], []])
    on.demo.control.clearFaults()
    on.lists.sync(on.accountId)
    await on.until(() => forms().length === 0)
    expect([waiting(), failed()]).toEqual([[], []])
  })

  it('wait for a deletion, and are sent when it is taken back or refused', async () => {
    await deletedWith({ kind: 'status', status: 503 })
    expect(waiting()).toMatchObject([{ awaitsDeletion: true }])
    on.demo.control.clearFaults()
    const refused = { kind: 'status', status: 403, body: { detail: 'Not now' } } as const
    on.demo.control.addFault({ match: { method: 'DELETE', path: 'video-playlists/[^/]*$' }, fault: refused })
    await on.lists.formOutbox.retry(on.lists.formOutbox.idsIn('waiting'))
    await on.until(() => forms()[0] === 'failed' && waiting().length === 0)
    expect([failed(), await on.orderThere('Songs')]).toMatchObject([[], { length: 1 }])
    on.accounts.connectivity.set(false)
    on.change('Songs', anyChange())
    await on.lists.formOutbox.delete(
      { of: 'playlist', accountId: on.accountId, target: on.playlist('Songs').uuid },
      1,
    )
    expect(waiting()).toMatchObject([{ awaitsDeletion: true }])
    await on.lists.formOutbox.revoke(on.lists.formOutbox.idsIn('waiting'))
    expect(waiting()).toMatchObject([{ awaitsDeletion: false }])
    on.accounts.connectivity.set(true)
    on.lists.sync(on.accountId)
    await on.until(() => waiting().length === 0)
    expect(await on.orderThere('Songs')).toEqual([])
  })

  it('are sent when it was only the page of a proxy that said so', async () => {
    const [, b = 0] = await opened(2)
    const { uuid } = on.playlist('Songs')
    on.demo.control.addFault({
      match: { path: uuid, times: 3 },
      fault: proxyPage(404),
    })
    on.change('Songs', anyChange())
    await on.settled('Songs')
    expect(await on.orderThere('Songs')).toEqual([b])
    expect(failed()).toEqual([])
  })
})

describe('the wait before the next try', () => {
  const answer = { code: null, detail: '', invalidParams: {}, isJson: false, retryAfterMs: null }
  const refused = (status: number, more: Partial<ServerError['answer']> = {}): ServerError =>
    new ServerError({ ...answer, ...more, status }, 'GET /')

  it.each([
    ['grows', new ConnectionError('reset', 'GET /'), 0, 1000],
    ['grows with each failure', new ConnectionError('reset', 'GET /'), 3, 8000],
    ['ends at five minutes', refused(500), 20, 300_000],
    ['is as long as the server asks for', refused(503, { retryAfterMs: 90_000 }), 0, 90_000],
    [
      'is as long as the pause of the instance',
      new AppError('rate-limited', '', { retryAfterMs: 45_000 }),
      0,
      45_000,
    ],
    ['is made for the page of a proxy', refused(404), 1, 2000],
  ])('%s', (_name, error, failures, waitMs) => {
    expect(restMs(error, failures, 1)).toBe(waitMs)
  })

  it.each([
    ['a refusal', refused(400, { isJson: true })],
    ['what PeerTube does not know', refused(404, { isJson: true })],
  ])('is none for %s', (_name, error) => {
    expect(restMs(error, 0, 1)).toBeNull()
  })
})
