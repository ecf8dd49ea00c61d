import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyDraft } from '@shared/uploads/draft'
import type { Session } from '@shared/uploads/upload'
import { listed, writeVideos } from '../../../test/support/library-rows'
import { ACCOUNT_ID, createQueueProfile, type QueueProfile } from '../../../test/support/queue-profile'
import { NotesTable } from './notes-table'
import { UploadsTable } from './uploads-table'

const session: Session = { uploadId: 's', lastModified: 1, title: 'x', lastByteAt: 5, lastByteSent: false }

let profile: QueueProfile
let table: UploadsTable

beforeEach(() => {
  profile = createQueueProfile()
  table = new UploadsTable(profile.database)
})

afterEach(() => {
  profile.remove()
})

function insert(
  id: string,
  position: number,
  stateName: string,
  state: unknown,
  draft: unknown = emptyDraft('x'),
): void {
  profile.database
    .prepare(
      `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
         state_name, state, title, privacy, draft)
       VALUES (?, ?, ?, '/x', 'x.mp4', 9007199254740991, 1234.5678, 0, ?, ?, 'Typed title', 3, ?)`,
    )
    .run(
      id,
      ACCOUNT_ID,
      position,
      stateName,
      typeof state === 'string' ? state : JSON.stringify(state),
      typeof draft === 'string' ? draft : JSON.stringify(draft),
    )
}

describe('UploadsTable', () => {
  it('recovers what was under way, in one statement, with its session', () => {
    insert('a', 1, 'uploading', { name: 'uploading', session, attempt: 2 })
    insert('b', 2, 'finishing', { name: 'finishing', session, attempt: 0 })
    insert('c', 3, 'paused', { name: 'paused', session })
    table.recover()
    const queued = { name: 'queued', notBefore: null, restartedBecause: null }
    expect(table.find('a')?.state).toEqual({ ...queued, session, attempt: 2 })
    expect(table.find('b')?.state).toEqual({
      ...queued,
      session: { ...session, lastByteSent: true },
      attempt: 0,
    })
    expect(table.find('c')?.state).toEqual({ name: 'paused', session })
    expect(table.nextQueued([], [])?.id).toBe('a')
  })

  it('keeps sizes and times exactly', () => {
    insert('a', 1, 'draft', { name: 'draft' })
    expect(table.find('a')).toMatchObject({ fileBytes: 9007199254740991, fileMtimeMs: 1234.5678 })
  })

  it.each([
    ['a state of the future', { name: 'teleporting' }, undefined],
    ['half a state', '{"name":"que', undefined],
    ['a draft that is none', { name: 'draft' }, '{"title":5}'],
  ])('shows %s as failed, and leaves the row alone', (_what, state, draft) => {
    insert('a', 1, 'queued', state, draft)
    expect(table.find('a')?.state).toMatchObject({ name: 'failed', code: 'corrupt-row' })
    expect(table.find('a')?.draft.title).toMatch(/x|Typed title/)
    table.recover()
    const raw = profile.database.prepare('SELECT draft FROM uploads').get() as { draft: string }
    if (draft !== undefined) expect(raw.draft).toBe(draft)
  })

  it('knows the videos of its rows', () => {
    const video = { id: 1, uuid: 'known', shortUuid: 's' }
    insert('a', 1, 'processing', { name: 'processing', video, since: 0 })
    expect(table.knowsVideo('known')).toBe(true)
    expect(table.knowsVideo('other')).toBe(false)
  })

  it('tells which published videos the library has not got since a moment', () => {
    const states = [
      ['before', 'published', 10],
      ['known', 'published', 20],
      ['missed', 'published', 21],
      ['unfinished', 'processing', 22],
    ] as const
    for (const [uuid, name, at] of states) {
      insert(uuid, at, name, { name, video: { id: at, uuid, shortUuid: 's' }, since: 0 })
      table.write(uuid, { uploadedAt: at })
    }
    writeVideos(profile.database, [listed(1, { uuid: 'known' })], ACCOUNT_ID)
    expect(table.missedByLibrary(ACCOUNT_ID, 10)).toEqual(['missed'])
    expect(table.missedByLibrary('another', 10)).toEqual([])
  })

  it('undoes all of a transaction that fails, also one inside another', () => {
    insert('a', 1, 'draft', { name: 'draft' })
    const work = (): void => {
      table.write('a', { bytesSent: 5 })
      table.transaction(() => {
        table.write('a', { bytesSent: 6 })
        throw new Error('no')
      })
    }
    expect(() => {
      table.transaction(work)
    }).toThrow('no')
    expect(table.find('a')?.bytesSent).toBe(0)
  })
})

describe('NotesTable', () => {
  it('remembers a ceiling per instance', () => {
    const notes = new NotesTable(profile.database)
    expect(notes.chunkCeiling('https://a')).toBeNull()
    notes.setChunkCeiling('https://a', 5)
    notes.setChunkCeiling('https://a', 4)
    expect(notes.chunkCeiling('https://a')).toBe(4)
  })
})

describe('reasons why a step was refused', () => {
  it('are read from rows of an older Longshore, codes and words apart', () => {
    insert('a', 1, 'cancelled', { name: 'cancelled' })
    const stored = { 'caption:en': 'file-unreadable', 'metadata:': 'Not that title' }
    profile.database.prepare('UPDATE uploads SET step_errors = ?').run(JSON.stringify(stored))
    const read = { 'caption:en': { code: 'file-unreadable' }, 'metadata:': { serverWords: 'Not that title' } }
    expect(table.find('a')?.stepErrors).toEqual(read)
    table.write('a', { stepErrors: table.find('a')?.stepErrors ?? {} })
    expect(table.find('a')?.stepErrors).toEqual(read)
  })
})
