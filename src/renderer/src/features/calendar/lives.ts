import { VIDEO_STATE } from '@shared/library/library'
import type { LiveRow } from '@shared/live/live'
import { api } from '../../api'

/** Reading one takes two requests: so many are no burden for an instance. */
const MOST_READ = 20
const PAGE = 200

/**
 * Announced times are told by each live alone: those that wait are read, the ones that never were first. What fails
 * leaves the copy as it is.
 */
export async function readLives(): Promise<void> {
  const { rows } = await api.call('live.page', { offset: 0, limit: PAGE })
  const waiting = rows.filter(({ state }) => state === VIDEO_STATE.waitingForLive)
  const unread = (row: LiveRow): number => (row.settings === null ? 0 : 1)
  waiting.sort((one, other) => unread(one) - unread(other))
  for (const { accountId, uuid } of waiting.slice(0, MOST_READ)) {
    await api.call('live.details', { accountId, uuid, refresh: true }).catch(() => null)
  }
}
