import { AppError } from '@shared/errors'
import type { LibrarySelection } from '@shared/library/batch'
import type { LibraryQueries } from '../queries'
import type { VideoKey } from '../reader'

/**
 * The chosen videos, in the order of the list, each once. Rejects with `list-changed` when the places mean other videos
 * by now; a list that was chosen whole stays whole.
 */
export async function videosOf(
  selection: LibrarySelection,
  queries: Pick<LibraryQueries, 'keys'>,
  revision: number,
): Promise<VideoKey[]> {
  const { filter, sort, spans, total, videos } = selection
  const inPlaces = spans.length === 0 ? [] : await placesOf()
  const seen = new Set<string>()
  return [...inPlaces, ...videos].filter(({ accountId, uuid }) => {
    const key = `${accountId}/${uuid}`
    return seen.has(key) ? false : seen.add(key)
  })

  async function placesOf(): Promise<VideoKey[]> {
    const all = await queries.keys({ filter, sort }, revision)
    const [first] = spans
    const isWhole = spans.length === 1 && first?.from === 0 && first.to >= total - 1
    if (isWhole) return all
    if (all.length !== total) throw new AppError('list-changed', 'the list changed since the choice was made')
    return spans.flatMap(({ from, to }) => all.slice(from, to + 1))
  }
}
