import { playlistPrivacies } from '../constants'
import type { DemoContext } from '../context'
import { toShortUuid } from '../media/short-uuid'
import type { ElementRecord, PlaylistRecord, UserRecord, VideoRecord } from '../records'
import { actorSummary } from './actors'
import { channelOf, pictureName, videoSummary } from './videos'

const elementTypes = { regular: 0, deleted: 1, private: 2, unavailable: 3 } as const
const HIDDEN_PRIVACIES = [3, 4, 5]
const INTERNAL = 4

export function playlistIds(playlist: PlaylistRecord): object {
  return { id: playlist.id, shortUUID: toShortUuid(playlist.uuid), uuid: playlist.uuid }
}

export function playlistView(context: DemoContext, playlist: PlaylistRecord): object {
  const { accounts, channels } = context.store.state
  const owner = accounts.find(({ id }) => id === playlist.accountId)
  const channel = channels.find(({ id }) => id === playlist.channelId)
  const thumbnail = playlist.thumbnail ?? firstPicture(context, playlist)
  const thumbnailPath = thumbnail === null ? null : `/lazy-static/thumbnails/${thumbnail}`
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

/** Without a picture of its own a playlist shows that of its first video. */
function firstPicture(context: DemoContext, playlist: PlaylistRecord): string | null {
  for (const { videoId } of playlist.elements) {
    const video = context.store.state.videos.find(({ id }) => id === videoId)
    if (video !== undefined) return pictureName(video, 'thumbnail')
  }
  return null
}

/** `video` is null when it is gone or the reader may not see it. */
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
  if (video === undefined) return { ...common, type: elementTypes.deleted, video: null }
  const type = typeOf(context, video, reader)
  return type === elementTypes.regular
    ? { ...common, type, video: videoSummary(context, video) }
    : { ...common, type, video: null }
}

/** Their own videos are always there; internal ones for whoever is signed in. Blocked ones are not for others. */
function typeOf(context: DemoContext, video: VideoRecord, reader: UserRecord | null): number {
  const isOwn = channelOf(context, video).accountId === reader?.accountId
  if (isOwn || (video.privacy === INTERNAL && reader !== null)) return elementTypes.regular
  if (HIDDEN_PRIVACIES.includes(video.privacy)) return elementTypes.private
  return video.blacklisted === true ? elementTypes.unavailable : elementTypes.regular
}
