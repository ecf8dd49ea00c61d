import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyDraft } from '@shared/uploads/draft'
import { ACCOUNT_ID } from '../../../test/support/queue-profile'
import { openDatabase } from './database'
import { migrations } from './migrations'
import { UploadsTable } from './uploads-table'

const BEFORE = 19

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-answers-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('takes what an older Longshore sent for accepted, and nothing for doubtful', () => {
  const file = join(folder, 'longshore.db')
  const earlier = openDatabase(
    file,
    migrations.filter(({ version }) => version <= BEFORE),
  )
  earlier
    .prepare(
      "INSERT INTO accounts VALUES (?, 'https://tube.example', 'Tube', '6.3.0', 'ada', '', 'signed-in', 'memory', 0, NULL, 0)",
    )
    .run(ACCOUNT_ID)
  earlier
    .prepare(
      `INSERT INTO uploads (id, account_id, position, file_path, file_name, file_bytes, file_mtime_ms, added_at,
         state_name, state, bytes_sent, title, privacy, draft)
       VALUES ('a', ?, 1, '/x', 'x.mp4', 100, 0, 0, 'paused', '{"name":"paused","session":null}', 40, 'x', 3, ?)`,
    )
    .run(ACCOUNT_ID, JSON.stringify(emptyDraft('x')))
  earlier.close()

  const database = openDatabase(file)
  const table = new UploadsTable(database)
  expect(table.find('a')).toMatchObject({ bytesSent: 40, acceptedBytes: 40, inDoubt: [] })
  table.write('a', { inDoubt: ['privacy'], acceptedBytes: 50 })
  expect(table.find('a')).toMatchObject({ bytesSent: 40, acceptedBytes: 50, inDoubt: ['privacy'] })
  database.close()
})
