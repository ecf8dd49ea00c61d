import { ConnectionError, ServerError } from '@shared/errors'
import type { NewLive } from '@shared/live/live'
import { withLiveErrors } from './live-errors'
import type { LiveServer } from './ports'

/** Clocks of servers go wrong by as much. */
const CLOCKS_DIFFER_MS = 5 * 60_000

/**
 * Makes a live, once: where the answer was lost, the account's newest lives tell whether it was made. Gives back its
 * UUID; rejects with what was wrong when it was not, or when that can't be found out.
 */
export async function createLive(
  server: LiveServer,
  live: NewLive,
  now: number,
  signal: AbortSignal,
): Promise<string> {
  const before = await withLiveErrors(server.list(0, 'person', signal))
  const known = new Set(before.lives.map(({ video }) => video.uuid))
  try {
    return await withLiveErrors(server.create(live, signal))
  } catch (error) {
    if (!isLost(error)) throw error
    const after = await server.list(0, 'person', signal).catch(() => null)
    const made = after?.lives.find(
      ({ video }) =>
        !known.has(video.uuid) &&
        video.name === live.title.trim() &&
        video.createdAt > now - CLOCKS_DIFFER_MS,
    )
    if (made === undefined) throw error
    return made.video.uuid
  }
}

/** Whether the request may have had its effect all the same. */
function isLost(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  return error instanceof ServerError && error.answer.status >= 500
}
