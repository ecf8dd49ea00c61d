import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAccount } from '../../../test/support/library-rows'
import { openDatabase, type Database } from './database'
import { EditsTable } from './edits-table'
import { migrations } from './migrations'

/** The last version in which edits that were sent in part were not looked for. */
const EARLIER = 16

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-edits-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function insertFailed(
  database: Database,
  batchId: string,
  seq: number,
  { before, sentParts }: { before: string; sentParts: string },
): string {
  const id = randomUUID()
  const failure = { code: 'refused', status: 403, detail: '', fieldWords: [], otherWords: [], problems: [] }
  const { accountId } = database.prepare('SELECT id AS accountId FROM accounts').get() as {
    accountId: string
  }
  database
    .prepare(
      `INSERT INTO library_edits (id, seq, account_id, uuid, batch_id, kind, title, state_name, state, changes, base,
         before, parts, sent_parts, has_files, created_at, changed_at)
       VALUES (?, ?, ?, 'v', ?, 'change', 'Title', 'failed', ?, '{"title":"b"}', '{"title":"a"}', ?,
         '{"thumbnail":null,"captions":[],"playlists":{"add":[7],"remove":[]}}', ?, 0, 1, 1)`,
    )
    .run(id, seq, accountId, batchId, JSON.stringify({ name: 'failed', failure }), before, sentParts)
  return id
}

describe('edits that were sent in part', () => {
  it('are found in a profile of before', () => {
    const file = join(folder, 'longshore.db')
    const earlier = openDatabase(
      file,
      migrations.filter(({ version }) => version <= EARLIER),
    )
    insertAccount(earlier)
    const batchId = randomUUID()
    earlier
      .prepare(
        "INSERT INTO library_batches (id, kind, label, state, created_at) VALUES (?, 'edit', '', 'running', 1)",
      )
      .run(batchId)
    insertFailed(earlier, batchId, 1, { before: '{}', sentParts: '["compared"]' })
    const fields = insertFailed(earlier, batchId, 2, { before: '{"title":"a"}', sentParts: '["compared"]' })
    const playlist = insertFailed(earlier, batchId, 3, { before: '{}', sentParts: '["compared","add:7"]' })
    earlier.close()

    const database = openDatabase(file)
    const table = new EditsTable(database)
    expect(table.partlyOf(batchId)).toEqual([fields, playlist])
    expect(table.countPartly(batchId)).toBe(2)
    database.close()
  })
})
