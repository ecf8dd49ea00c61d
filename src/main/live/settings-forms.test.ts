import { plainSettings } from '@shared/live/live-values'
import type { LiveSettings } from '@shared/live/live'
import type { ListForm, ListOutcome } from '@shared/library/list-form'
import { afterEach, describe, expect, it } from 'vitest'
import { EditsOnDemo } from '../../../test/support/edits'

type Changes = Partial<LiveSettings>

const MONDAY = Date.UTC(2037, 0, 5)
const TUESDAY = Date.UTC(2037, 0, 6)
const FRIDAY = Date.UTC(2037, 0, 9)
const signal = new AbortController().signal

let bench: EditsOnDemo
let uuid = ''

afterEach(() => bench.close())

/** A live that waits for its stream, as it was made from here. */
async function opened(settings: Changes = {}): Promise<void> {
  bench = await EditsOnDemo.open(0, { version: '8.2.0' })
  const { accountId } = bench
  const choices = await bench.choices()
  const made = await bench.call('live.create', {
    accountId,
    live: {
      title: 'Tide watch',
      channelId: choices.channels[0]?.id ?? 0,
      privacy: 3,
      passwords: [],
      description: '',
      tags: [],
      commentsPolicy: 1,
      nsfw: false,
      settings: { ...plainSettings(), ...settings },
    },
  })
  uuid = made.uuid
}

function lives() {
  return bench.longshore.accounts.directory.get(bench.accountId).lives
}

async function onServer(): Promise<LiveSettings> {
  const live = await lives().live(uuid, 'person', signal)
  if (live === null) throw new Error('it is no live any more')
  return live.settings
}

/** Somebody else changes it. */
async function changeThere(changes: Changes): Promise<void> {
  await lives().update(uuid, { ...(await onServer()), ...changes }, signal)
}

async function copy(): Promise<LiveSettings | undefined> {
  return (await bench.call('live.details', { accountId: bench.accountId, uuid, refresh: false }))?.settings
}

/** Changed in the form, over what the copy has. */
async function save(changes: Changes): Promise<ListOutcome> {
  const seen = (await copy()) ?? plainSettings()
  const fields = { ...seen, ...changes }
  return (await bench.call('live.save', { accountId: bench.accountId, uuid, fields, seen })).outcome
}

const forms = (): ListForm[] => bench.longshore.lists.formOutbox.forms('live')
const states = (): string[] => forms().map(({ state }) => state.name)
const nothingLeft = (): Promise<void> => bench.until(() => states().length === 0)

describe('the settings of a live', () => {
  it('are sent at once, only what was changed, and the copy has what is there then', async () => {
    await opened()
    await changeThere({ permanent: true })
    expect(await save({ latency: 3 })).toBe('arrived')
    const expected = { ...plainSettings(), permanent: true, latency: 3 }
    expect(await onServer()).toEqual(expected)
    expect(await copy()).toEqual(expected)
    expect(states()).toEqual([])
  })

  it('are not set back by an answer that was asked for before and comes after', async () => {
    await opened()
    bench.demo.control.addFault({
      match: { method: 'GET', path: `/live/${uuid}/sessions` },
      fault: { kind: 'delay', ms: 300 },
    })
    const reading = bench.call('live.readAnnounced', {})
    const asked = (): boolean =>
      bench.demo.control.requests().filter(({ path }) => path.endsWith('/sessions')).length > 1
    await bench.until(asked)
    expect(await save({ schedules: [MONDAY] })).toBe('arrived')
    await reading
    expect((await copy())?.schedules).toEqual([MONDAY])
  })

  it('wait without a network, over a restart, and are sent when it is back', async () => {
    await opened()
    bench.connectivity.set(false)
    expect(await save({ latency: 3 })).toBe('waits')
    expect(await save({ schedules: [MONDAY], latency: 3 })).toBe('waits')
    const { rows } = await bench.call('changes.list', { states: [], offset: 0, limit: 10 })
    expect(rows).toMatchObject([
      { of: 'form', row: { of: 'live', target: uuid, title: 'Tide watch', state: { name: 'waiting' } } },
    ])
    await bench.restart()
    expect(forms()[0]?.changes).toEqual({ latency: 3, schedules: [MONDAY] })
    expect((await onServer()).latency).toBe(1)
    await changeThere({ permanent: true })
    bench.connectivity.set(true)
    await nothingLeft()
    expect(await onServer()).toMatchObject({ permanent: true, latency: 3, schedules: [MONDAY] })
  })

  it('wait while the server fails, and are sent by themselves', async () => {
    await opened()
    bench.demo.control.setOffline(true)
    expect(await save({ latency: 2 })).toBe('waits')
    bench.demo.control.setOffline(false)
    await nothingLeft()
    expect((await onServer()).latency).toBe(2)
  })

  it('can be taken back while they wait', async () => {
    await opened()
    bench.connectivity.set(false)
    await save({ latency: 3 })
    const changes = forms().map(({ id }) => ({ of: 'form' as const, id }))
    expect(await bench.call('changes.revoke', { changes })).toEqual({ count: 1 })
    bench.connectivity.set(true)
    expect(await onServer()).toEqual(plainSettings())
  })

  it('overwrite nothing silently: they conflict, and are decided field by field', async () => {
    await opened()
    await changeThere({ schedules: [MONDAY], dvrSeconds: 300 })
    expect(await save({ schedules: [TUESDAY], dvrSeconds: 600, permanent: true })).toBe('conflict')
    expect((await onServer()).permanent).toBe(false)
    const [form] = forms()
    expect(form?.state).toEqual({
      name: 'conflict',
      fields: [
        {
          field: 'schedules',
          base: { schedules: [] },
          mine: { schedules: [TUESDAY] },
          server: { schedules: [MONDAY] },
        },
        {
          field: 'dvrSeconds',
          base: { dvrSeconds: 0 },
          mine: { dvrSeconds: 600 },
          server: { dvrSeconds: 300 },
        },
      ],
    })
    const choices = { schedules: 'mine', dvrSeconds: 'server' } as const
    await bench.call('changes.resolveForm', { id: form?.id ?? '', choices })
    await nothingLeft()
    expect(await onServer()).toMatchObject({ schedules: [TUESDAY], dvrSeconds: 300, permanent: true })
  })

  it('keep replays when a privacy for them is chosen over none', async () => {
    await opened({ saveReplay: true, replayPrivacy: 3 })
    await changeThere({ saveReplay: false, replayPrivacy: null })
    expect(await save({ replayPrivacy: 1 })).toBe('conflict')
    const id = forms()[0]?.id ?? ''
    await bench.call('changes.resolveForm', { id, choices: { replayPrivacy: 'mine' } })
    await nothingLeft()
    expect(await onServer()).toMatchObject({ saveReplay: true, replayPrivacy: 1 })
  })

  it('that are refused at once are told to the form, by their own code, and not kept', async () => {
    await opened({ permanent: true })
    await bench.demo.control.live.start(uuid)
    await expect(save({ latency: 3 })).rejects.toMatchObject({ code: 'live-started' })
    bench.demo.control.live.set({ allowReplay: false })
    await bench.demo.control.live.end(uuid)
    await expect(save({ saveReplay: true, replayPrivacy: 1 })).rejects.toMatchObject({
      code: 'live-replay-not-allowed',
    })
    expect(states()).toEqual([])
  })

  it('that are refused later stay, by their own code, and can be sent again', async () => {
    await opened({ permanent: true })
    bench.connectivity.set(false)
    await save({ latency: 3 })
    await bench.demo.control.live.start(uuid)
    bench.connectivity.set(true)
    await bench.until(() => states()[0] === 'failed')
    expect(forms()[0]?.state).toMatchObject({ failure: { code: 'live-started' } })
    await bench.demo.control.live.end(uuid)
    await bench.call('changes.retryFailed', {})
    await nothingLeft()
    expect((await onServer()).latency).toBe(3)
  })

  it('with a time that passed while they waited fail, announce nothing, and go once another is chosen', async () => {
    await opened({ schedules: [MONDAY] })
    bench.connectivity.set(false)
    await save({ schedules: [MONDAY, TUESDAY], latency: 3 })
    bench.aheadMs = TUESDAY - Date.now()
    bench.connectivity.set(true)
    await bench.until(() => states()[0] === 'failed')
    expect(forms()[0]?.state).toMatchObject({ failure: { code: 'live-time-passed' } })
    expect(await onServer()).toMatchObject({ schedules: [MONDAY], latency: 1 })
    await bench.call('changes.retryFailed', {})
    await bench.until(() => states()[0] === 'failed')

    const seen = { schedules: [MONDAY, TUESDAY] }
    const fields = { schedules: [MONDAY, FRIDAY] }
    const saved = { accountId: bench.accountId, uuid, fields, seen }
    expect(await bench.call('live.save', saved)).toEqual({ outcome: 'arrived' })
    // Announced before, Monday may stay.
    expect(await onServer()).toMatchObject({ schedules: [MONDAY, FRIDAY], latency: 3 })
    expect(states()).toEqual([])
  })

  it('of a live that somebody else deleted fail, and say so', async () => {
    await opened()
    bench.connectivity.set(false)
    await save({ latency: 3 })
    await bench.deleteOnServer(uuid)
    bench.connectivity.set(true)
    await bench.until(() => states()[0] === 'failed')
    expect(forms()[0]?.state).toMatchObject({ failure: { code: 'not-found' } })
  })

  it('go with a live that is deleted from here', async () => {
    await opened()
    await bench.demo.control.live.start(uuid)
    bench.connectivity.set(false)
    await save({ latency: 3 })
    bench.connectivity.set(true)
    await bench.until(() => states()[0] === 'failed')
    await bench.call('library.deleteVideos', { videos: [{ accountId: bench.accountId, uuid }] })
    await nothingLeft()
    expect(await lives().live(uuid, 'person', signal)).toBeNull()
  })
})
