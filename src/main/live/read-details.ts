import type { LiveDetails } from '@shared/live/live'
import type { Priority } from '../peertube/pacing'
import type { Clock } from '../uploads/ports'
import type { LiveServer } from './ports'

/**
 * All that one live says of itself, as of the moment when it was asked; null: it is no live any more. Rejects as the
 * server's calls do.
 */
export async function readDetails(
  server: LiveServer,
  uuid: string,
  priority: Priority,
  clock: Clock,
  signal: AbortSignal,
): Promise<LiveDetails | null> {
  const readAt = clock.now()
  const live = await server.live(uuid, priority, signal)
  if (live === null) return null
  const sessions = await server.sessions(uuid, priority, signal)
  return { ...live, sessions, readAt }
}
