import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from './database'
import { migrations } from './migrations'
import { PlaylistChangesTable } from './playlist-changes-table'

const accountId = '00000000-0000-4000-8000-000000000001'
const change = { kind: 'remove', elementId: 4 }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-storage-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A profile as it was while changes went with their playlist. */
function earlierProfile(file: string): void {
  const outlived = migrations.findIndex(({ name }) => name === 'changes of playlists that are gone')
  const database = openDatabase(file, migrations.slice(0, outlived))
  database
    .prepare(
      `INSERT INTO accounts (id, instance_url, instance_name, instance_version, username, display_name, state, token_store,
         is_demo, added_at) VALUES (?, 'https://tube.example', '', '', 'ann', '', 'signed-in', 'keychain', 0, 1)`,
    )
    .run(accountId)
  database
    .prepare(
      `INSERT INTO library_playlists (account_id, uuid, short_uuid, name, description, privacy, type, length, stamp)
       VALUES (?, 'songs', 's', 'Songs', '', 3, 1, 1, '')`,
    )
    .run(accountId)
  database
    .prepare(
      `INSERT INTO playlist_changes (id, account_id, playlist_uuid, change, state, error, detail, made_at)
       VALUES (7, ?, 'songs', ?, 'sent', NULL, '12', 20)`,
    )
    .run(accountId, JSON.stringify(change))
  database.close()
}

it('changes from before they outlived their playlist wait as they did, and outlive it, but not their account', () => {
  const file = join(folder, 'longshore.db')
  earlierProfile(file)
  const database = openDatabase(file)
  const changes = new PlaylistChangesTable(database)
  const read = { id: 7, change, state: 'sent', detail: '12', madeAt: 20, playlistName: null }
  expect(changes.of(accountId, 'songs')).toMatchObject([read])
  changes.refuseAll(accountId, 'songs')
  database.exec('DELETE FROM library_playlists')
  const [left] = changes.of(accountId, 'songs')
  expect(left).toMatchObject({ state: 'refused', error: 'not-found', detail: '', playlistName: 'Songs' })
  database.exec('DELETE FROM accounts')
  expect(changes.of(accountId, 'songs')).toEqual([])
  database.close()
})
