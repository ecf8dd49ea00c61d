import { randomUUID } from 'node:crypto'
import type { DemoContext } from './context'

const PRIVATE = 3

/** Does not commit. Returns the UUID. */
export function addFilledPlaylist(
  context: DemoContext,
  accountId: number,
  displayName: string,
  length: number,
): string {
  const { store } = context
  const channels = new Set(
    store.state.channels.filter((row) => row.accountId === accountId).map(({ id }) => id),
  )
  const videos = store.state.videos.filter(({ channelId }) => channels.has(channelId))
  const uuid = randomUUID()
  const now = context.nowIso()
  store.state.playlists.push({
    id: store.nextId('playlist'),
    uuid,
    accountId,
    channelId: null,
    displayName,
    description: null,
    privacy: PRIVATE,
    type: 1,
    thumbnail: null,
    elements: Array.from({ length: videos.length === 0 ? 0 : length }, (_, index) => ({
      id: store.nextId('element'),
      videoId: videos[index % videos.length]?.id ?? 0,
      startTimestamp: null,
      stopTimestamp: null,
    })),
    createdAt: now,
    updatedAt: now,
  })
  return uuid
}
