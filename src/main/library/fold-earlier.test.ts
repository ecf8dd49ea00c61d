import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_FILTER } from '@shared/library/library'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACCOUNT, insertAccount } from '../../../test/support/library-rows'
import { inTransaction, openDatabase, type Database } from '../storage/database'
import { LibrarySearchTexts } from '../storage/library-search-texts'
import { LibraryTable } from '../storage/library-table'
import { migrations } from '../storage/migrations'
import { createSettingsTable } from '../storage/settings-table'
import { foldEarlier } from './fold-earlier'
import { LibraryReader } from './reader'

const BEFORE = 18
/** As the version before wrote them. */
const ROWS = `
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
  INSERT INTO library_videos (id, account_id, uuid, short_uuid, server_id, name, name_key, channel_id, channel_name,
    channel_key, privacy, state, state_label, duration, views, likes, created_at, updated_at, shown_at, is_live,
    is_blocked, nsfw, tags, caption_languages, has_captions, seen_in_sync, list_hash, content_hash, details_due)
  SELECT i, '${ACCOUNT}', printf('%036d', i), 's', i, iif(i = 110, 'Œuvre 日本語テスト動画', 'plain'),
    iif(i = 110, 'œuvre 日本語テスト動画', 'plain'), 1, 'c', 'c', 1, 1, '', 1, 1, 1, i, 1, 1, 0, 0, 0, '[]', '[]', 0, 1,
    '', '', 0 FROM n;
  INSERT INTO library_texts (id, name, description, tags, channel, captions, support)
  SELECT id, name, '', '', 'c', '', '' FROM library_videos;
`

describe('a library that an earlier version wrote', () => {
  let folder: string
  let database: Database

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-fold-'))
    const file = join(folder, 'longshore.db')
    const before = openDatabase(
      file,
      migrations.filter(({ version }) => version <= BEFORE),
    )
    insertAccount(before)
    before.exec(ROWS)
    before.close()
    database = openDatabase(file)
  })

  afterEach(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const found = (search: string): number => {
    const sort = { column: 'match' as const, descending: false }
    const request = { filter: { ...EMPTY_FILTER, search }, sort, offset: 0, limit: 200 }
    return new LibraryReader(database).page(request, 0).total
  }
  const renew = (signal = new AbortController().signal): Promise<boolean> => {
    const transaction = <T>(work: () => T): T => inTransaction(database, work)
    const texts = new LibrarySearchTexts(database)
    return foldEarlier({ texts, settings: createSettingsTable(database), transaction, signal })
  }

  it('is found as before at once, and by parts of words without spaces a moment later', async () => {
    expect([found('plain'), found('日本'), found('動画'), found('oeuvre')]).toEqual([119, 0, 0, 0])
    expect(await renew()).toBe(true)
    expect([found('plain'), found('日本'), found('動画'), found('oeuvre')]).toEqual([119, 1, 1, 1])
    expect(database.prepare('SELECT name_key FROM library_videos WHERE id = 110').get()).toMatchObject({
      name_key: 'oeuvre 日本語テスト動画',
    })
    expect(await renew()).toBe(false)
  })

  it('begins anew where it was broken off', async () => {
    await expect(renew(AbortSignal.abort(new Error('the app ends')))).rejects.toThrow('the app ends')
    expect(await renew()).toBe(true)
    expect(found('動画')).toBe(1)
  })

  it('leaves nothing of a folded text in the index when it changes or goes', async () => {
    await renew()
    database.exec("UPDATE library_texts SET name = 'other', folded = NULL WHERE id = 110")
    expect([found('動画'), found('oeuvre'), found('other')]).toEqual([0, 0, 1])
    database.exec("UPDATE library_texts SET name = '動画' WHERE id = 110")
    inTransaction(database, () => {
      new LibrarySearchTexts(database).fold(110)
      new LibraryTable(database).remove(ACCOUNT, '0'.repeat(33) + '110')
    })
    database.prepare("INSERT INTO library_search (library_search) VALUES ('integrity-check')").run()
    const left = database.prepare(
      "SELECT count(*) AS n FROM library_search WHERE library_search MATCH '動画'",
    )
    expect(left.get()).toMatchObject({ n: 0 })
  })
})
