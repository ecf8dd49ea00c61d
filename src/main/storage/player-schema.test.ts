import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyDraft } from '@shared/uploads/draft'
import { ACCOUNT_ID } from '../../../test/support/queue-profile'
import { openDatabase } from './database'
import { migrations } from './migrations'
import { UploadsTable } from './uploads-table'

const BEFORE = 20

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-player-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('keeps drafts of an older Longshore, with the theme and the sites of a new video', () => {
  const file = join(folder, 'longshore.db')
  const earlier = openDatabase(
    file,
    migrations.filter(({ version }) => version <= BEFORE),
  )
  const { playerTheme: _theme, embedPrivacy: _sites, ...draft } = emptyDraft('A title')
  earlier
    .prepare(
      "INSERT INTO accounts VALUES (?, 'https://tube.example', 'Tube', '6.3.0', 'ada', '', 'signed-in', 'memory', 0, NULL, 0)",
    )
    .run(ACCOUNT_ID)
  const insert = earlier.prepare(
    `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
       state_name, state, title, privacy, draft, carried)
     VALUES (?, ?, 1, '/x', 'x.mp4', 100, 0, 0, 'draft', '{"name":"draft"}', 'A title', 3, ?, ?)`,
  )
  insert.run('a', ACCOUNT_ID, JSON.stringify(draft), JSON.stringify(draft))
  insert.run('b', ACCOUNT_ID, JSON.stringify(draft), null)
  insert.run('c', ACCOUNT_ID, 'no JSON', null)
  earlier.close()

  const database = openDatabase(file)
  const table = new UploadsTable(database)
  const whole = emptyDraft('A title')
  expect(table.find('a')).toMatchObject({ draft: whole, carried: whole })
  expect(table.find('b')).toMatchObject({ draft: whole, carried: null })
  expect(table.find('c')?.state).toMatchObject({ name: 'failed', code: 'corrupt-row' })
  database.close()
})
