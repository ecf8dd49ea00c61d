import type { AttachmentsTable } from '../storage/attachments-table'
import type { DraftsTable } from '../storage/drafts-table'
import { extensionOf } from '@shared/uploads/file-names'

/** A file on this disk that the window may show. */
export interface ShownFile {
  path: string
  mime: string
}

export interface LocalFiles {
  /** The chosen picture of an upload in the queue; null: none, or no such upload. */
  thumbnail(uploadId: string): ShownFile | null
  video(uploadId: string): ShownFile | null
}

const MIME: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  // QuickTime is MP4's parent: the player takes it under that name, and under its own not.
  '.mov': 'video/mp4',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.ogv': 'video/ogg',
  '.ogg': 'video/ogg',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.wav': 'audio/wav',
  '.flac': 'audio/flac',
}

/** Files of uploads in the queue, and no others. */
export function createLocalFiles(drafts: DraftsTable, attachments: AttachmentsTable): LocalFiles {
  return {
    thumbnail(uploadId) {
      const thumbnail = drafts.find(uploadId)?.draft?.thumbnail ?? null
      const file = thumbnail === null ? null : attachments.find(uploadId, thumbnail.file.id)
      return file === null ? null : { path: file.path, mime: mimeOf(file.name) }
    },
    video(uploadId) {
      const row = drafts.find(uploadId)
      return row === null ? null : { path: row.filePath, mime: mimeOf(row.fileName) }
    },
  }
}

/** By the name's extension. */
export function mimeOf(name: string): string {
  return MIME[extensionOf(name)] ?? 'application/octet-stream'
}
