import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'

const ADD = { method: 'POST', path: '^/api/v1/video-playlists/\\d+/videos' }
const PUT = { method: 'PUT', path: '^/api/v1/videos/' }
const refusal = { kind: 'status', status: 403, body: { detail: 'Not yours' } } as const
const ALL = { states: [], accountId: null, batchId: null, offset: 0, limit: 100 }

describe('an edit that was sent only in part', () => {
  let bench: EditsOnDemo
  let uuid: string
  let accountId: string
  let title: string
  let playlist: number

  beforeEach(async () => {
    bench = await EditsOnDemo.open(3)
    accountId = bench.accountId
    uuid = (await bench.uuids())[0] ?? ''
    title = (await bench.editable(uuid)).server.title
    await bench.demo.control.addPlaylist('demo', 'Evenings', 0)
    const { playlists } = await bench.choices()
    playlist = playlists.find(({ displayName }) => displayName === 'Evenings')?.id ?? 0
  })

  afterEach(async () => {
    await bench.close()
  })

  const row = (editId: string) => bench.longshore.edits.outbox.page(ALL).rows.find(({ id }) => id === editId)

  /** Its title is taken, its playlist is not. */
  async function sentInPart(): Promise<string> {
    bench.demo.control.addFault({ match: ADD, fault: refusal })
    await bench.editable(uuid)
    await bench.handlers['library.setPlaylists']({ accountId, uuid, add: [playlist], remove: [] })
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.reaches(id, 'failed')
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Mine' })
    return id
  }

  async function allDone(): Promise<void> {
    await bench.until(() => {
      const { counts } = bench.longshore.edits.outbox.page(ALL)
      return counts.done > 0 && counts.waiting + counts.sending === 0
    })
  }

  it.each(['revoke', 'undo'] as const)(
    'is put back by %s, not left on the instance for ever',
    async (verb) => {
      const id = await sentInPart()
      expect(row(id)).toMatchObject({ isPartly: true, canUndo: true })
      const { count } = await bench.handlers[`library.${verb}`]({ editIds: [id] })
      expect(count).toBe(1)
      await allDone()
      expect(await bench.onServer(uuid)).toMatchObject({ name: title })
      expect(row(id)).toBeUndefined()
      expect((await bench.editable(uuid)).open).toBeNull()
    },
  )

  it('is sent whole by another try', async () => {
    const id = await sentInPart()
    await bench.handlers['library.retry']({ editIds: [id] })
    expect(await bench.reaches(id, 'done')).toMatchObject({ isPartly: false, before: { title } })
    expect(await bench.handlers['library.playlistsOf']({ accountId, uuid })).toContain(playlist)
  })

  it('is put back although the answer was lost', async () => {
    bench.demo.control.addFault({ match: { ...PUT, times: 100 }, fault: { kind: 'cut-response' } })
    await bench.editable(uuid)
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.until(() => {
      const { state } = bench.edit(id)
      return state.name === 'waiting' && state.note !== null
    })
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Mine' })
    bench.connectivity.set(false)
    await bench.handlers['library.revoke']({ editIds: [id] })
    bench.demo.control.clearFaults()
    bench.connectivity.set(true)
    await allDone()
    expect(await bench.onServer(uuid)).toMatchObject({ name: title })
  })

  it('is none when the instance refused its fields', async () => {
    bench.demo.control.addFault({ match: PUT, fault: refusal })
    const id = await bench.save(uuid, { title: 'Mine' })
    expect(await bench.reaches(id, 'failed')).toMatchObject({ isPartly: false, canUndo: false })
    await bench.handlers['library.revoke']({ editIds: [id] })
    expect(bench.longshore.edits.outbox.page(ALL).total).toBe(0)
  })
})
