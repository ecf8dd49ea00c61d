import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAccount, listed, writeVideos } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import { LibraryReader } from './reader'
import { searchTerms } from './search'

const NAMES = [
  'Été à Brest',
  'C++ "quoted" talk',
  'NOT a NEAR miss',
  'Ship 🎉 launch',
  "l'aube",
  'Straße',
  'two-part',
]

describe('searching', () => {
  let folder: string
  let database: Database

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-search-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
    writeVideos(
      database,
      NAMES.map((name, index) => listed(index, { name, channelName: 'Same' })),
    )
  })

  afterAll(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const found = (search: string, column: 'match' | 'createdAt' = 'match'): string[] => {
    const sort = { column, descending: false }
    const request = { filter: { ...EMPTY_FILTER, search }, sort, offset: 0, limit: 100 }
    return new LibraryReader(database).page(request, 0).rows.map(({ name }) => name)
  }

  it.each([
    ['ete', ['Été à Brest']],
    ['ÉTÉ bre', ['Été à Brest']],
    ['E\u0301te\u0301', ['Été à Brest']],
    ['bre été', ['Été à Brest']],
    ['rest', []],
    ['"quoted"', ['C++ "quoted" talk']],
    ['c++', ['C++ "quoted" talk']],
    ['"', NAMES],
    ['""" OR "', []],
    ['NOT', ['NOT a NEAR miss']],
    ['NOT miss', ['NOT a NEAR miss']],
    ['near(not, 5)', []],
    ['name:ship', []],
    ['ship OR quoted', []],
    ['^ship', ['Ship 🎉 launch']],
    ['ship*', ['Ship 🎉 launch']],
    ['(ship', ['Ship 🎉 launch']],
    ['-ship', ['Ship 🎉 launch']],
    ['{name} : ship', []],
    ['🎉', ['Ship 🎉 launch']],
    ['🎉 ship', ['Ship 🎉 launch']],
    ['🎉 brest', []],
    ["l'aube", ["l'aube"]],
    ['aube', ["l'aube"]],
    ['two-pa', ['two-part']],
    ["'; DROP TABLE library_videos; --", []],
    ['\0', NAMES],
    ['\uD800', NAMES],
    ['%', NAMES],
    ['   ', NAMES],
    ['same', NAMES],
  ])('for %j finds what it should, in either order', (typed, names) => {
    expect(found(typed).sort()).toEqual([...names].sort())
    expect(found(typed, 'createdAt').sort()).toEqual([...names].sort())
  })

  it('takes a text of any length', () => {
    expect(found('x '.repeat(250))).toEqual([])
    expect(searchTerms('x '.repeat(250)).match?.split(' AND ')).toHaveLength(20)
  })
})
