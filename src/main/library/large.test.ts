import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_FILTER, type LibraryFilter } from '@shared/library/library'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ACCOUNT, insertAccount } from '../../../test/support/library-rows'
import { openDatabase, type Database } from '../storage/database'
import { LibraryReader } from './reader'

const COUNT = 100_000
/** Far above what it takes: machines of tests are slow and shared. The benchmark measures. */
const LOOSE_MS = 2000

/** In one go: a sync of this size is the benchmark's. */
const FILL = `
  BEGIN;
  CREATE TEMP TABLE numbers AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${COUNT})
    SELECT i, printf('video %d of subject%d in place%d', i, i % 500, i % 12) AS name FROM n;
  INSERT INTO library_videos (id, account_id, uuid, short_uuid, server_id, name, name_key, channel_id, channel_name,
    channel_key, privacy, state, state_label, duration, views, likes, created_at, updated_at, shown_at, is_live,
    is_blocked, nsfw, tags, caption_languages, has_captions, seen_in_sync, list_hash, content_hash, details_due)
  SELECT i, '${ACCOUNT}', printf('%036d', i), 'short', i, name, name, i % 12, 'Channel', 'channel', 1 + i % 4, 1,
    'Published', i % 7200, i * 7919 % 100003, 0, i, i, i, 0, 0, 0, '[]', '[]', 0, 1, '', '', 1 FROM numbers;
  INSERT INTO library_texts (id, name, description, tags, channel, captions, support)
  SELECT i, name, 'about it', '', 'Channel', '', '' FROM numbers;
  COMMIT;
`

describe(`a library of ${COUNT} videos`, () => {
  let folder: string
  let database: Database
  let revision = 0

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-large-'))
    database = openDatabase(join(folder, 'longshore.db'))
    insertAccount(database)
    database.exec(FILL)
  }, 120_000)

  afterAll(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each<[string, Partial<LibraryFilter>, number]>([
    ['everything', {}, COUNT],
    ['half of it', { privacies: [1, 2] }, COUNT / 2],
    ['a word of all', { search: 'vid' }, COUNT],
    ['a word of some', { search: 'subject49' }, 2200],
    ['one', { search: 'video 77777' }, 1],
  ])('gives the last page of %s', (name, change, total) => {
    const reader = new LibraryReader(database)
    const filter = { ...EMPTY_FILTER, ...change }
    const ask = (offset: number, column: 'views' | 'match') =>
      reader.page({ filter, sort: { column, descending: true }, offset, limit: 100 }, revision)
    const timed = (column: 'views' | 'match'): number => {
      revision += 1
      const start = performance.now()
      expect(ask(Math.max(0, total - 100), column)).toMatchObject({ total })
      return performance.now() - start
    }
    const [byViews, byMatch] = [timed('views'), timed('match')]
    const start = performance.now()
    expect(ask(0, 'match').rows).toHaveLength(Math.min(100, total))
    const again = performance.now() - start
    process.stdout.write(
      `${name}: by views ${byViews.toFixed(1)}, by match ${byMatch.toFixed(1)}, again ${again.toFixed(1)} ms\n`,
    )
    expect(Math.max(byViews, byMatch, again)).toBeLessThan(LOOSE_MS)
  })
})
