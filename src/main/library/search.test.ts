import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAccount, listed, writeVideos } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import { keyOf } from '../storage/library-folding'
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
  '日本語テスト動画',
  '제주도여행 vlog',
  'I ❤️ boats',
  'Cœur de Ærø',
  'oeuvre, plain',
  'Œdipus on 20 m²',
  '𝗕𝗼𝗹𝗱 Łódź',
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
    ['c++', ['C++ "quoted" talk', 'Cœur de Ærø']],
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
    ['動画', ['日本語テスト動画']],
    ['日本語', ['日本語テスト動画']],
    ['日本 動画', ['日本語テスト動画']],
    ['画', ['日本語テスト動画']],
    ['語', ['日本語テスト動画']],
    ['日語', []],
    ['テスト', ['日本語テスト動画']],
    ['ﾃｽﾄ', ['日本語テスト動画']],
    ['여행', ['제주도여행 vlog']],
    ['제주'.normalize('NFD'), ['제주도여행 vlog']],
    ['❤️', ['I ❤️ boats']],
    ['❤', ['I ❤️ boats']],
    ['coeur', ['Cœur de Ærø']],
    ['CŒUR', ['Cœur de Ærø']],
    ['aero', ['Cœur de Ærø']],
    ['ærø', ['Cœur de Ærø']],
    ['œuvre', ['oeuvre, plain']],
    ['m²', ['Œdipus on 20 m²']],
    ['oedip', ['Œdipus on 20 m²']],
    ['strasse', ['Straße']],
    ['straße', ['Straße']],
    ['STRAẞE', ['Straße']],
    ['bold lodz', ['𝗕𝗼𝗹𝗱 Łódź']],
  ])('for %j finds what it should, in either order', (typed, names) => {
    expect(found(typed).sort()).toEqual([...names].sort())
    expect(found(typed, 'createdAt').sort()).toEqual([...names].sort())
  })

  it('sorts ligatures as the letters that people hear', () => {
    const names = ['Zebra', 'Œuvre', 'Øre', 'Oeil', 'Æble', 'Afar'].sort((left, right) =>
      keyOf(left) < keyOf(right) ? -1 : 1,
    )
    expect(names).toEqual(['Æble', 'Afar', 'Oeil', 'Œuvre', 'Øre', 'Zebra'])
  })

  it('takes a text of any length', () => {
    expect(found('x '.repeat(250))).toEqual([])
    expect(searchTerms('x '.repeat(250)).match?.split(' AND ')).toHaveLength(20)
  })
})
