import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AccountsTable, type StoredAccount } from './accounts-table'
import { openDatabase } from './database'
import { ListFormsTable } from './list-forms-table'
import { migrations } from './migrations'

const FORMS_OF_CHANNELS = 13
const accountId = randomUUID()
const account: StoredAccount = {
  id: accountId,
  instanceUrl: 'https://tube.example',
  instanceName: 'Tube',
  instanceVersion: '6.3.0',
  username: 'ann',
  displayName: 'Ann',
  state: 'signed-in',
  tokenStore: 'keychain',
  isDemo: false,
  quota: null,
  addedAt: 1,
}
const [changed, made, collided] = [randomUUID(), randomUUID(), randomUUID()]

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-forms-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A profile as it was while only forms of channels waited. */
function earlierProfile(file: string): void {
  const database = openDatabase(
    file,
    migrations.filter(({ version }) => version <= FORMS_OF_CHANNELS),
  )
  new AccountsTable(database).insert(account)
  const put = database.prepare(
    `INSERT INTO channel_edits (id, seq, account_id, channel_id, name, title, state_name, state, changes, base,
       support_for_videos, was_sent, created_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 10, 20)`,
  )
  const waiting = '{"name":"waiting","note":"unreachable","attempts":2,"retryAt":5}'
  const conflict = '{"name":"conflict","fields":[{"field":"support","base":"a","mine":"b","server":"c"}]}'
  const texts = ['{"support":"Mine"}', '{"support":"Seen"}'] as const
  put.run(changed, 1, accountId, 7, 'rivers', 'Rivers', 'waiting', waiting, ...texts, 1, 0)
  put.run(
    made,
    2,
    accountId,
    null,
    'nights',
    'Nights',
    'waiting',
    waiting,
    '{"displayName":"Nights"}',
    '{}',
    0,
    1,
  )
  put.run(collided, 3, accountId, 8, 'tides', 'Tides', 'conflict', conflict, ...texts, 0, 0)
  database.close()
}

describe('forms of channels from before forms of playlists waited too', () => {
  it('wait as they did, with every word; a conflict is found again when it is sent', () => {
    const file = join(folder, 'longshore.db')
    earlierProfile(file)
    const database = openDatabase(file)
    const forms = new ListFormsTable(database).ofAccount(accountId)
    database.close()
    const anew = { name: 'waiting', note: null, attempts: 0, retryAt: null }
    expect(forms).toMatchObject([
      {
        id: changed,
        of: 'channel',
        target: '7',
        state: { name: 'waiting', note: 'unreachable', attempts: 2, retryAt: 5 },
        changes: { support: 'Mine' },
        base: { support: 'Seen' },
        supportForVideos: true,
        sentBeside: null,
        createdAt: 10,
      },
      { id: made, target: null, name: 'nights', changes: { displayName: 'Nights' }, sentBeside: [] },
      { id: collided, target: '8', state: anew, changes: { support: 'Mine' }, base: { support: 'Seen' } },
    ])
  })
})
