import { playlistPrivacies } from '../constants'
import type { DemoContext } from '../context'
import { toShortUuid } from '../media/short-uuid'
import type { ElementRecord, PlaylistRecord, UserRecord } from '../records'
import { isManageable } from '../validation/find-video'
import { actorSummary } from './actors'
import { videoSummary } from './videos'

const elementTypes = { regular: 0, deleted: 1, private: 2 } as const
const OPEN_PRIVACIES = [1, 2]

export function playlistIds(playlist: PlaylistRecord): object {
  return { id: playlist.id, shortUUID: toShortUuid(playlist.uuid), uuid: playlist.uuid }
}

export function playlistView(context: DemoContext, playlist: PlaylistRecord): object {
  const { accounts, channels } = context.store.state
  const owner = accounts.find(({ id }) => id === playlist.accountId)
  const channel = channels.find(({ id }) => id === playlist.channelId)
  const thumbnailPath = playlist.thumbnail === null ? null : `/lazy-static/thumbnails/${playlist.thumbnail}`
  return {
    ...playlistIds(playlist),
    isLocal: true,
    url: `${context.origin}/video-playlists/${playlist.uuid}`,
    displayName: playlist.displayName,
    description: playlist.description,
    privacy: { id: playlist.privacy, label: playlistPrivacies[playlist.privacy] ?? 'Unknown' },
    thumbnailPath,
    ...(context.since('8.1')
      ? {
          thumbnails:
            thumbnailPath === null
              ? []
              : [{ width: 280, height: 157, fileUrl: context.origin + thumbnailPath }],
        }
      : {}),
    embedPath: `/video-playlists/embed/${playlist.uuid}`,
    type: { id: playlist.type, label: playlist.type === 1 ? 'Regular' : 'Watch later' },
    videosLength: playlist.elements.length,
    createdAt: playlist.createdAt,
    updatedAt: playlist.updatedAt,
    ownerAccount: owner === undefined ? null : actorSummary(context, owner),
    videoChannel: channel === undefined ? null : actorSummary(context, channel),
  }
}

/** `video` is left out when it is gone, and null when the reader may not see it. */
export function elementView(
  context: DemoContext,
  playlist: PlaylistRecord,
  element: ElementRecord,
  reader: UserRecord | null,
): object {
  const video = context.store.state.videos.find(({ id }) => id === element.videoId)
  const common = {
    id: element.id,
    position: playlist.elements.indexOf(element) + 1,
    startTimestamp: element.startTimestamp,
    stopTimestamp: element.stopTimestamp,
  }
  if (video === undefined) return { ...common, type: elementTypes.deleted }
  const isVisible = OPEN_PRIVACIES.includes(video.privacy) || isManageable(context, reader, video)
  return isVisible
    ? { ...common, type: elementTypes.regular, video: videoSummary(context, video) }
    : { ...common, type: elementTypes.private, video: null }
}
