import { AppError } from '@shared/errors'
import { canDiscard } from '@shared/uploads/actions'
import type { UploadRow } from '@shared/uploads/upload'
import type { Library } from '../library'
import type { Edits } from '../library/edits'

const ASK_MS = 30_000

export interface DiscardDeps {
  accounts: {
    directory: {
      get: (accountId: string) => {
        videos: { find: (uuid: string, signal: AbortSignal) => Promise<unknown> }
      }
    }
  }
  uploads: {
    row: (id: string) => Pick<UploadRow, 'accountId' | 'state'> | null
    commands: { discard: (ids: readonly string[]) => Promise<void> }
  }
  library: Pick<Library, 'peek' | 'refresh'>
  edits: { outbox: Pick<Edits['outbox'], 'deleteVideos'> }
}

/** Has the videos deleted that came of cancelled uploads, the way that every video of the library is deleted. */
export const composeDiscard =
  (deps: DiscardDeps) =>
  async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      const row = deps.uploads.row(id)
      if (row?.state.name !== 'failed' || row.state.video === null || !canDiscard(row.state)) continue
      await deleteVideo(deps, row.accountId, row.state.video.uuid)
      await deps.uploads.commands.discard([id])
    }
  }

async function deleteVideo(
  { accounts, library, edits }: DiscardDeps,
  accountId: string,
  uuid: string,
): Promise<void> {
  if ((await library.peek(accountId, uuid)) === null) await library.refresh(accountId, uuid)
  const { count } = await edits.outbox.deleteVideos([{ accountId, uuid }])
  if (count > 0) return
  // It is not in the copy: gone by now, or nobody could be asked, which this says.
  const { videos } = accounts.directory.get(accountId)
  if ((await videos.find(uuid, AbortSignal.timeout(ASK_MS))) !== null)
    throw new AppError('internal', 'the video could not be read')
}
