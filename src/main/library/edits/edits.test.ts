import { PRIVACY } from '@shared/uploads/draft'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../../test/support/edits'

const YEAR_MS = 365 * 24 * 3_600_000
const inYears = (count: number): string => new Date(Date.now() + count * YEAR_MS).toISOString()
const NEXT_YEAR = inYears(1)

function at(updateAt = NEXT_YEAR) {
  return { updateAt, privacy: PRIVACY.public, timeZone: 'UTC' }
}

describe('an edit of a video', () => {
  let bench: EditsOnDemo
  let uuid: string
  let accountId: string

  beforeEach(async () => {
    bench = await EditsOnDemo.open(3)
    uuid = (await bench.uuids())[0] ?? ''
    accountId = bench.accountId
  })

  afterEach(async () => {
    await bench.close()
  })

  it('is kept as it is typed, and gone when it is back to what was there', async () => {
    const { server } = await bench.editable(uuid)
    expect(await bench.type(uuid, { title: 'ab' })).toMatchObject({
      problems: [{ field: 'title', code: 'too-short' }],
    })
    await bench.restart()
    expect(await bench.editable(uuid)).toMatchObject({
      server: { title: server.title },
      fields: { title: 'ab' },
      held: { changes: { title: 'ab' } },
      problems: [{ field: 'title' }],
    })
    expect(await bench.handlers['library.save']({ accountId, uuid })).toMatchObject({ editId: null })
    await bench.type(uuid, { title: server.title })
    expect((await bench.editable(uuid)).held).toBeNull()
  })

  it('made offline waits, is shown, and is sent when the network is back', async () => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const id = await bench.save(uuid, { title: 'A new name', tags: ['sea', 'harbour'] })
    expect(bench.edit(id).state.name).toBe('waiting')
    expect(await bench.handlers['library.video']({ accountId, uuid })).toMatchObject({ pending: 'waiting' })
    bench.connectivity.set(true)
    const done = await bench.reaches(id, 'done')
    expect(done).toMatchObject({ changes: { title: 'A new name' }, canUndo: true })
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'A new name', tags: ['sea', 'harbour'] })
    expect(await bench.handlers['library.video']({ accountId, uuid })).toMatchObject({
      name: 'A new name',
      pending: null,
    })
    const puts = bench.demo.control.requests().filter(({ method }) => method === 'PUT')
    expect(puts).toHaveLength(1)
  })

  it('sends nothing when somebody else changed the same field, until the person chose', async () => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const id = await bench.save(uuid, { title: 'Mine', description: 'My description' })
    await bench.changeOnServer(uuid, { name: 'Theirs', category: 5 })
    bench.connectivity.set(true)
    const { state } = await bench.reaches(id, 'conflict')
    expect(state).toMatchObject({
      fields: [{ field: 'title', mine: { title: 'Mine' }, server: { title: 'Theirs' } }],
    })
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Theirs' })
    await bench.handlers['library.resolve']({ editId: id, choices: { title: 'mine' } })
    const done = await bench.reaches(id, 'done')
    expect(done.before).toMatchObject({ title: 'Theirs' })
    expect(await bench.onServer(uuid)).toMatchObject({
      name: 'Mine',
      description: 'My description',
      category: { id: 5 },
    })
  })

  it('leaves the server its value when the person wants that', async () => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.changeOnServer(uuid, { name: 'Theirs' })
    bench.connectivity.set(true)
    await bench.reaches(id, 'conflict')
    await bench.handlers['library.resolve']({ editId: id, choices: { title: 'server' } })
    await bench.reaches(id, 'done')
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Theirs' })
  })

  it.each([
    ['the server has mine', { name: 'Mine' }, 'done', 'Mine'],
    ['the server has what was there', {}, 'done', 'Mine'],
    ['the server has something else', { name: 'Theirs' }, 'conflict', 'Theirs'],
  ] as const)('killed while it was sent: %s', async (_, meanwhile, end, name) => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const id = await bench.save(uuid, { title: 'Mine' })
    if ('name' in meanwhile) await bench.changeOnServer(uuid, meanwhile)
    await bench.restart((database) => {
      database
        .prepare("UPDATE library_edits SET state_name = 'sending', state = ? WHERE id = ?")
        .run(JSON.stringify({ name: 'sending', attempts: 0 }), id)
    })
    bench.connectivity.set(true)
    await bench.reaches(id, end)
    expect(await bench.onServer(uuid)).toMatchObject({ name })
  })

  it('joins what waits already', async () => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const first = await bench.save(uuid, { title: 'One' })
    const second = await bench.save(uuid, { title: 'Two', category: 3 })
    expect(second).toBe(first)
    bench.connectivity.set(true)
    await bench.reaches(first, 'done')
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Two', category: { id: 3 } })
  })

  it('is put back as it was', async () => {
    const { server } = await bench.editable(uuid)
    const id = await bench.save(uuid, { title: 'Mine', schedule: at(), tags: ['one'] })
    await bench.reaches(id, 'done')
    expect(await bench.onServer(uuid)).toMatchObject({ privacy: { id: PRIVACY.private } })
    const { count } = await bench.handlers['library.undo']({ editIds: [id] })
    expect(count).toBe(1)
    await bench.until(() => bench.longshore.edits.outbox.page(ALL).counts.done === 2)
    const after = await bench.editable(uuid)
    expect(after.server).toMatchObject({
      title: server.title,
      schedule: null,
      privacy: server.privacy,
      tags: server.tags,
    })
  })

  it.each([
    ['another time is chosen', { schedule: at(inYears(2)) }, PRIVACY.private],
    ['it is published now', { privacy: PRIVACY.public }, PRIVACY.public],
  ] as const)('whose time passed while it waited publishes nothing until %s', async (_, choice, privacy) => {
    await bench.reaches(await bench.save(uuid, { privacy: PRIVACY.private }), 'done')
    bench.connectivity.set(false)
    const { server } = await bench.editable(uuid)
    const id = await bench.save(uuid, { title: 'Mine', schedule: at() })
    bench.aheadMs = YEAR_MS
    bench.connectivity.set(true)
    const { state } = await bench.reaches(id, 'failed')
    const problems = [{ field: 'schedule', code: 'in-the-past', params: {} }]
    expect(state).toMatchObject({ failure: { code: 'problems', problems } })
    const untouched = { name: server.title, privacy: { id: server.privacy } }
    expect(await bench.onServer(uuid)).toMatchObject(untouched)

    await bench.save(uuid, choice)
    await bench.reaches(id, 'done')
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Mine', privacy: { id: privacy } })
    const { schedule } = (await bench.editable(uuid)).server
    expect(schedule?.updateAt ?? null).toBe('schedule' in choice ? choice.schedule.updateAt : null)
  })

  it('is refused with the server’s words by field', async () => {
    const body = {
      detail: 'Not yours',
      'invalid-params': { name: { msg: 'Not that name' }, 'scheduleUpdate.updateAt': { msg: 'Never' } },
    }
    bench.demo.control.addFault({ match: PUT, fault: { kind: 'status', status: 403, body } })
    const id = await bench.save(uuid, { title: 'Mine' })
    const { state } = await bench.reaches(id, 'failed')
    expect(state).toMatchObject({
      failure: {
        code: 'refused',
        status: 403,
        detail: 'Not yours',
        fieldWords: [
          { field: 'title', words: 'Not that name' },
          { field: 'schedule', words: 'Never' },
        ],
      },
    })
    await bench.handlers['library.retry']({ editIds: [id] })
    await bench.reaches(id, 'done')
  })

  it.each([
    ['a server in trouble', { kind: 'status', status: 503 }, 'unreachable'],
    ['a pause that is asked for', { kind: 'status', status: 429, headers: SHORT }, 'rate-limited'],
  ] as const)('outlives %s', async (_, fault, note) => {
    bench.demo.control.addFault({ match: PUT, fault })
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.until(() => {
      const { state } = bench.edit(id)
      return state.name === 'waiting' && state.note === note
    })
    await bench.handlers['library.retry']({ editIds: [id] })
    await bench.reaches(id, 'done')
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Mine' })
  })

  it('is sent by itself when the server is back, also when it was changed meanwhile', async () => {
    bench.earlyMs = 2
    bench.demo.control.setOffline(true)
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.until(() => {
      const { state } = bench.edit(id)
      return state.name === 'waiting' && state.note === 'unreachable'
    })
    // It is due at once; only its account is left alone for a while.
    expect(await bench.save(uuid, { title: 'Mine after all' })).toBe(id)
    bench.demo.control.setOffline(false)
    await bench.reaches(id, 'done')
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Mine after all' })
  })

  it('that was put off is looked for again after now alone', async () => {
    bench.demo.control.setOffline(true)
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.until(() => {
      const { state } = bench.edit(id)
      return state.name === 'waiting' && state.note === 'unreachable'
    })
    const { state } = bench.edit(id)
    const retryAt = state.name === 'waiting' ? (state.retryAt ?? 0) : 0
    const { table } = bench.longshore.edits.store
    expect(retryAt).toBeGreaterThan(0)
    expect(table.nextRetryAt(accountId, retryAt - 1)).toBe(retryAt)
    expect(table.nextRetryAt(accountId, retryAt)).toBeNull()
  })

  it('is done once although the answer is lost', async () => {
    bench.demo.control.addFault({ match: PUT, fault: { kind: 'cut-response' } })
    const id = await bench.save(uuid, { title: 'Mine' })
    expect((await bench.reaches(id, 'done')).before).toMatchObject({ title: expect.any(String) as string })
    expect(await bench.onServer(uuid)).toMatchObject({ name: 'Mine' })
  })

  it('says so when the video is gone', async () => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const id = await bench.save(uuid, { title: 'Mine' })
    await bench.deleteOnServer(uuid)
    bench.connectivity.set(true)
    expect(await bench.reaches(id, 'failed')).toMatchObject({ state: { failure: { code: 'gone' } } })
  })

  it('takes pictures and captions along, and playlists', async () => {
    const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
    await bench.editable(uuid)
    await bench.handlers['library.setFrame']({ accountId, uuid, jpeg, frameAt: 1 })
    const text = 'WEBVTT\n\n00:00.000 --> 00:01.000\nAhoy\n'
    await bench.handlers['library.putCaptionText']({ accountId, uuid, language: 'fr', text })
    const shown = await bench.editable(uuid)
    expect(shown.captions).toMatchObject([{ language: 'fr', pending: 'put', isOnServer: false }])
    expect(bench.longshore.edits.picture(shown.thumbnail?.file.id ?? '')).not.toBeNull()
    await bench.reaches(await bench.send(uuid), 'done')
    const after = await bench.editable(uuid)
    expect(after).toMatchObject({
      captions: [{ language: 'fr', pending: null, isOnServer: true }],
      thumbnail: null,
    })
    const ask = { accountId, uuid, language: 'fr' }
    expect(await bench.handlers['library.captionText'](ask)).toMatchObject({ isPending: false })
  })

  describe('of its picture', () => {
    const jpeg = (byte: string) => Uint8Array.from(Buffer.from(`ffd8ffe000104a464946${byte}`, 'hex'))
    const pictureOf = async (): Promise<unknown> => (await bench.onServer(uuid))['thumbnailPath']
    const setFrame = (byte: string): Promise<unknown> =>
      Promise.resolve(bench.handlers['library.setFrame']({ accountId, uuid, jpeg: jpeg(byte), frameAt: 1 }))

    it.each(['mine', 'server'] as const)('asks when the instance got another one: %s', async (picture) => {
      await bench.editable(uuid)
      bench.connectivity.set(false)
      await setFrame('01')
      const id = await bench.save(uuid, { title: 'Mine' })
      await bench.changePictureOnServer(uuid, jpeg('02'))
      const theirs = await pictureOf()
      bench.connectivity.set(true)
      const { state } = await bench.reaches(id, 'conflict')
      expect(state).toMatchObject({ fields: [], captions: [] })
      const version = state.name === 'conflict' ? state.picture?.version : null
      // The library shows theirs beside mine.
      const row = await bench.handlers['library.video']({ accountId, uuid })
      expect(row).toMatchObject({ pictureVersion: version })
      expect(await pictureOf()).toBe(theirs)
      expect((await bench.onServer(uuid))['name']).not.toBe('Mine')
      await bench.handlers['library.resolve']({ editId: id, choices: {}, picture })
      await bench.reaches(id, 'done')
      expect((await bench.onServer(uuid))['name']).toBe('Mine')
      expect((await pictureOf()) === theirs).toBe(picture === 'server')
    })

    it('is no conflict with one that this app put there before', async () => {
      await bench.editable(uuid)
      bench.connectivity.set(false)
      await setFrame('01')
      const first = await bench.send(uuid)
      const before = await pictureOf()
      bench.demo.control.addFault({ match: PUT, fault: { kind: 'delay', ms: 500 } })
      bench.connectivity.set(true)
      await bench.until(() => bench.edit(first).state.name === 'sending')
      await setFrame('02')
      await bench.reaches(first, 'done')
      const between = await pictureOf()
      await bench.reaches(await bench.send(uuid), 'done')
      expect(new Set([before, between, await pictureOf()]).size).toBe(3)
    })
  })

  it('is gone with its video', async () => {
    await bench.editable(uuid)
    bench.connectivity.set(false)
    const id = await bench.save(uuid, { title: 'Mine' })
    const other = (await bench.uuids())[1] ?? ''
    await bench.handlers['library.deleteVideos']({
      videos: [
        { accountId, uuid },
        { accountId, uuid: other },
      ],
    })
    await bench.handlers['library.revoke']({ editIds: [id] })
    bench.connectivity.set(true)
    await bench.until(() => bench.longshore.edits.outbox.page(ALL).counts.done === 2)
    expect(await bench.uuids()).toHaveLength(1)
    await expect(bench.editable(uuid)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps a protected video protected, and no password once it is done', async () => {
    const base = { passwords: [] }
    const id = await bench.save(uuid, { privacy: PRIVACY.passwordProtected, passwords: ['one two'] }, base)
    const done = await bench.reaches(id, 'done')
    expect(JSON.stringify(done)).not.toContain('one two')
    expect(await bench.handlers['library.passwords']({ accountId, uuid })).toEqual(['one two'])
    await bench.reaches(await bench.save(uuid, { title: 'Behind a word' }), 'done')
    expect(await bench.handlers['library.passwords']({ accountId, uuid })).toEqual(['one two'])
  })
})

const SHORT = { 'Retry-After': '1' }
const PUT = { method: 'PUT', path: '^/api/v1/videos/' }
const ALL = { states: [], accountId: null, batchId: null, offset: 0, limit: 100 }
