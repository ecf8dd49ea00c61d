import {
  EMPTY_FILTER,
  VIDEO_STATE,
  type LibraryFilter,
  type LibraryRow,
  type LibrarySort,
} from '@shared/library/library'
import type { OpenLive } from './read-lives'

export interface LibraryPort {
  page: (request: { filter: LibraryFilter; sort: LibrarySort; offset: number; limit: number }) => Promise<{
    revision: number
    total: number
    rows: LibraryRow[]
  }>
}

/** On air first, then those that wait, then those that are over. */
export const BY_STATE: LibrarySort = { column: 'state', descending: false }
const OPEN_STATES = [VIDEO_STATE.published, VIDEO_STATE.waitingForLive]
export const ROWS_AT_ONCE = 200

/** Lives of an account that may go on air, or are, as the copy has them. */
export async function openLives(library: LibraryPort, accountId: string): Promise<OpenLive[]> {
  const filter = { ...EMPTY_FILTER, accountIds: [accountId], live: true, states: OPEN_STATES }
  const found: OpenLive[] = []
  for (;;) {
    const request = { filter, sort: BY_STATE, offset: found.length, limit: ROWS_AT_ONCE }
    const { rows } = await library.page(request)
    found.push(...rows.map(({ uuid, state }) => ({ uuid, state })))
    if (rows.length < ROWS_AT_ONCE) return found
  }
}
