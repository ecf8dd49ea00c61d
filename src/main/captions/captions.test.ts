import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cue } from '@shared/captions/cue'
import { LibraryOnDemo } from '../../../test/support/library'
import type { DemoVersion } from '../../demo-instance'
import { CaptionDraftsTable } from '../storage/caption-drafts-table'
import { CaptionRequestsTable } from '../storage/caption-requests-table'
import { systemClock } from '../system/clock'
import { Captions } from './captions'
import { readInPlace } from './reading-thread'

const film = join(import.meta.dirname, '../../../samples/lighthouse_tour.mp4')
const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']
const cues: Cue[] = [
  { startMs: 0, endMs: 1000, text: 'Hello' },
  { startMs: 1000, endMs: 2500, text: 'two\nlines' },
]

describe.each(versions)('captions of a video, PeerTube %s', (version) => {
  let bench: LibraryOnDemo
  let captions: Captions
  let uuid: string
  let picked: string[] | null = null
  const told: string[] = []
  const key = (language = 'en') => ({ accountId: bench.accountId, uuid, language })

  beforeEach(async () => {
    bench = await LibraryOnDemo.open({ version, processingMs: 0 })
    uuid = await bench.demo.control.addVideo('demo', { file: film, privacy: 3 })
    captions = open()
    picked = null
    told.length = 0
  })

  afterEach(async () => {
    captions.close()
    await bench.close()
  })

  function open(): Captions {
    return new Captions({
      accounts: bench.accounts.accounts.directory,
      drafts: new CaptionDraftsTable(bench.accounts.database),
      requests: new CaptionRequestsTable(bench.accounts.database),
      connectivity: bench.accounts.connectivity,
      clock: systemClock,
      read: readInPlace,
      copyOf: () => Promise.resolve({ uuid, title: 'Tour', fileName: null, captionLanguages: ['nl'] }),
      canGenerate: () => true,
      changed: (_accountId, changed) => told.push(changed),
      pickFiles: () => Promise.resolve(picked),
      saveFile: () => Promise.resolve(null),
    })
  }

  it('begin with nothing, are kept, sent, and read again', async () => {
    expect(await captions.open(key())).toMatchObject({ origin: 'new', cues: [], base: null })
    captions.keep(key(), cues, null)
    captions.close()
    captions = open()
    expect(await captions.open(key())).toMatchObject({ origin: 'draft', cues })
    expect((await captions.list(key())).captions).toEqual([
      { language: 'en', isAutomatic: false, isOnInstance: false, isDraft: true },
    ])
    expect(await captions.send(key(), false)).toBe('sent')
    expect(told).toEqual([uuid])
    const opened = await captions.open(key())
    expect(opened).toMatchObject({ origin: 'instance', cues, unread: 0 })
    expect(opened.base).not.toBeNull()
  })

  it('are not written over when somebody else changed them', async () => {
    captions.keep(key(), cues, null)
    await captions.send(key(), false)
    const { base } = await captions.open(key())
    captions.keep(key(), cues.slice(0, 1), base)
    // Somebody else, in a browser.
    const other = open()
    other.keep(key('fr'), cues, null)
    await other.send(key('fr'), false)
    const account = bench.accounts.accounts.directory.get(bench.accountId)
    await account.captions.put(
      uuid,
      'en',
      'WEBVTT\n\n00:00.000 --> 00:01.000\nOther\n',
      new AbortController().signal,
    )
    expect(await captions.send(key(), false)).toBe('changed')
    expect((await captions.list(key())).captions.find(({ language }) => language === 'en')?.isDraft).toBe(
      true,
    )
    expect(await captions.send(key(), true)).toBe('sent')
    expect((await captions.open(key())).cues).toEqual(cues.slice(0, 1))
  })

  it('stay as work while there is no network', async () => {
    captions.keep(key(), cues, null)
    bench.accounts.connectivity.set(false)
    await expect(captions.send(key(), false)).rejects.toMatchObject({ code: 'offline' })
    await expect(captions.open(key('fr'))).rejects.toMatchObject({ code: 'offline' })
    const list = await captions.list(key())
    expect(list).toMatchObject({ isStale: true, canGenerate: false })
    expect(list.captions.map(({ language }) => language)).toEqual(['en', 'nl'])
    expect((await captions.open(key())).cues).toEqual(cues)
  })

  it('are deleted, and discarded', async () => {
    captions.keep(key(), cues, null)
    await captions.send(key(), false)
    captions.keep(key(), [], 'x')
    captions.discard(key())
    expect((await captions.open(key())).origin).toBe('instance')
    await captions.remove(key())
    expect((await captions.list(key())).captions).toEqual([])
    await captions.remove(key())
  })

  it('are made of what is said where the version has it', async () => {
    bench.demo.control.setConfig({ transcriptionEnabled: true })
    if (version === '5.1.0') {
      await expect(captions.generate(key())).rejects.toMatchObject({ answer: { status: 400 } })
      return
    }
    expect((await captions.list(key())).canGenerate).toBe(true)
    await captions.generate(key())
    const list = await captions.list(key())
    expect(list.captions).toMatchObject([{ language: 'en', isAutomatic: true }])
    expect(list).toMatchObject({ canGenerate: false, isGenerating: false })
    await expect(captions.generate(key())).rejects.toMatchObject({
      answer: { code: 'video_already_has_captions' },
    })
  })

  it('are still being made after a restart', async () => {
    if (version === '5.1.0') return
    bench.demo.control.setConfig({ transcriptionEnabled: true, processingMs: 60_000 })
    await captions.generate(key())
    captions.close()
    captions = open()
    expect(await captions.list(key())).toMatchObject({ captions: [], isGenerating: true })
    // Asked for once more: the instance says that it is at it.
    await captions.generate(key())
    bench.accounts.connectivity.set(false)
    expect(await captions.list(key())).toMatchObject({ isStale: true, isGenerating: true })
  })
})
