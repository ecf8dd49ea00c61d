import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Cue } from '@shared/captions/cue'
import { App } from './support/app'
import { vtt } from './support/app-bench'
import { describeInstances } from './support/instance'
import { poll, publish } from './support/uploads'

const cues: Cue[] = [{ startMs: 0, endMs: 1500, text: 'Written in the app' }]

describeInstances('the app with captions of the library', (instance) => {
  let app: App
  let uuid = ''

  beforeAll(async () => {
    app = await App.open(instance().url, instance().mainUser)
    const main = await instance().main()
    uuid = (await publish(main, { name: 'Captions by the app' })).uuid
    const { accountId } = app
    app.longshore.library.sync(accountId)
    const isThere = () => app.longshore.edits.captions.atHand(accountId, uuid) !== null
    await poll(
      () => Promise.resolve(isThere()),
      (is) => is,
    )
    await handlers()['library.editable']({ accountId, uuid })
  })
  afterAll(() => app.close())

  const handlers = () => app.longshore.handlers
  const key = () => ({ accountId: app.accountId, uuid, language: 'en' })

  /** Writes these, and waits until the edit has come to an end. */
  async function send(written: Cue[], base: string | null): Promise<string> {
    await handlers()['captions.keep']({ ...key(), cues: written, base })
    return ended((await handlers()['captions.send'](key())).editId)
  }

  function ended(editId: string): Promise<string> {
    return poll(
      () => Promise.resolve<string>(app.longshore.edits.outbox.edit(editId).state.name),
      (name) => ['done', 'failed', 'conflict'].includes(name),
    )
  }

  it('sends them through the outbox, and reads them again', async () => {
    expect(await send(cues, null)).toBe('done')
    expect(await handlers()['captions.open'](key())).toMatchObject({ origin: 'instance', cues })
  })

  it('is in conflict when the instance has others, and takes the side that is chosen', async () => {
    const { base } = await handlers()['captions.open'](key())
    const main = await instance().main()
    const file = { fileName: 'en.vtt', type: 'text/vtt', bytes: Buffer.from(vtt) }
    await main.sendMultipart('PUT', `/videos/${uuid}/captions/en`, [['captionfile', file]])
    const mine = [{ ...cues[0]!, text: 'Later' }]
    expect(await send(mine, base)).toBe('conflict')
    const editId = (await handlers()['captions.pending']({ accountId: app.accountId, uuid }))[0]?.editId ?? ''
    await handlers()['library.resolve']({ editId, choices: {}, captions: { en: 'mine' } })
    expect(await ended(editId)).toBe('done')
    expect(await handlers()['captions.open'](key())).toMatchObject({ cues: mine })
  })

  it('deletes them', async () => {
    const { captions } = await handlers()['captions.list']({ accountId: app.accountId, uuid })
    const base = captions[0]?.version ?? null
    const { editId } = await handlers()['captions.remove']({ ...key(), base })
    expect(await ended(editId ?? '')).toBe('done')
    const main = await instance().main()
    expect(await main.getJson(`/videos/${uuid}/captions`)).toMatchObject({ total: 0 })
  })
})
