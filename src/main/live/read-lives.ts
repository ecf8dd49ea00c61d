import { LIVE_PAGE, type ListedLive, type LiveServer } from './ports'
import type { Priority } from '../peertube/pacing'

/** A live that may go on air, as the copy has it. */
export interface OpenLive {
  uuid: string
  /** PeerTube's `VideoState`. */
  state: number
}

export interface ReadLives {
  lives: ListedLive[]
  /** Those of them that the copy does not have so. */
  news: ListedLive[]
}

/** Ten thousand lives; a server that has more to say is not believed. */
const MOST_PAGES = 100

/**
 * The account's newest lives, and of the older ones all that may go on air: one by one, or by the pages of the list,
 * whatever takes fewer requests. Rejects as the server's calls do.
 */
export async function readLives(
  server: LiveServer,
  open: readonly OpenLive[],
  priority: Priority,
  signal: AbortSignal,
): Promise<ReadLives> {
  const newest = await server.list(0, priority, signal)
  const met = new Set(newest.lives.map(({ video }) => video.uuid))
  const older = open.filter(({ uuid }) => !met.has(uuid))
  const pages = Math.min(MOST_PAGES, Math.ceil(newest.total / LIVE_PAGE)) - 1
  if (older.length === 0) return { lives: newest.lives, news: newest.lives }
  if (older.length <= pages) {
    const rest = await readEach(server, older, priority, signal)
    return { lives: [...newest.lives, ...rest.lives], news: [...newest.lives, ...rest.news] }
  }
  const lives = new Map(newest.lives.map((live) => [live.video.uuid, live]))
  for (let page = 1; page <= pages; page++) {
    const next = await server.list(page * LIVE_PAGE, priority, signal)
    for (const live of next.lives) lives.set(live.video.uuid, live)
  }
  const all = [...lives.values()]
  return { lives: all, news: all }
}

/** A video tells more of itself than a list does: the copy takes it only when it matters. */
async function readEach(
  server: LiveServer,
  open: readonly OpenLive[],
  priority: Priority,
  signal: AbortSignal,
): Promise<ReadLives> {
  const lives: ListedLive[] = []
  const news: ListedLive[] = []
  for (const { uuid, state } of open) {
    const live = await server.listed(uuid, priority, signal)
    if (live === null) continue
    lives.push(live)
    if (live.video.state !== state || !live.video.isLive) news.push(live)
  }
  return { lives, news }
}
