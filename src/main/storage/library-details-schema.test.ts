import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ACCOUNT, insertAccount, listed, uuidOf, writeVideos } from '../../../test/support/library-rows'
import { openDatabase } from './database'
import { LibraryTable } from './library-table'
import { migrations } from './migrations'

const BEFORE = 17
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-details-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('takes videos that nobody has read in full for due, and their captions for unknown', () => {
  const file = join(folder, 'longshore.db')
  const before = openDatabase(
    file,
    migrations.filter(({ version }) => version <= BEFORE),
  )
  insertAccount(before)
  const insert = before.prepare(`
    INSERT INTO library_videos (account_id, uuid, short_uuid, server_id, name, name_key, channel_id, channel_name,
      channel_key, privacy, state, state_label, duration, views, likes, created_at, updated_at, shown_at, is_live,
      is_blocked, nsfw, tags, caption_languages, has_captions, seen_in_sync, list_hash, content_hash, details_at,
      details_due)
    VALUES (?, ?, 's', 1, 'n', 'n', 1, 'c', 'c', 1, 1, '', 1, 1, 1, ?, 1, 1, 0, 0, 0, '[]', '[]', 0, 3, '', '', ?, 0)`)
  insert.run(ACCOUNT, uuidOf(1), 1, null)
  insert.run(ACCOUNT, uuidOf(2), 2, 5)
  before.close()

  const after = openDatabase(file)
  const table = new LibraryTable(after)
  const rows = after.prepare('SELECT has_captions, details_due FROM library_videos ORDER BY created_at').all()
  expect(rows).toMatchObject([
    { has_captions: -1, details_due: 1 },
    { has_captions: 0, details_due: 0 },
  ])
  expect(table.nextDue(ACCOUNT, 0)).toBe(uuidOf(1))
  expect([table.hasSeen(ACCOUNT, 3, uuidOf(2)), table.countUnread(ACCOUNT)]).toEqual([true, 1])
  writeVideos(after, [listed(3)])
  expect(table.countUnread(ACCOUNT)).toBe(2)
  after.close()
})
