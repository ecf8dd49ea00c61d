import { ServerError } from '@shared/errors'
import type { Clock } from '../uploads/ports'
import { answered } from './patience'
import type { DetailedVideo, LibraryServer } from './ports'

export interface ReadAloneDeps {
  server: Pick<LibraryServer, 'video'>
  clock: Clock
  /** Null: it is gone. */
  take: (video: DetailedVideo | null) => Promise<void>
  log: (message: string, error: unknown) => void
}

/**
 * Reads what a video says of itself, without captions and chapters, as work that may take its time: one request where
 * all of it would be four. False: the instance does not answer. Rejects with the signal's reason.
 */
export async function readAlone(deps: ReadAloneDeps, uuid: string, signal: AbortSignal): Promise<boolean> {
  const { server, clock, take, log } = deps
  try {
    await take(await answered(() => server.video(uuid, 'background', signal), clock, signal))
    return true
  } catch (error) {
    signal.throwIfAborted()
    log('a video could not be read', error)
    // What the instance says of one video is no word about the next.
    return error instanceof ServerError && error.answer.status < 500 && error.answer.status !== 401
  }
}
