import type { ChangeCounts } from '@shared/library/change'
import { afterEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'
import { inTransaction } from '../../storage/database'
import { EditsTable } from '../../storage/edits-table'

let bench: EditsOnDemo

afterEach(() => bench.close())

const NOTHING = { displayName: '', description: '', support: '' }

async function listed(states: ('waiting' | 'failed' | 'done')[] = [], offset = 0, limit = 100) {
  return bench.handlers['changes.list']({ states, offset, limit })
}

async function makeChannel(name: string): Promise<void> {
  const { accountId } = bench
  const fields = { ...NOTHING, displayName: name }
  const form = {
    accountId,
    channelId: null,
    name,
    fields,
    seen: NOTHING,
    supportForVideos: false,
    formId: null,
  }
  await bench.handlers['channels.save'](form)
}

/** What a handler answers at once. */
function now<Value>(answer: Value | Promise<Value>): Value {
  if (answer instanceof Promise) throw new Error('it takes its time')
  return answer
}

function counts(): ChangeCounts {
  return now(bench.handlers['changes.counts']({ accountId: null })).counts
}

/** Until the playlist is copied; its UUID. */
async function playlist(): Promise<string> {
  await bench.handlers['library.sync']({ accountId: bench.accountId })
  const uuids = (): string[] =>
    now(bench.handlers['playlists.list']({})).playlists.flatMap(({ displayName, uuid }) =>
      displayName === 'Songs' ? [uuid] : [],
    )
  await bench.until(() => uuids().length > 0)
  return uuids()[0] ?? ''
}

/** Without a network: one change of each kind, and a second video. */
async function offlineChanges(): Promise<string[]> {
  bench = await EditsOnDemo.open(4)
  const uuids = await bench.uuids()
  const playlistUuid = await bench.demo.control.addPlaylist('demo', 'Songs', 3)
  expect(await playlist()).toBe(playlistUuid)
  bench.connectivity.set(false)
  await bench.save(uuids[0] ?? '', { title: 'First video' })
  await bench.save(uuids[1] ?? '', { title: 'Second video' })
  const { accountId } = bench
  const changes = [{ kind: 'add' as const, videoUuid: uuids[2] ?? '' }]
  await bench.handlers['playlists.change']({ accountId, playlistUuid, changes })
  await makeChannel('nights')
  return uuids
}

describe('the outbox as a person sees it', () => {
  it('lists changes of every kind, page by page, and counts them', async () => {
    await offlineChanges()
    const { total, counts, rows } = await listed()
    expect([total, counts.waiting, rows.map(({ of }) => of)]).toEqual([
      4,
      4,
      ['form', 'playlist', 'video', 'video'],
    ])
    const [, added] = rows
    expect(added).toMatchObject({ row: { playlistName: 'Songs', state: 'waiting', change: { kind: 'add' } } })
    const pages = await Promise.all([0, 1, 2, 3].map((offset) => listed(['waiting'], offset, 1)))
    expect(pages.flatMap((page) => page.rows)).toEqual(rows)
    expect(await listed(['failed'])).toMatchObject({ total: 0, rows: [] })
    const { accountId } = bench
    expect((await bench.handlers['changes.counts']({ accountId })).counts.waiting).toBe(4)
  })

  it('takes back all that wait', async () => {
    const uuids = await offlineChanges()
    expect(await bench.handlers['changes.revokeWaiting']({})).toEqual({ count: 4 })
    expect((await listed()).total).toBe(0)
    expect((await bench.editable(uuids[0] ?? '')).open).toBeNull()
  })

  it('takes back single ones, and sends the others when the network is back', async () => {
    await offlineChanges()
    const { rows } = await listed()
    const [channel, , video] = rows.map(({ of, row }) => ({ of, id: String(row.id) }))
    if (channel === undefined || video === undefined) throw new Error('nothing waits')
    expect(await bench.handlers['changes.revoke']({ changes: [channel, video] })).toEqual({ count: 2 })
    bench.connectivity.set(true)
    await bench.until(() => counts().waiting + counts().sending === 0)
    expect((await listed(['done'])).total).toBe(1)
  })

  it('sends all that failed again, of every kind', async () => {
    bench = await EditsOnDemo.open(3)
    const [first = '', second = ''] = await bench.uuids()
    const fault = { kind: 'status', status: 403, body: { detail: 'Not now' } } as const
    bench.demo.control.addFault({ match: { method: 'PUT', path: '^/api/v1/videos/', times: 2 }, fault })
    for (const uuid of [first, second])
      await bench.reaches(await bench.save(uuid, { title: 'Other' }), 'failed')
    bench.connectivity.set(false)
    await makeChannel('field_recordings')
    bench.connectivity.set(true)
    await bench.until(() => counts().failed === 3)
    expect(await bench.handlers['changes.retryFailed']({})).toEqual({ count: 3 })
    // The name is taken still.
    await bench.until(() => counts().done === 2 && counts().failed === 1)
  })
})

describe('counts of edits', () => {
  it('are those of the table, whatever comes, goes and changes its state', async () => {
    const uuids = await offlineChanges()
    await bench.save(uuids[3] ?? '', { title: 'Third video' })
    await bench.type(uuids[2] ?? '', { title: 'Typed' })
    await bench.restart((database) => {
      const table = new EditsTable(database)
      const told = table.counts({ accountId: null, batchId: null })
      expect(told).toEqual(table.counts({ accountId: bench.accountId, batchId: null }))
      expect(told).toMatchObject({ waiting: 3, held: 1 })
      inTransaction(database, () => {
        for (const id of table.idsIn('waiting', 2)) table.delete(id)
      })
      expect(table.counts({ accountId: null, batchId: null })).toMatchObject({ waiting: 1, held: 1 })
      // With their account.
      database.prepare('DELETE FROM accounts').run()
      expect(table.counts({ accountId: null, batchId: null })).toMatchObject({ waiting: 0, held: 0 })
    })
  })
})
