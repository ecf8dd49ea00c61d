import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { channelKey, EMPTY_FILTER, LIBRARY_COLUMNS, type LibraryFilter } from '@shared/library/library'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCOUNT, insertAccount, listed, writeVideos } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import type { CaptionText } from '../storage/library-captions-table'
import { LibraryTable } from '../storage/library-table'
import type { ListedVideo } from './ports'
import { LibraryReader, type LibraryPage } from './reader'

const OTHER = '22222222-2222-4222-8222-222222222222'
const DAY = 24 * 3_600_000
const START = Date.UTC(2020, 0, 1)

describe('the reading side', () => {
  let folder: string
  let database: Database
  let reader: LibraryReader

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-reader-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
    insertAccount(database, OTHER, 'https://other.example')
    writeVideos(database, [
      listed(0, { name: 'b', channelId: 7, privacy: 3, duration: 10, publishedAt: null }),
      listed(1, { name: 'Á', state: 2, category: 5, licence: 2, language: 'fr', tags: ['sea', 'x'] }),
      listed(2, {
        name: 'c',
        scheduledAt: START + DAY,
        isLive: true,
        isBlocked: true,
        publishedAt: START + DAY,
      }),
    ])
    writeVideos(database, [listed(9, { name: 'elsewhere', tags: ['x'], views: 5 })], OTHER)
    reader = new LibraryReader(database)
  })

  afterAll(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const page = (
    filter: Partial<LibraryFilter>,
    sort: Partial<{ column: string; descending: boolean }> = {},
  ): LibraryPage =>
    reader.page(
      {
        filter: { ...EMPTY_FILTER, ...filter },
        sort: { column: 'createdAt', descending: false, ...sort } as never,
        offset: 0,
        limit: 100,
      },
      1,
    )
  const names = (...asked: Parameters<typeof page>): string[] => page(...asked).rows.map(({ name }) => name)

  it.each<[string, Partial<LibraryFilter>, string[]]>([
    ['nothing', {}, ['b', 'Á', 'c', 'elsewhere']],
    ['an account', { accountIds: [OTHER] }, ['elsewhere']],
    ['a channel', { channelIds: [7] }, ['b']],
    ['a channel of its account', { channelIds: [channelKey(ACCOUNT, 7)] }, ['b']],
    ['the same number of another account', { channelIds: [channelKey(OTHER, 7)] }, []],
    ['a privacy', { privacies: [3] }, ['b']],
    ['two privacies', { privacies: [1, 3] }, ['b', 'Á', 'c', 'elsewhere']],
    ['a state', { states: [2] }, ['Á']],
    ['a category', { categories: [5] }, ['Á']],
    ['a licence', { licences: [2] }, ['Á']],
    ['a language', { languages: ['fr'] }, ['Á']],
    ['a tag', { tags: ['x'] }, ['Á', 'elsewhere']],
    ['a tag that is SQL', { tags: ["x') OR 1=1 --"] }, []],
    ['scheduled', { scheduled: true }, ['c']],
    ['not scheduled', { scheduled: false }, ['b', 'Á', 'elsewhere']],
    ['live', { live: true }, ['c']],
    ['not live', { live: false }, ['b', 'Á', 'elsewhere']],
    ['blocked', { blocked: true }, ['c']],
    ['with captions', { captions: true }, []],
    ['without captions, of which nobody has asked for any', { captions: false }, []],
    ['a date', { date: { min: START + DAY, max: null } }, ['c']],
    ['the creation while unpublished', { date: { min: null, max: START } }, ['b']],
    ['a duration', { duration: { min: null, max: 10 } }, ['b']],
    ['a size that nobody told', { bytes: { min: 0, max: null } }, []],
    ['two at once', { tags: ['x'], accountIds: [ACCOUNT] }, ['Á']],
    ['words and a filter', { search: 'elsew', accountIds: [ACCOUNT] }, []],
  ])('filters by %s', (_, filter, expected) => {
    expect(names(filter)).toEqual(expected)
    expect(page(filter).total).toBe(expected.length)
  })

  it('finds a video without captions only where it is known to have none', () => {
    const table = new LibraryTable(database)
    const caption = {
      language: 'en',
      file: null,
      version: '1',
      isAutomatic: false,
      text: null,
      isUnread: false,
    }
    const row = (index: number): ListedVideo => listed(index, { name: `few ${String(index)}` })
    const read = (index: number, captions: CaptionText[] | undefined): void => {
      const told = { tags: [], support: '', commentsPolicy: 1, downloadEnabled: true, bytes: 1 }
      const video = { ...row(index), ...told, nsfwFlags: null, nsfwSummary: null }
      table.takeDetails(ACCOUNT, video, { fileName: null, captions, apart: { chapters: null } }, 1, 0)
    }
    const found = (captions: boolean): string[] => {
      const filter = { ...EMPTY_FILTER, captions, search: 'few' }
      const sort = { column: 'name' as const, descending: false }
      const asked = new LibraryReader(database).page({ filter, sort, offset: 0, limit: 100 }, 1)
      return asked.rows.map(({ name }) => name)
    }
    writeVideos(database, [row(20), row(21), row(22), row(23)])
    expect([found(true), found(false)]).toEqual([[], []])
    read(20, [caption])
    read(21, [])
    read(22, undefined)
    expect([found(true), found(false)]).toEqual([['few 20'], ['few 21']])
    expect(table.countUnread(ACCOUNT)).toBe(4)
    database.exec("DELETE FROM library_videos WHERE name LIKE 'few%'")
  })

  it('sorts names as people do, and what has no value last', () => {
    expect(names({}, { column: 'name' })).toEqual(['Á', 'b', 'c', 'elsewhere'])
    expect(names({}, { column: 'scheduledAt' })[0]).toBe('c')
    expect(names({}, { column: 'scheduledAt', descending: true })[0]).toBe('c')
    expect(names({}, { column: 'views', descending: true })[0]).toBe('elsewhere')
  })

  it.each(LIBRARY_COLUMNS)('gives every row once when sorted by %s', (column) => {
    for (const descending of [true, false]) {
      expect([...names({}, { column, descending })].sort()).toEqual(['b', 'c', 'elsewhere', 'Á'])
    }
  })

  it('counts the values to choose from, of all accounts or some', () => {
    expect(reader.facets([], 1).tags).toEqual([
      { id: 'x', count: 2 },
      { id: 'sea', count: 1 },
    ])
    expect(reader.facets([OTHER], 1)).toMatchObject({ tags: [{ id: 'x', count: 1 }], languages: [] })
  })

  it('links to the page on the account’s own instance', () => {
    expect(page({ accountIds: [OTHER] }).rows[0]?.url).toBe('https://other.example/w/short9')
  })
})
