import type { EndedWork } from '@shared/library/work'
import type { UploadRow } from '@shared/uploads/upload'
import type { AccountsDeps, TokenVault } from './accounts'
import type { Publisher } from './ipc/handlers'
import type { Logger } from './system/logger'
import type { Hasher } from './uploads/hasher'
import type { Clock, Connectivity } from './uploads/ports'

/** What a save dialog is about. */
export type SavedFile = 'file' | 'obs-service'

/** All that the app needs of the machine it runs on; everything behind it runs in plain Node as well. */
export interface Machine {
  /** The profile's folder: database, pictures of ours, log. */
  folder: string
  version: string
  userAgent: string
  vault: TokenVault
  clock: Clock
  connectivity: Connectivity
  hasher: Hasher
  /** The built `library-worker`; left out: the library is searched in the caller's thread. */
  libraryProgram?: string
  /** The built `captions-worker`; left out: caption files are read in the caller's thread. */
  captionsProgram?: string
  publisher: Publisher
  log: Logger
  openExternalLogin: AccountsDeps['openExternalLogin']
  startDemo: AccountsDeps['startDemo']
  pickVideos(kind: 'files' | 'folder'): Promise<string[] | null>
  pickFile(kind: 'picture' | 'caption' | 'table' | 'video'): Promise<string | null>
  locateFile(name: string): Promise<string | null>
  pickCaptions(many: boolean): Promise<string[] | null>
  pickFolder(): Promise<string | null>
  /** The system's own folder for downloads. */
  downloadsFolder(): string
  /** By which the system writes numbers, whatever language it speaks. */
  formatsLocale(): string
  saveFile(name: string, what?: SavedFile): Promise<string | null>
  copyText(text: string): void | Promise<void>
  onPublished(row: UploadRow): void
  onNeedsAttention(row: UploadRow): void
  onWorkEnded(work: EndedWork): void
}
