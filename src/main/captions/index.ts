import type { Accounts } from '../accounts'
import type { Library } from '../library'
import type { Edits } from '../library/edits'
import { CaptionCopiesTable } from '../storage/caption-copies-table'
import { CaptionDraftsTable } from '../storage/caption-drafts-table'
import { CaptionRequestsTable } from '../storage/caption-requests-table'
import type { Database } from '../storage/database'
import type { Clock, Connectivity } from '../uploads/ports'
import { Captions } from './captions'
import { readInPlace, readInThread, type CaptionReader } from './reading-thread'

export interface ComposeCaptionsDeps {
  database: Database
  accounts: Accounts
  library: Library
  edits: Edits
  clock: Clock
  connectivity: Connectivity
  /** The built `captions-worker`; left out: files are read in the caller's thread. */
  captionsProgram?: string
  pickCaptions(many: boolean): Promise<string[] | null>
  saveFile(name: string): Promise<string | null>
}

export function composeCaptions(deps: ComposeCaptionsDeps): Captions {
  const { accounts, library, edits, clock, connectivity } = deps
  return new Captions({
    accounts: accounts.directory,
    drafts: new CaptionDraftsTable(deps.database),
    copies: new CaptionCopiesTable(deps.database),
    requests: new CaptionRequestsTable(deps.database),
    edits: edits.captions,
    connectivity,
    clock,
    read: captionReader(deps),
    nameOf: async (accountId, uuid) => {
      const video = await library.video(accountId, uuid).catch(() => null)
      return video === null ? null : { uuid, title: video.name, fileName: video.fileName }
    },
    canGenerate: (accountId) => accounts.knownChoices(accountId)?.limits.features.transcription ?? false,
    pickFiles: (many) => deps.pickCaptions(many),
    saveFile: (name) => deps.saveFile(name),
  })
}

/** Reads caption files, in a thread of their own where there is a program for it. */
export function captionReader({
  captionsProgram,
  clock,
}: Pick<ComposeCaptionsDeps, 'captionsProgram' | 'clock'>): CaptionReader {
  return captionsProgram === undefined ? readInPlace : readInThread(captionsProgram, clock)
}
