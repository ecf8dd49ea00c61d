import type { Database } from './database'
import { Statements } from './statements'

export interface CachedPicture {
  accountId: string
  uuid: string
  version: string
  mime: string
  bytes: number
}

/** What pictures lie in the cache, and when each was last looked at. */
export class LibraryPicturesTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  find(accountId: string, uuid: string): CachedPicture | null {
    const row = this.database
      .prepare('SELECT version, mime, bytes FROM library_pictures WHERE account_id = ? AND uuid = ?')
      .get(accountId, uuid) as Pick<CachedPicture, 'version' | 'mime' | 'bytes'> | undefined
    if (row === undefined) return null
    return { accountId, uuid, version: row.version, mime: row.mime, bytes: row.bytes }
  }

  put({ accountId, uuid, version, mime, bytes }: CachedPicture, now: number): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO library_pictures (account_id, uuid, version, mime, bytes, used_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(accountId, uuid, version, mime, bytes, now)
  }

  used(accountId: string, uuid: string, now: number): void {
    this.database
      .prepare('UPDATE library_pictures SET used_at = ? WHERE account_id = ? AND uuid = ?')
      .run(now, accountId, uuid)
  }

  remove(accountId: string, uuid: string): void {
    this.database
      .prepare('DELETE FROM library_pictures WHERE account_id = ? AND uuid = ?')
      .run(accountId, uuid)
  }

  totalBytes(): number {
    const row = this.database.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM library_pictures').get()
    return (row as { bytes: number }).bytes
  }

  /** Those that nobody looked at for the longest time, first. */
  oldest(limit: number): { accountId: string; uuid: string; bytes: number }[] {
    return this.database
      .prepare(
        'SELECT account_id AS accountId, uuid, bytes FROM library_pictures ORDER BY used_at, account_id, uuid LIMIT ?',
      )
      .all(limit) as { accountId: string; uuid: string; bytes: number }[]
  }
}
