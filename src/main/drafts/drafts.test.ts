// Long, and one thing: whatever is said of a draft, over rows and files that every group makes alike.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorCode } from '@shared/errors'
import type { Draft, DraftPatch } from '@shared/uploads/draft'
import { instanceLimits } from '../../../test/support/instance-limits'
import {
  ACCOUNT_ID,
  createQueueProfile,
  OTHER_ACCOUNT_ID,
  StillClock,
  type QueueProfile,
} from '../../../test/support/queue-profile'
import { createAttachmentsTable } from '../storage/attachments-table'
import { inTransaction } from '../storage/database'
import { readInPlace } from '../captions/reading-thread'
import { UploadCaptionsTable } from '../storage/upload-captions-table'
import { createDraftsTable } from '../storage/drafts-table'
import { createIntakeTable, type NewUpload } from '../storage/intake-table'
import { createSettingsTable } from '../storage/settings-table'
import { emptyDraft } from '@shared/uploads/draft'
import { createDrafts, type Drafts, type DraftsPorts } from './drafts'
import { createLastChannels, type LastChannels } from './last-channel'
import { createLocalFiles } from './local-files'

const SRT = '1\n00:00:00,000 --> 00:00:01,000\nHello\n'
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex')
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex')

let profile: QueueProfile
let drafts: Drafts
let lastChannels: LastChannels
let clock: StillClock
let touched: string[][]
let picked: string | null

beforeEach(() => {
  profile = createQueueProfile()
  clock = new StillClock()
  touched = []
  picked = null
  lastChannels = createLastChannels(createSettingsTable(profile.database))
  drafts = draftsWith()
})

afterEach(() => {
  profile.remove()
})

function draftsWith(changes: Partial<DraftsPorts> = {}): Drafts {
  return createDrafts({
    drafts: createDraftsTable(profile.database),
    attachments: createAttachmentsTable(profile.database),
    captionWork: new UploadCaptionsTable(profile.database),
    readCaptions: readInPlace,
    lastChannels,
    attachmentsFolder: attachmentsFolder(),
    transaction: (work) => inTransaction(profile.database, work),
    limitsOf: async () => instanceLimits({ imageMaxBytes: 1000 }),
    startOf: (_accountId, channelId) => ({
      ...emptyDraft(''),
      channelId,
      tags: channelId === null ? [] : [`channel ${String(channelId)}`],
    }),
    pickFile: async () => picked,
    touched: (ids) => touched.push([...ids]),
    now: () => clock.now(),
    warn: (message, error) => {
      throw new Error(message, { cause: error })
    },
    ...changes,
  })
}

function attachmentsFolder(): string {
  return join(profile.folder, 'attachments')
}

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

function addRows(count: number, accountId = ACCOUNT_ID, from = 0): string[] {
  const uploads = Array.from({ length: count }, (_, index): NewUpload => {
    const name = `talk ${String(from + index)}.mp4`
    return {
      id: idOf(from + index),
      accountId,
      path: join(profile.files, name),
      name,
      bytes: 10,
      mtimeMs: 1,
      edgeHash: null,
      addedAt: 1,
      draft: emptyDraft(`talk ${String(from + index)}`),
      thumbnailVersion: null,
      attachments: [],
    }
  })
  createIntakeTable(profile.database).insert(uploads, new Map())
  return uploads.map(({ id }) => id)
}

function addRow(): string {
  return addRows(1)[0] ?? ''
}

interface Row {
  title: string
  privacy: number
  draft: string
  thumbnail_version: number | null
}

function row(id: string): Row {
  return profile.database.prepare('SELECT * FROM uploads WHERE id = ?').get(id) as Row
}

function draftOf(id: string): Draft {
  return JSON.parse(row(id).draft) as Draft
}

function attachmentCount(): number {
  return (profile.database.prepare('SELECT count(*) AS n FROM attachments').get() as { n: number }).n
}

function languages(id: string): string[] {
  return draftOf(id).captions.map(({ language }) => language)
}

async function expectCode(call: Promise<unknown>, code: ErrorCode): Promise<void> {
  await expect(call).rejects.toMatchObject({ name: 'AppError', code })
}

describe('update', () => {
  it('changes many drafts, the columns with them, and tells which', async () => {
    const ids = addRows(3)
    await drafts.update(ids.slice(1), { title: 'New', privacy: 1, tags: ['sea'] })
    expect(row(idOf(0))).toMatchObject({ title: 'talk 0', privacy: 3 })
    expect(row(idOf(1))).toMatchObject({ title: 'New', privacy: 1 })
    expect(draftOf(idOf(2))).toEqual({ ...emptyDraft('New'), privacy: 1, tags: ['sea'] })
    expect(touched).toEqual([ids.slice(1)])
  })

  it('keeps wrong text as it was typed', async () => {
    const id = addRow()
    await drafts.update([id], { title: ' x\n\u202e', description: 'ab', tags: ['', ''] })
    expect(draftOf(id)).toMatchObject({ title: ' x\n\u202e', description: 'ab', tags: ['', ''] })
  })

  it('works in transactions of at most 500 rows', async () => {
    const ids = addRows(1200)
    await drafts.update(ids, { licence: 2 })
    expect(touched.map(({ length }) => length)).toEqual([500, 500, 200])
  })

  it('takes the defaults of another channel in place of those of the first, and leaves what was sent alone', async () => {
    const [draft = '', published = ''] = addRows(2)
    await drafts.update([draft, published], { channelId: 7 })
    expect(draftOf(draft).tags).toEqual(['channel 7'])
    profile.database.prepare("UPDATE uploads SET state_name = 'published' WHERE id = ?").run(published)
    await drafts.update([draft, published], { channelId: 8 })
    expect([draftOf(draft).tags, draftOf(published).tags]).toEqual([['channel 8'], ['channel 7']])
    await drafts.update([draft], { tags: ['own'] })
    await drafts.update([draft], { channelId: 7 })
    expect(draftOf(draft)).toMatchObject({ channelId: 7, tags: ['own'] })
  })

  it('does not make a video private again whose plan was taken off after its moment', async () => {
    const id = addRow()
    const schedule = { updateAt: '2020-01-01T10:00:00.000Z', privacy: 1, timeZone: 'UTC' }
    await drafts.update([id], { schedule })
    profile.database
      .prepare("UPDATE uploads SET state_name = 'published', carried = draft WHERE id = ?")
      .run(id)
    await drafts.update([id], { schedule: null, title: 'New' })
    expect(draftOf(id)).toMatchObject({ privacy: 1, schedule: null, title: 'New' })
  })

  it('touches nobody whose draft stays the same', async () => {
    await drafts.update([addRow()], { privacy: 3 })
    expect(touched).toEqual([])
  })

  it('the later of two edits wins on every row, whatever their order', async () => {
    const ids = addRows(1000)
    const patches: DraftPatch[] = [{ category: 1 }, { category: 2 }]
    await Promise.all([
      drafts.update(ids, patches[0] ?? {}),
      drafts.update([...ids].reverse(), patches[1] ?? {}),
    ])
    expect(ids.every((id) => draftOf(id).category === 2)).toBe(true)
  })

  it('goes on in every state but the dead ones', async () => {
    const [draft = '', published = '', cancelled = '', corrupt = ''] = addRows(4)
    const set = profile.database.prepare('UPDATE uploads SET state_name = ? WHERE id = ?')
    set.run('published', published)
    set.run('cancelled', cancelled)
    profile.database.prepare('UPDATE uploads SET draft = \'{"title": 4}\' WHERE id = ?').run(corrupt)
    await drafts.update([draft, published, cancelled, corrupt], { category: 7 })
    expect(touched).toEqual([[draft, published]])
    expect(row(corrupt).draft).toBe('{"title": 4}')
    await expectCode(drafts.update([cancelled, corrupt], { category: 1 }), 'not-allowed-now')
    await expectCode(drafts.update([idOf(99)], { category: 1 }), 'not-found')
  })

  it('a failure in the middle of a batch leaves none of it, and the next edit works', async () => {
    const ids = addRows(10)
    profile.database
      .exec(`CREATE TRIGGER full BEFORE UPDATE ON uploads WHEN NEW.title = 'Full' AND OLD.title = 'talk 5'
      BEGIN SELECT RAISE(ABORT, 'full'); END`)
    await expect(drafts.update(ids, { title: 'Full' })).rejects.toThrow('full')
    expect(ids.map((id) => row(id).title)).toEqual(ids.map((_, index) => `talk ${String(index)}`))
    await drafts.update(ids, { title: 'Fits' })
    expect(row(ids[5] ?? '').title).toBe('Fits')
  })

  it('remembers the channel chosen last, for each account', async () => {
    const [own = ''] = addRows(1)
    const [other = ''] = addRows(1, OTHER_ACCOUNT_ID, 1)
    await drafts.update([own], { channelId: 9 })
    await drafts.update([own, other], { channelId: 4 })
    await drafts.update([own], { channelId: null })
    expect([lastChannels.get(ACCOUNT_ID), lastChannels.get(OTHER_ACCOUNT_ID), lastChannels.get('x')]).toEqual(
      [4, 4, null],
    )
  })
})

describe('merged', () => {
  it('sees many drafts as one', async () => {
    const merged = await drafts.merged(addRows(1100))
    expect(merged.title).toEqual({ mixed: true })
    expect(merged.privacy).toEqual({ mixed: false, value: 3 })
  })

  it('of nothing that is there is not found', async () => {
    await expectCode(drafts.merged([idOf(1)]), 'not-found')
  })
})

describe('a picture', () => {
  it('is copied once for several, each with its own attachment, and the page sees a new version', async () => {
    const ids = addRows(2)
    picked = profile.file('cover.png', PNG)
    expect(await drafts.pickThumbnail(ids)).toBe(true)
    expect(draftOf(idOf(0)).thumbnail).toMatchObject({
      frameAt: null,
      file: { name: 'cover.png', bytes: PNG.length },
    })
    expect(attachmentCount()).toBe(2)
    const before = row(idOf(0)).thumbnail_version
    await drafts.pickThumbnail(ids)
    expect(row(idOf(0)).thumbnail_version).toBe((before ?? 0) + 1)
    expect(attachmentCount()).toBe(2)
    await drafts.clearThumbnail(ids)
    expect([draftOf(idOf(0)).thumbnail, row(idOf(0)).thumbnail_version, attachmentCount()]).toEqual([
      null,
      null,
      0,
    ])
    expect(existsSync(picked)).toBe(true)
    expect(readdirSync(attachmentsFolder())).toEqual([])
  })

  it('stays when the picked file goes, until the last of its drafts lets it go', async () => {
    const ids = addRows(2)
    picked = profile.file('cover.png', PNG)
    await drafts.pickThumbnail(ids)
    rmSync(picked)
    const [copy = ''] = readdirSync(attachmentsFolder())
    expect(readFileSync(join(attachmentsFolder(), copy))).toEqual(PNG)
    await drafts.clearThumbnail([idOf(0)])
    expect(readdirSync(attachmentsFolder())).toEqual([copy])
    await drafts.sweep()
    expect(readdirSync(attachmentsFolder())).toEqual([copy])
    await drafts.clearThumbnail([idOf(1)])
    expect(readdirSync(attachmentsFolder())).toEqual([])
  })

  it('leaves no copy when its row can not be written', async () => {
    const id = addRow()
    picked = profile.file('cover.png', PNG)
    profile.database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON uploads BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    await expect(drafts.pickThumbnail([id])).rejects.toThrow('full')
    expect(readdirSync(attachmentsFolder())).toEqual([])
  })

  it('is judged by its bytes, and named by them', async () => {
    const id = addRow()
    picked = profile.file('photo.png', JPEG)
    await drafts.pickThumbnail([id])
    expect(draftOf(id).thumbnail?.file.name).toBe('photo.jpg')
    picked = profile.file('text.png', 'hello')
    await expectCode(drafts.pickThumbnail([id]), 'unsupported-picture')
    picked = profile.file('large.png', Buffer.concat([PNG, Buffer.alloc(1000)]))
    await expectCode(drafts.pickThumbnail([id]), 'picture-too-large')
    picked = join(profile.files, 'gone.png')
    await expectCode(drafts.pickThumbnail([id]), 'file-unreadable')
    expect(draftOf(id).thumbnail?.file.name).toBe('photo.jpg')
  })

  it('a closed picker changes nothing', async () => {
    expect(await drafts.pickThumbnail([addRow()])).toBe(false)
    expect(touched).toEqual([])
  })
})

describe('a frame', () => {
  it('is written to the profile, and deleted when another one is chosen', async () => {
    const id = addRow()
    await drafts.setFrame(id, JPEG, 1.5)
    const [first = ''] = readdirSync(attachmentsFolder())
    expect(readFileSync(join(attachmentsFolder(), first))).toEqual(JPEG)
    expect(draftOf(id).thumbnail).toMatchObject({ frameAt: 1.5, file: { name: 'frame.jpg' } })
    await drafts.setFrame(id, JPEG, 2)
    const after = readdirSync(attachmentsFolder())
    expect(after).toHaveLength(1)
    expect(after).not.toContain(first)
    await drafts.clearThumbnail([id])
    expect(readdirSync(attachmentsFolder())).toEqual([])
  })

  it('must be a JPEG of a size that the instance takes', async () => {
    const id = addRow()
    await expectCode(drafts.setFrame(id, PNG, 0), 'unsupported-picture')
    await expectCode(drafts.setFrame(id, Buffer.concat([JPEG, Buffer.alloc(1000)]), 0), 'picture-too-large')
    await expectCode(drafts.setFrame(idOf(9), JPEG, 0), 'not-found')
    expect(existsSync(attachmentsFolder())).toBe(false)
  })

  it('leaves no file when its row can not be written', async () => {
    const id = addRow()
    profile.database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON uploads BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    await expect(drafts.setFrame(id, JPEG, 0)).rejects.toThrow('full')
    expect(readdirSync(attachmentsFolder())).toEqual([])
    expect(attachmentCount()).toBe(0)
  })

  it('that a crash left behind is swept, one in use is not', async () => {
    await drafts.setFrame(addRow(), JPEG, 0)
    const [used = ''] = readdirSync(attachmentsFolder())
    writeFileSync(join(attachmentsFolder(), 'orphan.jpg'), 'x')
    writeFileSync(join(attachmentsFolder(), 'half.jpg.part'), 'x')
    await drafts.sweep()
    expect(readdirSync(attachmentsFolder())).toEqual([used])
  })

  it('a sweep of a folder that is not there is no error', async () => {
    await drafts.sweep()
    mkdirSync(attachmentsFolder())
    await drafts.sweep()
  })
})

describe('captions', () => {
  it('get their language from the person, the name, the video, or none', async () => {
    const id = addRow()
    for (const [name, language] of [
      ['talk 0.fr.srt', 'de'],
      ['talk 0.fr-CA.srt', null],
      ['other.srt', null],
      ['another.srt', null],
    ] as const) {
      picked = profile.file(name, SRT)
      expect(await drafts.pickCaption(id, language)).toBe(true)
    }
    expect(languages(id)).toEqual(['de', 'fr-CA', 'und', 'und-2'])
    await drafts.update([id], { language: 'it' })
    await drafts.pickCaption(id, null)
    expect(languages(id)).toContain('it')
  })

  it('are worked on in the editor, kept, and saved into a file of ours', async () => {
    const id = addRow()
    const theirs = profile.file('talk.en.srt', SRT)
    picked = theirs
    await drafts.pickCaption(id, 'en')
    const { captionWork } = drafts
    expect(await captionWork.open(id, 'en')).toMatchObject({ origin: 'file', cues: [{ text: 'Hello' }] })
    const cues = [{ startMs: 0, endMs: 1500, text: 'Good evening' }]
    captionWork.keep(id, 'en', cues)
    drafts = draftsWith()
    expect(drafts.captionWork.languages(id)).toEqual(['en'])
    expect(await drafts.captionWork.open(id, 'en')).toMatchObject({ origin: 'draft', cues })
    await drafts.setLanguage(id, 'en', 'fr')
    await drafts.captionWork.save(id, 'fr')
    expect(drafts.captionWork.languages(id)).toEqual([])
    expect(draftOf(id).captions).toMatchObject([{ language: 'fr', file: { name: 'talk.en.vtt' } }])
    expect(await drafts.captionWork.open(id, 'fr')).toMatchObject({ origin: 'file', cues })
    expect(readFileSync(theirs, 'utf8')).toBe(SRT)
    expect(readdirSync(attachmentsFolder())).toHaveLength(1)
    expect(attachmentCount()).toBe(1)
    expect(touched.at(-1)).toEqual([id])
  })

  it('that are taken away take the work on them along', async () => {
    const id = addRow()
    picked = profile.file('a.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nOne\n')
    await drafts.pickCaption(id, 'en')
    drafts.captionWork.keep(id, 'en', [])
    await drafts.removeCaption(id, 'en')
    expect(drafts.captionWork.languages(id)).toEqual([])
    await expectCode(drafts.captionWork.open(id, 'en'), 'not-found')
    expect(() => drafts.captionWork.keep(id, 'en', [])).toThrow()
    await expectCode(drafts.captionWork.save(id, 'en'), 'not-found')
  })

  it('replace one of the same language', async () => {
    const id = addRow()
    picked = profile.file('a.vtt', 'WEBVTT\n')
    await drafts.pickCaption(id, 'en')
    picked = profile.file('b.srt', SRT)
    await drafts.pickCaption(id, 'en')
    expect(draftOf(id).captions.map(({ file }) => file.name)).toEqual(['b.srt'])
    expect(attachmentCount()).toBe(1)
  })

  it.each([
    ['a.ass', SRT],
    ['a.srt', 'no times'],
    ['a.vtt', SRT],
    ['a.srt', Buffer.from([0, 1, 2])],
    ['a.srt', ''],
  ])('%s with the wrong content is refused', async (name, content) => {
    picked = profile.file(name, content)
    await expectCode(drafts.pickCaption(addRow(), 'en'), 'unsupported-caption')
  })

  it('say that the words in them are what is wrong, where their name is right', async () => {
    picked = profile.file('a.srt', 'no times')
    await expect(drafts.pickCaption(addRow(), 'en')).rejects.toMatchObject({
      details: { reason: 'other-content' },
    })
  })

  it('are taken with a byte order mark, in UTF-16, and in old encodings', async () => {
    const id = addRow()
    const contents = [
      Buffer.from(`\ufeff${SRT}`),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SRT, 'utf16le')]),
      Buffer.concat([Buffer.from(SRT), Buffer.from([0xe9, 0x0a])]),
    ]
    for (const content of contents) {
      picked = profile.file('c.srt', content)
      await drafts.pickCaption(id, null)
    }
    picked = profile.file('c.vtt', '\ufeffWEBVTT - title\n')
    await drafts.pickCaption(id, null)
    expect(languages(id)).toHaveLength(4)
  })

  it('can change their language, to a free one only', async () => {
    const id = addRow()
    picked = profile.file('a.srt', SRT)
    await drafts.pickCaption(id, 'en')
    await drafts.pickCaption(id, 'fr')
    await drafts.setLanguage(id, 'fr', 'pt')
    expect(languages(id)).toEqual(['en', 'pt'])
    await expectCode(drafts.setLanguage(id, 'pt', 'en'), 'invalid-input')
    await expectCode(drafts.setLanguage(id, 'zz', 'en'), 'not-found')
    await drafts.removeCaption(id, 'en')
    expect(languages(id)).toEqual(['pt'])
    expect(attachmentCount()).toBe(1)
  })
})

describe('what is dropped on a draft', () => {
  it('is taken for what it is, or named as refused', async () => {
    const id = addRow()
    const paths = [
      profile.file('x.en.srt', SRT),
      profile.file('x.jpg', JPEG),
      profile.file('x.txt', 'x'),
      profile.file('x.vtt', 'not captions'),
      join(profile.files, 'gone.png'),
    ]
    expect(await drafts.attachPaths(id, paths)).toEqual(['x.txt', 'x.vtt', 'gone.png'])
    expect(languages(id)).toEqual(['en'])
    expect(draftOf(id).thumbnail?.file.name).toBe('x.jpg')
    await expectCode(drafts.attachPaths(idOf(9), paths), 'not-found')
  })
})

it('files are shown of uploads in the queue alone', async () => {
  const id = addRow()
  const local = createLocalFiles(
    createDraftsTable(profile.database),
    createAttachmentsTable(profile.database),
  )
  expect(local.thumbnail(id)).toBeNull()
  expect(local.video(id)).toEqual({ path: join(profile.files, 'talk 0.mp4'), mime: 'video/mp4' })
  picked = profile.file('cover.png', PNG)
  await drafts.pickThumbnail([id])
  const [copy = ''] = readdirSync(attachmentsFolder())
  expect(local.thumbnail(id)).toEqual({ path: join(attachmentsFolder(), copy), mime: 'image/png' })
  expect([local.thumbnail(idOf(9)), local.video(idOf(9)), local.video('../../etc/passwd')]).toEqual([
    null,
    null,
    null,
  ])
})
