import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'
import { proxyPage } from '../../../../test/support/proxy-page'

const PUT = { method: 'PUT', path: '^/api/v1/videos/' }
const ALL = { states: [], accountId: null, batchId: null, offset: 0, limit: 100 }

describe('a deletion', () => {
  let bench: EditsOnDemo
  let uuid: string
  let accountId: string

  beforeEach(async () => {
    bench = await EditsOnDemo.open(3)
    accountId = bench.accountId
    uuid = (await bench.uuids())[0] ?? ''
    await bench.editable(uuid)
  })

  afterEach(async () => {
    await bench.close()
  })

  const rows = () => bench.longshore.edits.outbox.page(ALL).rows
  const deletion = () => rows().find(({ kind }) => kind === 'delete')?.id ?? ''

  async function askForIt(): Promise<string> {
    await bench.handlers['library.deleteVideos']({ videos: [{ accountId, uuid }] })
    return deletion()
  }

  it('does not hang behind an edit of its video that failed, and takes it along', async () => {
    bench.demo.control.addFault({ match: PUT, fault: { kind: 'status', status: 403, body: {} } })
    await bench.reaches(await bench.save(uuid, { title: 'Mine' }), 'failed')
    await bench.type(uuid, { title: 'Typed' })
    const id = await askForIt()
    await bench.reaches(id, 'done')
    expect(await bench.uuids()).not.toContain(uuid)
    expect(rows().map((row) => row.id)).toEqual([id])
  })

  it('does not hang behind a conflict, and nothing that waits is sent before it', async () => {
    bench.connectivity.set(false)
    await bench.save(uuid, { title: 'Mine' })
    await bench.changeOnServer(uuid, { name: 'Theirs' })
    const id = await askForIt()
    bench.demo.control.resetRequests()
    bench.connectivity.set(true)
    await bench.reaches(id, 'done')
    expect(bench.demo.control.requests().filter(({ method }) => method === 'PUT')).toEqual([])
  })

  it.each(['keep', 'delete'] as const)(
    'asks when somebody edited the video after the click: %s',
    async (choice) => {
      bench.connectivity.set(false)
      const id = await askForIt()
      await bench.changeOnServer(uuid, { name: 'Not to be lost' })
      bench.connectivity.set(true)
      const { state } = await bench.reaches(id, 'conflict')
      expect(state).toMatchObject({ fields: [{ field: 'title', server: { title: 'Not to be lost' } }] })
      expect(await bench.uuids()).toContain(uuid)
      const wrong = { editId: id, choices: { title: 'server' as const } }
      expect(() => bench.handlers['library.resolve'](wrong)).toThrow()
      if (choice === 'keep') {
        await bench.handlers['library.revoke']({ editIds: [id] })
        expect(rows()).toEqual([])
        expect((await bench.editable(uuid)).server.title).toBe('Not to be lost')
      } else {
        await bench.handlers['library.resolve']({ editId: id, choices: { title: 'mine' } })
        await bench.reaches(id, 'done')
        expect(await bench.uuids()).not.toContain(uuid)
      }
    },
  )

  it.each([400, 404])('waits, and lets nothing go, when the page of a proxy says %i', async (status) => {
    bench.demo.control.addFault({
      match: { method: 'GET', path: `/videos/${uuid}`, times: 99 },
      fault: proxyPage(status),
    })
    await bench.type(uuid, { title: 'Typed' })
    const id = await askForIt()
    await bench.until(() => bench.demo.control.requests().some(({ path }) => path.endsWith(uuid)))
    const { state } = await bench.reaches(id, status === 404 ? 'waiting' : 'failed')
    if (status === 404) expect(state).toMatchObject({ note: 'unreachable' })
    expect((await bench.editable(uuid)).held?.changes).toEqual({ title: 'Typed' })
    expect(await bench.uuids()).toContain(uuid)
  })

  it('of a video that is gone already is done', async () => {
    bench.connectivity.set(false)
    const id = await askForIt()
    await bench.deleteOnServer(uuid)
    bench.connectivity.set(true)
    await bench.reaches(id, 'done')
  })

  it('that was asked for twice is done twice, and nothing hangs', async () => {
    bench.connectivity.set(false)
    await askForIt()
    await askForIt()
    bench.connectivity.set(true)
    await bench.until(() => bench.longshore.edits.outbox.page(ALL).counts.waiting === 0)
    await bench.until(() => bench.longshore.edits.outbox.page(ALL).counts.sending === 0)
    expect(await bench.uuids()).not.toContain(uuid)
  })
})
