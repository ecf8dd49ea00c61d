import type { LiveDetails } from '@shared/live/live'
import { EMPTY_FILTER, VIDEO_STATE } from '@shared/library/library'
import { BY_STATE, ROWS_AT_ONCE, type LibraryPort } from './live-copy'
import type { LiveAccount } from './ports'

/** Reading one takes two requests: so many are no burden for an instance. */
const MOST_READ = 20

export interface WaitingLive {
  accountId: string
  uuid: string
}

interface Copy {
  library: LibraryPort
  details: { find: (accountId: string, uuid: string) => LiveDetails | null }
}

/**
 * Announced times are told by each live alone. These are the ones to read next: of accounts whose instance has such
 * times those that wait for their stream, never read or read the longest time ago first.
 */
export async function nextAnnounced(
  accounts: readonly LiveAccount[],
  { library, details }: Copy,
): Promise<WaitingLive[]> {
  const announcing = await Promise.all(
    // What can't be asked now has nothing to read.
    accounts.map(({ lives }) => lives.hasSchedules().catch(() => false)),
  )
  const accountIds = accounts.filter((_, index) => announcing[index]).map(({ id }) => id)
  if (accountIds.length === 0) return []
  const waiting = (await waitingLives(library, accountIds)).map(({ accountId, uuid }) => {
    return { accountId, uuid, readAt: details.find(accountId, uuid)?.readAt ?? 0 }
  })
  return waiting.sort((one, other) => one.readAt - other.readAt).slice(0, MOST_READ)
}

async function waitingLives(library: LibraryPort, accountIds: string[]): Promise<WaitingLive[]> {
  const filter = { ...EMPTY_FILTER, accountIds, live: true, states: [VIDEO_STATE.waitingForLive] }
  const found: WaitingLive[] = []
  for (;;) {
    const request = { filter, sort: BY_STATE, offset: found.length, limit: ROWS_AT_ONCE }
    const { rows } = await library.page(request)
    found.push(...rows)
    if (rows.length < ROWS_AT_ONCE) return found
  }
}
