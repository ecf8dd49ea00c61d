import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction, openDatabase, type Database } from './database'

let folder: string
let database: Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-database-'))
  database = openDatabase(join(folder, 'longshore.db'))
})

afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a transaction that fails', () => {
  it('says that the disk is full, though the database has rolled back by itself', () => {
    database.exec('CREATE TABLE ballast (bytes BLOB) STRICT; PRAGMA max_page_count = 1')
    const fill = (): void => {
      inTransaction(database, () => {
        const insert = database.prepare('INSERT INTO ballast (bytes) VALUES (zeroblob(100000))')
        for (let row = 0; row < 100; row++) insert.run()
      })
    }
    expect(fill).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error)
    expect(database.inTransaction).toBe(false)
    expect(database.prepare('SELECT count(*) AS rows FROM ballast').get()).toMatchObject({ rows: 0 })
  })

  it('tells what failed in its commit, and leaves no transaction open', () => {
    database.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT')
    database.exec(
      'CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED) STRICT',
    )
    const orphan = (): void => {
      inTransaction(database, () => {
        database.exec('INSERT INTO child (id) VALUES (1)')
      })
    }
    expect(orphan).toThrow(/FOREIGN KEY/)
    expect(database.inTransaction).toBe(false)
  })
})
