import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AccountsTable, type StoredAccount } from './accounts-table'
import { ChannelDefaultsTable } from './channel-defaults-table'
import { ChoicesTable } from './choices-table'
import { openDatabase, type Database } from './database'

const account: StoredAccount = {
  id: '0b9c2a43-9f0e-4d15-8a55-1f2f7b3b5c11',
  instanceUrl: 'https://tube.example',
  instanceName: 'Tube',
  instanceVersion: '6.3.0',
  username: 'ada',
  displayName: 'Ada',
  state: 'signed-in',
  tokenStore: 'keychain',
  isDemo: false,
  quota: { total: -1, used: 5, daily: -1, usedDaily: 0 },
  addedAt: 1,
}

let folder: string
let database: Database
let table: AccountsTable

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-tables-'))
  database = openDatabase(join(folder, 'longshore.db'))
  table = new AccountsTable(database)
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the table of accounts', () => {
  it('gives back what it was given, in the order of adding', () => {
    const other = {
      ...account,
      id: '5d1f3c1c-55a4-4b0e-a3b7-7b3f3f9f0a22',
      username: 'bob',
      quota: null,
      addedAt: 0,
    }
    table.insert(account)
    table.insert(other)
    expect(table.all()).toEqual([other, account])
    table.update({ ...account, state: 'signed-out', instanceUrl: 'https://new.example', isDemo: true })
    expect(table.all()[1]).toEqual({
      ...account,
      state: 'signed-out',
      instanceUrl: 'https://new.example',
      isDemo: true,
    })
    table.delete(account.id)
    expect(table.all()).toEqual([other])
  })

  it('does not take the same person on the same instance twice', () => {
    table.insert(account)
    expect(() => {
      table.insert({ ...account, id: '5d1f3c1c-55a4-4b0e-a3b7-7b3f3f9f0a22' })
    }).toThrow()
  })

  it('reads rows of which a part is spoilt', () => {
    table.insert(account)
    database.exec(`UPDATE accounts SET quota = '{"total":', state = 'dancing', token_store = ''`)
    expect(table.all()).toEqual([{ ...account, quota: null, state: 'signed-out' }])
  })
})

describe('what hangs on an account', () => {
  it('is forgotten when it can not be read any more', () => {
    table.insert(account)
    database.prepare('INSERT INTO account_choices VALUES (?, ?, ?)').run(account.id, '{"channels":1}', 1)
    database.prepare('INSERT INTO channel_defaults VALUES (?, ?, ?)').run(account.id, 7, 'nonsense')
    expect(new ChoicesTable(database).find(account.id)).toBeNull()
    expect(new ChannelDefaultsTable(database).find(account.id, 7)).toBeNull()
  })

  it('goes with it', () => {
    table.insert(account)
    database.prepare('INSERT INTO account_choices VALUES (?, ?, ?)').run(account.id, '{}', 1)
    database.prepare('INSERT INTO channel_defaults VALUES (?, ?, ?)').run(account.id, 7, '{}')
    table.delete(account.id)
    expect(database.prepare('SELECT * FROM account_choices').all()).toEqual([])
    expect(database.prepare('SELECT * FROM channel_defaults').all()).toEqual([])
  })
})
