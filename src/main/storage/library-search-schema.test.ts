import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { insertAccount, listed, writeVideos } from '../../../test/support/library-rows'
import { openDatabase, type Database } from './database'
import { LibrarySearchTexts } from './library-search-texts'
import { migrations } from './migrations'

const BEFORE = 22

let folder: string
let database: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-letters-'))
  const file = join(folder, 'longshore.db')
  const earlier = openDatabase(
    file,
    migrations.filter(({ version }) => version <= BEFORE),
  )
  insertAccount(earlier)
  writeVideos(earlier, [listed(1, { name: 'Tide' }), listed(2, { name: 'Œuvre 日本語動画', tags: ['ﬁlm'] })])
  new LibrarySearchTexts(earlier).foldAfter(0, 10)
  earlier.close()
  database = openDatabase(file)
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const found = (match: string): unknown[] =>
  database
    .prepare(
      'SELECT t.name FROM library_search s JOIN library_texts t ON t.id = s.rowid WHERE library_search MATCH ? ORDER BY t.id',
    )
    .all(match)
    .map((row) => (row as { name: string }).name)

it('finds in the index that was built anew what it found before, folded texts too', () => {
  expect(found('"t"*')).toEqual(['Tide'])
  expect([found('"oeuvre"'), found('"動画"'), found('"film"')]).toEqual(Array(3).fill(['Œuvre 日本語動画']))
})

it('keeps it in step with texts that change or go', () => {
  database.exec("UPDATE library_texts SET name = 'Ebb' WHERE name = 'Tide'")
  expect([found('"t"*'), found('"e"*')]).toEqual([[], ['Ebb']])
  database.exec("DELETE FROM library_texts WHERE name = 'Œuvre 日本語動画'")
  database.prepare("INSERT INTO library_search (library_search) VALUES ('integrity-check')").run()
  expect([found('"oeuvre"'), found('"動"*')]).toEqual([[], []])
})
