import { ServerError } from '@shared/errors'
import type { VideoField } from '@shared/library/edit'
import type { FieldsApart } from '../storage/library-table'
import type { Clock } from '../uploads/ports'
import { answered } from './patience'
import type { DetailedVideo, LibraryServer } from './ports'

export interface ReadAloneDeps {
  server: Pick<LibraryServer, 'video' | 'playerTheme' | 'embedPrivacy'>
  clock: Clock
  /** Null: it is gone. */
  take: (video: DetailedVideo | null) => Promise<void>
  takeApart: (apart: FieldsApart) => void
  log: (message: string, error: unknown) => void
}

/** The video itself does not tell them. */
const APART: readonly VideoField[] = ['playerTheme', 'embedPrivacy']

/**
 * Reads what a video says of itself, without captions and chapters, as work that may take its time: one request where
 * all of it would be four. The theme of the player and the sites that may embed it are asked for only where they are
 * wanted. False: the instance does not answer. Rejects with the signal's reason.
 */
export async function readAlone(
  deps: ReadAloneDeps,
  uuid: string,
  wanted: readonly VideoField[],
  signal: AbortSignal,
): Promise<boolean> {
  const { server, clock, take, takeApart, log } = deps
  const patiently = <T>(ask: () => Promise<T>): Promise<T> => answered(ask, clock, signal)
  const isWanted = (field: VideoField): boolean => wanted.includes(field)
  try {
    if (wanted.some((field) => !APART.includes(field)))
      await take(await patiently(() => server.video(uuid, 'background', signal)))
    if (isWanted('playerTheme'))
      takeApart({ playerTheme: await patiently(() => server.playerTheme(uuid, 'background', signal)) })
    if (isWanted('embedPrivacy'))
      takeApart({ embedPrivacy: await patiently(() => server.embedPrivacy(uuid, 'background', signal)) })
    return true
  } catch (error) {
    signal.throwIfAborted()
    log('a video could not be read', error)
    // What the instance says of one video is no word about the next.
    return error instanceof ServerError && error.answer.status < 500 && error.answer.status !== 401
  }
}
