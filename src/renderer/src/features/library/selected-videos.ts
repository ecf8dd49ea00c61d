import type { LibraryFilter, LibraryRow, LibrarySort } from '@shared/library/library'
import { api } from '../../api'
import type { LibrarySelection } from './selection'

const WINDOW = 500
/** More than anybody adds at once. */
export const MOST_SELECTED = 10_000

type Chosen = Pick<LibraryRow, 'accountId' | 'uuid'>

/** The videos of a selection, in the order of the list, those too that were never on screen; up to `MOST_SELECTED`. */
export async function selectedVideos(
  { spans, keys }: LibrarySelection,
  query: { filter: LibraryFilter; sort: LibrarySort },
): Promise<Chosen[]> {
  const found: Chosen[] = []
  for (const { from, to } of spans) {
    for (let offset = from; offset <= to && found.length < MOST_SELECTED; offset += WINDOW) {
      const limit = Math.min(WINDOW, to - offset + 1)
      const { rows } = await api.call('library.page', { ...query, offset, limit })
      found.push(...rows.map(({ accountId, uuid }) => ({ accountId, uuid })))
    }
  }
  for (const key of keys) {
    const [accountId = '', uuid = ''] = key.split('/')
    found.push({ accountId, uuid })
  }
  const unique = new Map(found.map((one) => [`${one.accountId}/${one.uuid}`, one]))
  return [...unique.values()].slice(0, MOST_SELECTED)
}
