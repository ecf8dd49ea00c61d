// Long, and one thing: whatever may be dropped, through one intake over one profile that every group builds alike.

import { mkdirSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft, type ChannelDefaults, type Draft } from '@shared/uploads/draft'
import type { IntakeProgress } from '@shared/uploads/intake'
import { instanceLimits } from '../../../test/support/instance-limits'
import {
  ACCOUNT_ID,
  OTHER_ACCOUNT_ID,
  createQueueProfile,
  RecordingPublisher,
  StillClock,
  type QueueProfile,
} from '../../../test/support/queue-profile'
import { createIntakeTable } from '../storage/intake-table'
import { edgeHash } from './hashes'
import { createIntake, type Intake, type IntakePorts } from './intake'
import { Twins } from './twins'

const SRT = '1\n00:00:00,000 --> 00:00:01,000\nHello\n'
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex')
const BIG = 200 * 1024

let profile: QueueProfile
let publisher: RecordingPublisher
let touched: string[]

beforeEach(() => {
  profile = createQueueProfile()
  publisher = new RecordingPublisher()
  touched = []
})

afterEach(() => {
  profile.remove()
})

function intakeWith(changes: Partial<IntakePorts> = {}): Intake {
  return createIntake({
    table: createIntakeTable(profile.database),
    progressed: (progress) => publisher.publish('intake.progressed', progress),
    clock: new StillClock(),
    limitsOf: async () => instanceLimits(),
    channelsOf: () => [{ id: 7, name: 'main', displayName: 'Main', support: '' }],
    lastChannelOf: () => null,
    channelDefaultsOf: () => null,
    quotaOf: () => null,
    touched: (ids) => touched.push(...ids),
    warn: (message, error) => {
      throw new Error(message, { cause: error })
    },
    ...changes,
  })
}

async function add(paths: string[], intake = intakeWith(), accountId = ACCOUNT_ID): Promise<IntakeProgress> {
  intake.addPaths(accountId, paths)
  await intake.idle()
  const last = publisher.all('intake.progressed').at(-1)
  if (last === undefined) throw new Error('nothing was told')
  return last
}

interface Row {
  id: string
  title: string
  file_path: string
  file_name: string
  file_bytes: number
  position: number
  state: string
  edge_hash: string | null
  draft: string
}

function rows(): Row[] {
  return profile.database.prepare('SELECT * FROM uploads ORDER BY position').all() as Row[]
}

function drafts(): Draft[] {
  return rows().map(({ draft }) => JSON.parse(draft) as Draft)
}

/** A file larger than both edges together, different from others of its size only in the middle when asked so. */
function big(edge: string, middle: string): Buffer {
  const content = Buffer.alloc(BIG, edge)
  content.fill(middle, 70 * 1024, 71 * 1024)
  return content
}

describe('a drop', () => {
  it('becomes draft rows in natural order, at the end of the queue', async () => {
    profile.file('part 10.mp4', 'ten')
    profile.file('part 2.mp4', 'two2')
    const first = profile.file('../first.mp4', 'x')
    await add([first])
    const result = await add([profile.files])
    expect(rows().map(({ file_name }) => file_name)).toEqual(['first.mp4', 'part 2.mp4', 'part 10.mp4'])
    expect(rows().map(({ position }) => position)).toEqual([1, 2, 3])
    expect(rows().every(({ state }) => state === '{"name":"draft"}')).toBe(true)
    expect(result).toMatchObject({ found: 2, added: 2, refused: 0, done: true, refusals: [] })
    expect(result.addedIds).toEqual(
      rows()
        .slice(1)
        .map(({ id }) => id),
    )
    expect(touched).toEqual(rows().map(({ id }) => id))
  })

  it('says which dropped folder holds nothing, and of several how many', async () => {
    const folder = (name: string): string => {
      mkdirSync(join(profile.files, name, 'inner'), { recursive: true })
      return join(profile.files, name)
    }
    profile.file('full/inner/a.mp4', 'a')
    profile.file('refused/notes.txt', 'no video')
    const [full, refused] = [join(profile.files, 'full'), join(profile.files, 'refused')]
    const [bare, other] = [folder('bare'), folder('other')]
    expect((await add([bare])).bareFolders).toEqual({ count: 1, of: 1, name: 'bare' })
    expect((await add([full, bare, refused, other])).bareFolders).toMatchObject({ count: 2, of: 4 })
    expect((await add([refused])).bareFolders).toBeNull()
    // What lies in another dropped folder is counted there, and is not nothing.
    expect((await add([full, join(full, 'inner')])).bareFolders).toBeNull()
  })

  it('opens no file whose size nobody else has', async () => {
    profile.file('a.mp4', 'a')
    profile.file('b.mp4', 'bb')
    await add([profile.files])
    expect(rows().map(({ edge_hash }) => edge_hash)).toEqual([null, null])
  })

  it('starts each draft with the defaults of the channel used last', async () => {
    const defaults: ChannelDefaults = {
      privacy: 2,
      category: null,
      licence: 4,
      language: 'fr',
      description: 'About the sea',
      support: '',
      tags: ['sea'],
      commentsPolicy: 3,
      downloadEnabled: false,
      waitTranscoding: false,
      playlistIds: [5],
    }
    const intake = intakeWith({
      channelsOf: () => [7, 9].map((id) => ({ id, name: 'c', displayName: 'C', support: '' })),
      lastChannelOf: () => 9,
      channelDefaultsOf: (_accountId, channelId) => (channelId === 9 ? defaults : null),
    })
    await add([profile.file('high_tide.mp4', 'x')], intake)
    expect(drafts()).toEqual([{ ...emptyDraft('high tide'), ...defaults, channelId: 9 }])
  })

  it('is private in the first channel when nothing is remembered', async () => {
    await add([profile.file('a.mp4', 'x')], intakeWith({ lastChannelOf: () => 404 }))
    expect(drafts()[0]).toMatchObject({ channelId: 7, privacy: 3 })
  })

  it('is kept with plain limits when the instance was never asked and nobody answers', async () => {
    const intake = intakeWith({ limitsOf: () => Promise.reject(new Error('offline')) })
    expect(await add([profile.file('a.mkv', 'x')], intake)).toMatchObject({ added: 1 })
  })

  it('of an unknown account is refused at once', () => {
    expect(() => intakeWith().addPaths('33333333-3333-4333-8333-333333333333', ['/x'])).toThrow(
      'unknown account',
    )
  })
})

describe('what is refused', () => {
  it('has what has no path in it, as a picture out of a browser', async () => {
    const intake = intakeWith()
    intake.addPaths(ACCOUNT_ID, [profile.file('a.mp4', 'x')], ['image.png'])
    await intake.idle()
    expect(publisher.all('intake.progressed').at(-1)).toMatchObject({
      added: 1,
      refused: 1,
      refusals: [{ name: 'image.png', reason: 'unreadable', detail: 'no-path' }],
    })
  })

  it('is told with its reason, each by its name', async () => {
    profile.file('empty.mp4', '')
    profile.file('notes.txt', 'x')
    profile.file('no-extension', 'x')
    profile.file('.hidden.mp4', 'x')
    profile.file('.DS_Store', 'x')
    profile.file('huge.mp4', 'x'.repeat(100))
    const quota = { total: 100, used: 0, daily: -1, usedDaily: 0 }
    const result = await add(
      [profile.files, join(profile.files, 'gone.mp4')],
      intakeWith({ quotaOf: () => quota }),
    )
    expect(result.refusals).toEqual([
      { name: 'gone.mp4', reason: 'vanished', detail: 'ENOENT' },
      { name: '.hidden.mp4', reason: 'not-a-video', detail: 'hidden' },
      { name: 'no-extension', reason: 'not-a-video', detail: '' },
      { name: 'notes.txt', reason: 'not-a-video', detail: '.txt' },
      { name: 'empty.mp4', reason: 'empty', detail: '' },
      { name: 'huge.mp4', reason: 'too-large', detail: '100' },
    ])
    expect(result).toMatchObject({ added: 0, refused: 6 })
  })

  it('a hidden file is taken when it was dropped itself', async () => {
    expect(await add([profile.file('.hidden.mp4', 'x')])).toMatchObject({ added: 1 })
  })

  it('what the system will not open is unreadable, what is gone has vanished', async () => {
    const inAFile = join(profile.file('a.mp4', 'x'), 'b.mp4')
    const result = await add([join(profile.files, `${'n'.repeat(300)}.mp4`), inAFile, '/dev/null'])
    expect(result.refusals).toEqual(
      expect.arrayContaining([
        { name: `${'n'.repeat(300)}.mp4`, reason: 'unreadable', detail: 'ENAMETOOLONG' },
        { name: 'b.mp4', reason: 'vanished', detail: 'ENOTDIR' },
        { name: 'null', reason: 'not-a-video', detail: 'special' },
      ]),
    )
  })

  it('broken links and loops of links end, and are told', async () => {
    symlinkSync(join(profile.files, 'nowhere.mp4'), join(profile.files, 'broken.mp4'))
    symlinkSync('b.mp4', join(profile.files, 'a.mp4'))
    symlinkSync('a.mp4', join(profile.files, 'b.mp4'))
    expect((await add([profile.files])).refusals).toEqual(
      expect.arrayContaining([
        { name: 'broken.mp4', reason: 'vanished', detail: 'ENOENT' },
        { name: 'a.mp4', reason: 'unreadable', detail: 'ELOOP' },
        { name: 'b.mp4', reason: 'unreadable', detail: 'ELOOP' },
      ]),
    )
  })

  it('a folder that is reached twice is read once', async () => {
    profile.file('inner/a.mp4', 'x')
    symlinkSync(profile.files, join(profile.files, 'inner', 'up'))
    symlinkSync(join(profile.files, 'inner'), join(profile.files, 'again'))
    const result = await add([
      profile.files,
      join(profile.files, 'inner'),
      join(profile.files, 'inner/a.mp4'),
    ])
    expect(result).toMatchObject({ found: 1, added: 1, refused: 0 })
  })

  it('a folder with a video name is a folder', async () => {
    mkdirSync(join(profile.files, 'folder.mp4'))
    profile.file('folder.mp4/a.mp4', 'x')
    expect(await add([profile.files])).toMatchObject({ added: 1, refused: 0 })
  })
})

describe('hostile names', () => {
  it('are kept as the file has them, and make harmless titles', async () => {
    const names = [
      '🎬🎥 día.mp4',
      'new\nline.mp4',
      'rtl\u202egnp.mp4',
      '..weird...mp4.mp4',
      `${'long '.repeat(40)}.mp4`,
    ]
    names.forEach((name, index) => profile.file(name, 'x'.repeat(index + 1)))
    expect(await add(names.map((name) => join(profile.files, name)))).toMatchObject({ added: names.length })
    expect(new Set(rows().map(({ file_name }) => file_name))).toEqual(new Set(names))
    const titles = rows().map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['🎬🎥 día', 'new line', 'rtl gnp', 'weird mp4']))
    expect(titles.every((title) => title.length <= 120)).toBe(true)
  })

  it('a path with dots leads to the same file once', async () => {
    const path = profile.file('a.mp4', 'x')
    expect(
      await add([path, join(profile.files, 'x', '..', 'a.mp4'), `${profile.files}/x/../a.mp4`]),
    ).toMatchObject({
      found: 1,
      added: 1,
    })
  })

  it('a path with a zero byte is unreadable, not a crash', async () => {
    expect((await add(['/tmp/a\0b.mp4'])).refusals).toMatchObject([{ reason: 'unreadable' }])
  })
})

describe('twins', () => {
  it('the same file dropped again is in the queue already', async () => {
    const path = profile.file('a.mp4', big('a', 'a'))
    await add([path])
    expect((await add([path])).refusals).toEqual([{ name: 'a.mp4', reason: 'already-queued', detail: 'a' }])
  })

  it('copies within one drop are found, whatever their names and size', async () => {
    profile.file('small 1.mp4', 'same')
    profile.file('small 2.mp4', 'same')
    profile.file('small 3.mp4', 'else')
    profile.file('big 1.mp4', big('a', 'a'))
    profile.file('big 2.mp4', big('a', 'a'))
    const result = await add([profile.files])
    expect(result.refusals).toEqual(
      expect.arrayContaining([
        { name: 'small 2.mp4', reason: 'already-queued', detail: 'small 1' },
        { name: 'big 2.mp4', reason: 'already-queued', detail: 'big 1' },
      ]),
    )
    expect(result).toMatchObject({ found: 5, added: 3, refused: 2 })
  })

  it('files that differ only in the middle are different, after a look at the whole', async () => {
    profile.file('1.mp4', big('a', 'a'))
    profile.file('2.mp4', big('a', 'b'))
    expect(await add([profile.files])).toMatchObject({ added: 2, refused: 0 })
    const hashes = rows().map(({ edge_hash }) => edge_hash)
    expect(hashes[0]).not.toBeNull()
    expect(hashes[0]).toBe(hashes[1])
  })

  it('a file that the account has sent is told as sent, by receipt alone', async () => {
    const insert = profile.database.prepare(
      "INSERT INTO receipts VALUES (?, 'Old title', 'o.mp4', ?, NULL, ?, 'https://tube.example', 'ada', 'uuid', 1, 2, 3, 0)",
    )
    const { createHash } = await import('node:crypto')
    const content = big('a', 'a')
    insert.run('x', content.length, createHash('sha256').update(content).digest('hex'))
    const path = profile.file('again.mp4', content)
    expect((await add([path])).refusals).toEqual([
      { name: 'again.mp4', reason: 'already-sent', detail: 'Old title' },
    ])
    expect(await add([path], undefined, OTHER_ACCOUNT_ID)).toMatchObject({ added: 1 })
    // From now on its edges are enough to tell another file of that size.
    const receipt = profile.database.prepare('SELECT edge_hash FROM receipts').get() as { edge_hash: string }
    expect(receipt.edge_hash).toBe(await edgeHash(path, content.length))
  })

  it('a receipt whose edges are known, or that has no hash at all, makes no file be read as a whole', async () => {
    const path = profile.file('new.mp4', big('b', 'b'))
    const base = { uploadId: 'x', title: 'Old', path: null, mtimeMs: null, isSent: true, bytes: BIG * 2 }
    const compare = (edges: string | null, sha256: string): Promise<unknown> => {
      const twins = new Twins(() => [{ ...base, bytes: statSync(path).size, edgeHash: edges, sha256 }])
      const file = { path, bytes: statSync(path).size, mtimeMs: 1, edgeHash: null }
      twins.load([file.bytes])
      return twins.compare(file)
    }
    expect(await compare(null, 'f'.repeat(64))).toMatchObject({ kind: 'doubtful' })
    expect(await compare('e'.repeat(64), 'f'.repeat(64))).toEqual({ kind: 'new' })
    expect(await compare(null, '')).toEqual({ kind: 'new' })
  })

  it('a published row counts as sent, a cancelled one not at all', async () => {
    const path = profile.file('a.mp4', 'x')
    await add([path])
    profile.database.exec("UPDATE uploads SET state_name = 'published'")
    expect((await add([path])).refusals).toMatchObject([{ reason: 'already-sent' }])
    expect(rows()).toHaveLength(1)
  })

  it('what was sent before is sent again when the person says so, and only then, and once', async () => {
    const path = profile.file('a.mp4', 'x')
    const intake = intakeWith()
    await add([path], intake)
    profile.database.exec("UPDATE uploads SET state_name = 'published'")
    const refused = await add([path, profile.file('b.sh', 'x')], intake)
    expect(refused).toMatchObject({ added: 0, refused: 2, sentBefore: 1 })
    intake.addAgain(refused.intakeId)
    await intake.idle()
    expect(publisher.all('intake.progressed').at(-1)).toMatchObject({ added: 1, refused: 0, sentBefore: 0 })
    expect(rows().map(({ file_path }) => file_path)).toEqual([path, path])
    expect(() => intake.addAgain(refused.intakeId)).toThrow('nothing of that drop')
    expect((await add([path], intake)).refusals).toHaveLength(1)
  })

  it('a cancelled row counts not at all', async () => {
    const path = profile.file('a.mp4', 'x')
    await add([path])
    profile.database.exec("UPDATE uploads SET state_name = 'cancelled'")
    expect(await add([path])).toMatchObject({ added: 1 })
  })

  it('a queued file that changed since is no twin of its old self', async () => {
    const path = profile.file('a.mp4', 'old!')
    await add([path])
    profile.file('a.mp4', 'new!')
    utimesSync(path, 1, 1)
    expect(await add([path])).toMatchObject({ added: 1 })
  })

  it('a queued file that is gone is no obstacle', async () => {
    const path = profile.file('a.mp4', 'same')
    await add([path])
    rmSync(path)
    expect(await add([profile.file('b.mp4', 'same')])).toMatchObject({ added: 1, refused: 0 })
  })
})

describe('captions and pictures beside a video', () => {
  it('go along with it, by path', async () => {
    const video = profile.file('talk.mp4', 'x')
    profile.file('talk.en.srt', SRT)
    profile.file('talk.fr-CA.vtt', 'WEBVTT\n')
    profile.file('talk.srt', SRT)
    const picture = profile.file('talk.png', PNG)
    profile.file('other.png', PNG)
    const result = await add([video])
    expect(result).toMatchObject({ found: 1, added: 1, refused: 0 })
    const [draft] = drafts()
    expect(draft?.captions.map(({ language, file }) => [language, file.name])).toEqual([
      ['fr-CA', 'talk.fr-CA.vtt'],
      ['en', 'talk.en.srt'],
      ['und', 'talk.srt'],
    ])
    expect(draft?.thumbnail).toMatchObject({ frameAt: null, file: { name: 'talk.png', bytes: PNG.length } })
    const attachments = profile.database.prepare('SELECT * FROM attachments').all() as {
      id: string
      path: string
      own: number
    }[]
    expect(attachments).toHaveLength(4)
    expect(attachments.every(({ own }) => own === 0)).toBe(true)
    expect(attachments.find(({ id }) => id === draft?.thumbnail?.file.id)?.path).toBe(picture)
  })

  it('are refused, with the reason, when they are no use; the video is taken', async () => {
    profile.file('talk.mp4', 'x')
    profile.file('talk.en.srt', 'not a caption')
    profile.file('talk.de.vtt', '')
    profile.file('talk.jpg', 'not a picture')
    profile.file('talk.png', Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]))
    profile.file('stray.srt', SRT)
    const result = await add([profile.files])
    expect(result.added).toBe(1)
    expect(result.refusals).toEqual(
      expect.arrayContaining([
        { name: 'stray.srt', reason: 'not-a-video', detail: '.srt' },
        { name: 'talk.en.srt', reason: 'not-captions', detail: '' },
        { name: 'talk.de.vtt', reason: 'empty', detail: '' },
        { name: 'talk.jpg', reason: 'not-a-picture', detail: '' },
        { name: 'talk.png', reason: 'attachment-too-large', detail: '' },
      ]),
    )
  })
})

describe('files of which a video has one already', () => {
  it('are told by what was taken, and not as videos that are in the list', async () => {
    profile.file('talk.mp4', 'x')
    profile.file('talk.fr.vtt', 'WEBVTT\n')
    profile.file('talk.fr.srt', SRT)
    profile.file('talk.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'))
    profile.file('talk.png', PNG)
    expect((await add([profile.files])).refusals).toEqual([
      { name: 'talk.fr.srt', reason: 'language-taken', detail: 'fr' },
      expect.objectContaining({ reason: 'picture-taken' }),
    ])
  })
})

describe('when things end in the middle', () => {
  it('a batch that fails leaves nothing of itself, and each of its files says so', async () => {
    for (let index = 0; index < 600; index += 1) profile.file(`${String(index)}.mp4`, 'x'.repeat(index + 1))
    profile.database.exec(`CREATE TRIGGER full BEFORE INSERT ON uploads WHEN NEW.file_bytes = 580
      BEGIN SELECT RAISE(ABORT, 'full'); END`)
    const result = await add([profile.files])
    expect(rows()).toHaveLength(500)
    expect(result).toMatchObject({ found: 600, added: 500, refused: 100 })
    expect(result.refusals[0]).toMatchObject({ name: '500.mp4', reason: 'not-stored' })
    expect(touched).toHaveLength(500)
  })

  it('a full disk is told as such, by each file and for the whole drop; with room they are taken', async () => {
    for (let index = 0; index < 40; index += 1) profile.file(`${String(index)}.mp4`, 'x'.repeat(index + 1))
    profile.database.exec('CREATE TABLE ballast (bytes BLOB)')
    const { page_count: pages } = profile.database.prepare('PRAGMA page_count').get() as {
      page_count: number
    }
    profile.database.exec(`PRAGMA max_page_count = ${String(pages)}`)
    profile.database.exec(
      'CREATE TEMP TRIGGER full BEFORE INSERT ON main.uploads BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END',
    )
    const result = await add([profile.files])
    expect(result).toMatchObject({ done: true, found: 40, added: 0, refused: 40, error: 'disk-full' })
    expect(result.refusals[0]).toEqual({ name: '0.mp4', reason: 'not-stored', detail: 'disk-full' })

    profile.database.exec('PRAGMA max_page_count = 1000000; DROP TRIGGER temp.full')
    expect(await add([profile.files])).toMatchObject({ added: 40, refused: 0, error: null })
  })

  it('a drop that ends early says so', async () => {
    const warnings: string[] = []
    const intake = intakeWith({
      channelsOf: () => {
        throw new Error('gone')
      },
      warn: (message) => warnings.push(message),
    })
    expect(await add([profile.file('a.mp4', 'x')], intake)).toMatchObject({ done: true, error: 'internal' })
    expect(warnings).toEqual(['a drop ended early'])
  })

  it('cancelling keeps what is in, and ends with a last word', async () => {
    for (let index = 0; index < 1100; index += 1) profile.file(`${String(index)}.mp4`, 'x'.repeat(index + 1))
    let intakeId = ''
    const intake = intakeWith({ touched: () => intake.cancel(intakeId) })
    intakeId = intake.addPaths(ACCOUNT_ID, [profile.files])
    await intake.idle()
    expect(rows()).toHaveLength(500)
    expect(publisher.all('intake.progressed').at(-1)).toMatchObject({ done: true, added: 500 })
  })

  it('a second drop waits for the first, and knows its files', async () => {
    const path = profile.file('a.mp4', 'x')
    const intake = intakeWith()
    intake.addPaths(ACCOUNT_ID, [path])
    intake.addPaths(ACCOUNT_ID, [path])
    await intake.idle()
    expect(publisher.all('intake.progressed').map(({ added, refused }) => [added, refused])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })
})
