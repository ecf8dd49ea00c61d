import type { Clock } from '../../uploads/ports'
import { answered } from '../patience'
import type { ListedElement, ListedPlaylist, PlaylistServer } from './ports'

/** Two hundred pages; a server that has more to say is not believed. */
const MOST_ELEMENTS = 20_000
const MOST_TRIES = 3

export interface ReadElements {
  playlist: ListedPlaylist
  elements: ListedElement[]
}

/**
 * Reads what a playlist holds, whole. One that changes meanwhile is read again. Null: it is gone. Rejects with what
 * stopped it.
 */
export async function readElements(
  server: PlaylistServer,
  uuid: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<ReadElements | null> {
  const ask = (): Promise<ListedPlaylist | null> =>
    answered(() => server.playlist(uuid, signal), clock, signal)
  let before = await ask()
  for (let tries = 1; before !== null; tries++) {
    const elements = await allOf(server, uuid, clock, signal)
    // What came in one piece is of one moment.
    if (elements.length <= 100 || tries === MOST_TRIES) return { playlist: before, elements }
    const after = await ask()
    if (after?.stamp === before.stamp) return { playlist: before, elements }
    before = after
  }
  return null
}

async function allOf(
  server: PlaylistServer,
  uuid: string,
  clock: Clock,
  signal: AbortSignal,
): Promise<ListedElement[]> {
  const found = new Map<number, ListedElement>()
  for (let start = 0; start < MOST_ELEMENTS;) {
    const from = start
    const page = await answered(() => server.elements(uuid, from, signal), clock, signal)
    for (const element of page.elements) found.set(element.id, element)
    start += page.received
    if (page.received === 0 || start >= page.total) break
  }
  return [...found.values()]
}
