import type { Accounts } from '../accounts'
import type { Library } from '../library'
import { CaptionDraftsTable } from '../storage/caption-drafts-table'
import { CaptionRequestsTable } from '../storage/caption-requests-table'
import type { Database } from '../storage/database'
import type { Clock, Connectivity } from '../uploads/ports'
import { Captions } from './captions'
import { readInPlace, readInThread } from './reading-thread'

export interface ComposeCaptionsDeps {
  database: Database
  accounts: Accounts
  library: Library
  clock: Clock
  connectivity: Connectivity
  /** The built `captions-worker`; left out: files are read in the caller's thread. */
  captionsProgram?: string
  pickCaptions(many: boolean): Promise<string[] | null>
  saveFile(name: string): Promise<string | null>
}

export function composeCaptions(deps: ComposeCaptionsDeps): Captions {
  const { accounts, library, captionsProgram, clock, connectivity } = deps
  return new Captions({
    accounts: accounts.directory,
    drafts: new CaptionDraftsTable(deps.database),
    requests: new CaptionRequestsTable(deps.database),
    connectivity,
    clock,
    read: captionsProgram === undefined ? readInPlace : readInThread(captionsProgram, clock),
    copyOf: async (accountId, uuid) => {
      const video = await library.video(accountId, uuid).catch(() => null)
      return video === null
        ? null
        : { uuid, title: video.name, fileName: video.fileName, captionLanguages: video.captionLanguages }
    },
    canGenerate: (accountId) => accounts.knownChoices(accountId)?.limits.features.transcription ?? false,
    changed: (accountId, uuid) => {
      library.published(accountId, uuid)
    },
    pickFiles: (many) => deps.pickCaptions(many),
    saveFile: (name) => deps.saveFile(name),
  })
}
