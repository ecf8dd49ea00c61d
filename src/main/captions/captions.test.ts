import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cue } from '@shared/captions/cue'
import { EditsOnDemo } from '../../../test/support/edits'
import type { DemoVersion } from '../../demo-instance'
import { writeCaptions } from './caption-files'

const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']
const cues: Cue[] = [
  { startMs: 0, endMs: 1000, text: 'Hello' },
  { startMs: 1000, endMs: 2500, text: 'two\nlines' },
]
const fewer = cues.slice(0, 1)
const WRITTEN =
  'WEBVTT\n\nNOTE by hand\n\n00:00.000 --> 00:01.000 line:0\nHello\n\n00:01.000 --> 00:02.500\ntwo\nlines\n'
const THEIRS = 'WEBVTT\n\n00:00.000 --> 00:01.000\nOther\n'

describe.each(versions)('captions of a video, PeerTube %s', (version) => {
  let bench: EditsOnDemo
  let uuid: string
  const key = (language = 'en') => ({ accountId: bench.accountId, uuid, language })
  const video = () => ({ accountId: bench.accountId, uuid })

  beforeEach(async () => {
    bench = await EditsOnDemo.open(1, { version, processingMs: 0 })
    uuid = (await bench.uuids())[0] ?? ''
    await bench.editable(uuid)
  })

  afterEach(async () => {
    await bench.close()
  })

  const call = () => bench.handlers
  const open = (language?: string) => Promise.resolve(call()['captions.open'](key(language)))
  const list = () => Promise.resolve(call()['captions.list'](video()))
  const pendingOf = async (language = 'en') =>
    (await list()).captions.find((caption) => caption.language === language)?.pending

  async function keep(kept: Cue[], base: string | null, language?: string): Promise<void> {
    await call()['captions.keep']({ ...key(language), cues: kept, base })
  }

  /** The edit's id. */
  async function send(language?: string): Promise<string> {
    return (await call()['captions.send'](key(language))).editId
  }

  async function arrive(kept: Cue[], language?: string): Promise<void> {
    await keep(kept, (await open(language)).base, language)
    await bench.reaches(await send(language), 'done')
  }

  const never = new AbortController().signal
  const ofServer = () => bench.longshore.accounts.directory.get(bench.accountId).captions

  it('begin with nothing, are kept, sent, and read again', async () => {
    expect(await open()).toMatchObject({ origin: 'new', cues: [], base: null, pending: null })
    await keep(cues, null)
    await bench.restart()
    expect(await open()).toMatchObject({ origin: 'draft', cues })
    expect((await list()).captions).toMatchObject([
      { language: 'en', isAutomatic: false, isOnInstance: false, isDraft: true, pending: null },
    ])
    const id = await send()
    expect((await list()).captions[0]).toMatchObject({ isDraft: false })
    await bench.reaches(id, 'done')
    const opened = await open()
    expect(opened).toMatchObject({ origin: 'instance', cues, unread: 0, pending: null })
    expect(opened.base).not.toBeNull()
    expect((await bench.editable(uuid)).captions).toMatchObject([{ language: 'en', pending: null }])
  })

  it('made offline wait in the outbox, are shown, outlive the app, and arrive', async () => {
    await arrive(cues)
    bench.connectivity.set(false)
    const kept = await open()
    expect(kept).toMatchObject({ origin: 'kept', cues })
    await keep(fewer, kept.base)
    const id = await send()
    expect(await pendingOf()).toMatchObject({ editId: id, wish: 'put', state: 'waiting' })
    expect(await open()).toMatchObject({ origin: 'waiting', cues: fewer, base: kept.base })
    await bench.restart()
    expect(await open()).toMatchObject({ origin: 'waiting', cues: fewer })
    bench.connectivity.set(true)
    await bench.reaches(id, 'done')
    expect(await open()).toMatchObject({ origin: 'instance', cues: fewer })
  })

  it('in conflict are not written over, until the person chose', async () => {
    await arrive(cues)
    const { base } = await open()
    await keep(fewer, base)
    await ofServer().put(uuid, 'en', THEIRS, never)
    const id = await send()
    const { state } = await bench.reaches(id, 'conflict')
    expect(state).toMatchObject({
      fields: [],
      captions: [{ language: 'en', mine: expect.stringContaining('Hello') as string }],
    })
    const [conflict] = state.name === 'conflict' ? state.captions : []
    expect(conflict?.server).toContain('Other')
    expect(conflict?.base).toContain('two\nlines')
    expect(await open()).toMatchObject({ origin: 'waiting', pending: { state: 'conflict' } })
    await call()['library.resolve']({ editId: id, choices: {}, captions: { en: 'mine' } })
    await bench.reaches(id, 'done')
    expect(await open()).toMatchObject({ origin: 'instance', cues: fewer })
  })

  it('stay as the instance has them when the person wants that', async () => {
    await keep(cues, null)
    await ofServer().put(uuid, 'en', THEIRS, never)
    const id = await send()
    await bench.reaches(id, 'conflict')
    await call()['library.resolve']({ editId: id, choices: {}, captions: { en: 'server' } })
    await bench.reaches(id, 'done')
    expect((await open()).cues).toMatchObject([{ text: 'Other' }])
  })

  it('follow their own work without a conflict', async () => {
    const { base } = await open()
    await keep(cues, base)
    const first = await send()
    // The editor began before the first ones were there.
    await keep(fewer, base)
    await bench.reaches(first, 'done')
    await bench.reaches(await send(), 'done')
    expect((await open()).cues).toEqual(fewer)
    bench.connectivity.set(false)
    await keep(cues, base)
    const third = await send()
    await keep(fewer, base)
    expect(await send()).toBe(third)
    bench.connectivity.set(true)
    await bench.reaches(third, 'done')
    expect((await open()).cues).toEqual(fewer)
  })

  it('that had arrived before a kill are done, and no conflict', async () => {
    bench.connectivity.set(false)
    await keep(cues, null)
    const id = await send()
    // The request arrived, its answer did not.
    await ofServer().put(uuid, 'en', writeCaptions(cues, 'vtt'), never)
    const puts = () => bench.demo.control.requests().filter(({ method }) => method === 'PUT').length
    const before = puts()
    await bench.restart((database) => {
      database
        .prepare("UPDATE library_edits SET state_name = 'sending', state = ? WHERE id = ?")
        .run(JSON.stringify({ name: 'sending', attempts: 0 }), id)
    })
    bench.connectivity.set(true)
    await bench.reaches(id, 'done')
    expect(puts()).toBe(before)
    await keep(fewer, null)
    await bench.reaches(await send(), 'done')
  })

  it('do not take along what is typed for the video and not saved', async () => {
    const { server } = await bench.editable(uuid)
    await bench.type(uuid, { title: 'Not yet' })
    await call()['library.putCaptionText']({ ...key('fr'), text: THEIRS })
    await arrive(cues)
    const { held } = await bench.editable(uuid)
    expect(held).toMatchObject({ changes: { title: 'Not yet' }, parts: { captions: [{ language: 'fr' }] } })
    expect(await bench.onServer(uuid)).toMatchObject({ name: server.title })
    await arrive(fewer, 'fr')
    expect((await bench.editable(uuid)).held?.parts.captions).toEqual([])
  })

  it('need the network where they were never read', async () => {
    await ofServer().put(uuid, 'nl', THEIRS, never)
    await call()['library.editable']({ ...video(), wait: true })
    await bench.longshore.library.refresh(bench.accountId, uuid)
    bench.connectivity.set(false)
    await expect(open('nl')).rejects.toMatchObject({ code: 'offline' })
    expect(await open('fr')).toMatchObject({ origin: 'new', cues: [], base: null })
    expect(await list()).toMatchObject({ isStale: true, canGenerate: false })
    expect((await list()).captions.map(({ language }) => language)).toEqual(['nl'])
  })

  it('are deleted through the outbox, and discarded', async () => {
    await arrive(cues)
    await keep([], 'x')
    await call()['captions.discard'](key())
    expect((await open()).origin).toBe('instance')
    const [entry] = (await list()).captions
    bench.connectivity.set(false)
    const { editId } = await call()['captions.remove']({ ...key(), base: entry?.version ?? null })
    expect(await pendingOf()).toMatchObject({ wish: 'delete', state: 'waiting' })
    expect(await open()).toMatchObject({ origin: 'waiting', cues: [] })
    bench.connectivity.set(true)
    await bench.reaches(editId ?? '', 'done')
    expect((await list()).captions).toEqual([])
    await arrive(cues)
  })

  it('that somebody changed meanwhile are not deleted', async () => {
    await arrive(cues)
    const [entry] = (await list()).captions
    await ofServer().put(uuid, 'en', THEIRS, never)
    const { editId } = await call()['captions.remove']({ ...key(), base: entry?.version ?? null })
    const { state } = await bench.reaches(editId ?? '', 'conflict')
    expect(state).toMatchObject({ captions: [{ language: 'en', mine: '' }] })
  })

  it('that wait are taken back', async () => {
    bench.connectivity.set(false)
    await keep(cues, null)
    await send()
    await keep(cues, null, 'fr')
    await send('fr')
    expect(await call()['captions.remove']({ ...key(), base: null })).toEqual({ editId: null })
    expect((await list()).captions.map(({ language }) => language)).toEqual(['fr'])
  })

  /** The id of a caption file of this disk, as the batch's preview has it. */
  async function pickFile(text: string): Promise<string> {
    const path = join(bench.folder, 'any.en.vtt')
    writeFileSync(path, text)
    const { files } = await call()['captions.openPaths']({ videos: [video()], paths: [path] })
    return files[0]?.id ?? ''
  }

  it('that are worked on are not lost to a file of a batch, unless that was agreed', async () => {
    await arrive(cues)
    const { base } = await open()
    await keep(fewer, base)
    const id = await pickFile(THEIRS)
    const file = { ...key(), id, base }
    const { editId } = await call()['captions.sendBatchFile']({ ...file, replacesDraft: false })
    await bench.reaches(editId, 'done')
    expect(await open()).toMatchObject({ origin: 'draft', cues: fewer })
    await call()['captions.sendBatchFile']({ ...file, replacesDraft: true })
    expect((await list()).captions).toMatchObject([{ isDraft: false }])
  })

  it('that somebody changed since a batch was shown are not written over without a choice', async () => {
    await arrive(cues)
    const [shown] = (await list()).captions
    await ofServer().put(uuid, 'en', THEIRS, never)
    await bench.longshore.library.refresh(bench.accountId, uuid)
    const file = { id: await pickFile(WRITTEN), base: shown?.version ?? null, replacesDraft: false }
    const { editId } = await call()['captions.sendBatchFile']({ ...key(), ...file })
    await bench.reaches(editId, 'conflict')
  })

  it('of a batch keep their styles, also where the words are there already', async () => {
    await ofServer().put(uuid, 'en', writeCaptions(cues, 'vtt'), never)
    const file = { id: await pickFile(WRITTEN), base: null, replacesDraft: false }
    const { editId } = await call()['captions.sendBatchFile']({ ...key(), ...file })
    await bench.reaches(editId, 'done')
    const [there] = (await ofServer().list(uuid, never)) ?? []
    const bytes = await ofServer().read(there?.file ?? '', 1000, never)
    expect(Buffer.from(bytes ?? []).toString()).toBe(WRITTEN)
  })

  it('are made of what is said where the version has it', async () => {
    bench.demo.control.setConfig({ transcriptionEnabled: true })
    if (version === '5.1.0') {
      await expect(call()['captions.generate'](video())).rejects.toMatchObject({ answer: { status: 400 } })
      return
    }
    await bench.longshore.accounts.choices(bench.accountId, true)
    expect((await list()).canGenerate).toBe(true)
    await call()['captions.generate'](video())
    const made = await list()
    expect(made.captions).toMatchObject([{ isAutomatic: true, isOnInstance: true }])
    expect(made).toMatchObject({ canGenerate: false, isGenerating: false })
    await expect(call()['captions.generate'](video())).rejects.toMatchObject({
      answer: { code: 'video_already_has_captions' },
    })
  })

  it('are still being made after a restart', async () => {
    if (version === '5.1.0') return
    bench.demo.control.setConfig({ transcriptionEnabled: true, processingMs: 60_000 })
    await call()['captions.generate'](video())
    await bench.restart()
    expect(await list()).toMatchObject({ captions: [], isGenerating: true })
    // Asked for once more: the instance says that it is at it.
    await call()['captions.generate'](video())
    bench.connectivity.set(false)
    expect(await list()).toMatchObject({ isStale: true, isGenerating: true })
  })
})
