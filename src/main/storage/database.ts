import { join, dirname } from 'node:path'
import Libsql from 'libsql'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { AppError } from '@shared/errors'
import { migrations, type Migration } from './migrations'

/** The better-sqlite3 API that libsql speaks; only storage/ touches it. */
export type Database = Libsql.Database

/**
 * Opens the database, in a state that power loss can't spoil: WAL, and every commit on the disk before it is
 * answered. Older schemas are migrated after a backup beside the file; newer ones are refused (`database-newer`).
 */
export function openDatabase(file: string, steps: readonly Migration[] = migrations): Database {
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  const database = new Libsql(file)
  try {
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
    )
    migrate(database, file, isNew, steps)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** A second connection, for a thread that only asks; the schema has to be up to date. */
export function openForReading(file: string): Database {
  const database = new Libsql(file)
  database.exec('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;')
  return database
}

function migrate(database: Database, file: string, isNew: boolean, steps: readonly Migration[]): void {
  const current = schemaVersion(database)
  const newest = steps.at(-1)?.version ?? 0
  if (current > newest) {
    throw new AppError('database-newer', `schema ${String(current)} is newer than ${String(newest)}`, {
      current,
      newest,
    })
  }
  const due = steps.filter((step) => step.version > current)
  if (due.length === 0) return
  if (!isNew && current > 0) {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    copyFileSync(file, `${file}.before-${String(newest)}`)
  }
  for (const step of due) {
    database.exec(`BEGIN IMMEDIATE; ${step.sql}; PRAGMA user_version = ${String(step.version)}; COMMIT;`)
  }
}

function schemaVersion(database: Database): number {
  const row = database.prepare('PRAGMA user_version').get() as { user_version: number }
  return row.user_version
}

/** Runs `work` in one transaction: all of it is on the disk afterwards, or nothing. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(database)
    throw error
  }
}

/** A commit that failed, on a full disk for one, may have rolled back already: what is told is why. */
function rollBack(database: Database): void {
  if (database.inTransaction) database.exec('ROLLBACK')
}

/** In the profile's folder. */
export function databaseFileIn(folder: string): string {
  return join(folder, 'longshore.db')
}
