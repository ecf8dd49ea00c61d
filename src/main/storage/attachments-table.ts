import type { Database } from './database'

/** A picture or a caption file that goes along with an upload. */
export interface AttachmentFile {
  id: string
  path: string
  name: string
  bytes: number
  /** Made by the app, in its own folder, and deleted when nothing refers to it. */
  isOwn: boolean
}

interface Columns {
  id: string
  path: string
  name: string
  bytes: number
  own: number
}

export interface AttachmentsTable {
  /** Null: no such attachment of that upload. */
  find(uploadId: string, id: string): AttachmentFile | null
  /** By its id alone: ids are unique over all uploads. */
  findAny(id: string): AttachmentFile | null
  /** Paths of the files that the app made for these uploads. */
  ownPathsOf(uploadIds: readonly string[]): string[]
  insert(uploadId: string, file: AttachmentFile): void
  /** Forgets every attachment of an upload but these; returns what was forgotten. */
  keepOnly(uploadId: string, ids: readonly string[]): AttachmentFile[]
  /** Whether any upload has a file that the app keeps there. */
  isReferred(path: string): boolean
  /** Paths of the files that the app made and that are still referred to. */
  ownPaths(): Set<string>
}

export function createAttachmentsTable(database: Database): AttachmentsTable {
  const one = database.prepare(
    'SELECT id, path, name, bytes, own FROM attachments WHERE upload_id = ? AND id = ?',
  )
  const any = database.prepare('SELECT id, path, name, bytes, own FROM attachments WHERE id = ?')
  const ownOf = database.prepare(
    'SELECT path FROM attachments WHERE own = 1 AND upload_id IN (SELECT value FROM json_each(?))',
  )
  const insert = database.prepare(
    'INSERT INTO attachments (id, upload_id, path, name, bytes, own) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const forget = database.prepare(
    `DELETE FROM attachments WHERE upload_id = ? AND id NOT IN (SELECT value FROM json_each(?))
     RETURNING id, path, name, bytes, own`,
  )
  const own = database.prepare('SELECT path FROM attachments WHERE own = 1')
  const referred = database.prepare('SELECT 1 FROM attachments WHERE own = 1 AND path = ? LIMIT 1')
  return {
    find(uploadId, id) {
      const row = one.get(uploadId, id) as Columns | undefined
      return row === undefined ? null : readRow(row)
    },
    findAny(id) {
      const row = any.get(id) as Columns | undefined
      return row === undefined ? null : readRow(row)
    },
    ownPathsOf: (uploadIds) =>
      (ownOf.all(JSON.stringify(uploadIds)) as { path: string }[]).map(({ path }) => path),
    insert(uploadId, { id, path, name, bytes, isOwn }) {
      insert.run(id, uploadId, path, name, bytes, isOwn ? 1 : 0)
    },
    keepOnly: (uploadId, ids) => (forget.all(uploadId, JSON.stringify(ids)) as Columns[]).map(readRow),
    isReferred: (path) => referred.get(path) !== undefined,
    ownPaths: () => new Set((own.all() as { path: string }[]).map(({ path }) => path)),
  }
}

function readRow({ id, path, name, bytes, own }: Columns): AttachmentFile {
  return { id, path, name, bytes, isOwn: own === 1 }
}
