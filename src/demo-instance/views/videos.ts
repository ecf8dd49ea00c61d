import { extname } from 'node:path'
import { categories, commentPolicies, embedPolicies, licences, privacies, videoStates } from '../constants'
import { languages } from '../languages'
import type { DemoContext } from '../context'
import { LIVE_STATES, streamPath } from '../live/live-records'
import { toShortUuid } from '../media/short-uuid'
import type { ChannelRecord, SourceRecord, VideoRecord } from '../records'
import { splitViews } from './split'
import { accountView, actorSummary, channelView, ownerOf } from './actors'

const SUMMARY_LENGTH = 250
const RESOLUTION = 360

function labelled(id: number | string | null, labels: Record<string, string>): object {
  return { id, label: id === null ? 'Unknown' : (labels[id] ?? 'Unknown') }
}

export function channelOf(context: DemoContext, video: VideoRecord): ChannelRecord {
  const channel = context.store.state.channels.find(({ id }) => id === video.channelId)
  if (channel === undefined) throw new Error(`Video ${video.uuid} has no channel`)
  return channel
}

/** `{id, uuid, shortUUID}`: the answer to an upload, and the start of every view. */
export function videoIds(video: VideoRecord): { id: number; shortUUID: string; uuid: string } {
  return { id: video.id, shortUUID: toShortUuid(video.uuid), uuid: video.uuid }
}

/** Name in the pictures folder, or the name under which the generated picture is served. */
export function pictureName(video: VideoRecord, kind: 'thumbnail' | 'preview'): string {
  return video[kind] ?? `generated-${video.uuid}.png`
}

function pictureViews(context: DemoContext, video: VideoRecord): object {
  const thumbnailPath = `/lazy-static/thumbnails/${pictureName(video, 'thumbnail')}`
  const previewPath = `/lazy-static/previews/${pictureName(video, 'preview')}`
  if (!context.since('8.1')) return { thumbnailPath, previewPath }
  const thumbnails = [
    { width: 280, height: 157, path: thumbnailPath },
    { width: 850, height: 480, path: previewPath },
  ].map(({ path, ...size }) => ({ ...size, aspectRatio: 1.7778, fileUrl: context.origin + path }))
  return { thumbnailPath, previewPath, thumbnails }
}

function truncate(text: string | null): string | null {
  return text !== null && text.length > SUMMARY_LENGTH ? `${text.slice(0, SUMMARY_LENGTH - 3)}...` : text
}

function commonView(context: DemoContext, video: VideoRecord): object {
  return {
    ...videoIds(video),
    url: `${context.origin}/videos/watch/${video.uuid}`,
    name: video.name,
    category: labelled(video.category, categories),
    licence: labelled(video.licence, licences(context)),
    language: labelled(video.language, languages),
    privacy: labelled(video.privacy, privacies(context)),
    nsfw: video.nsfw,
    ...(context.since('7.2') ? { nsfwFlags: video.nsfwFlags, nsfwSummary: video.nsfwSummary } : {}),
    truncatedDescription: truncate(video.description),
    description: truncate(video.description),
    isLocal: true,
    duration: video.durationSeconds,
    // Nothing has been seen yet of what will be streamed.
    ...(context.since('6.1') ? { aspectRatio: video.isLive === true ? null : 1.7778 } : {}),
    views: video.views ?? 0,
    viewers: video.viewers ?? 0,
    likes: video.likes ?? 0,
    dislikes: 0,
    ...pictureViews(context, video),
    embedPath: `/videos/embed/${video.uuid}`,
    createdAt: video.createdAt,
    updatedAt: video.updatedAt,
    publishedAt: video.publishedAt,
    originallyPublishedAt: video.originallyPublishedAt,
    isLive: video.isLive ?? false,
  }
}

/** The form in lists that everybody may read. */
export function videoSummary(context: DemoContext, video: VideoRecord): object {
  const channel = channelOf(context, video)
  return {
    ...commonView(context, video),
    account: actorSummary(context, ownerOf(context, channel)),
    channel: actorSummary(context, channel),
  }
}

function scheduleView({ scheduleUpdate }: VideoRecord): object | undefined {
  if (scheduleUpdate === null) return undefined
  const { updateAt, privacy } = scheduleUpdate
  return { updateAt, privacy: privacy ?? undefined }
}

function ownerFields(video: VideoRecord): object {
  return {
    state: labelled(video.state, videoStates),
    waitTranscoding: video.waitTranscoding,
    scheduledUpdate: scheduleView(video),
    blacklisted: video.blacklisted ?? false,
    blacklistedReason: null,
  }
}

/** The form in `/users/me/videos`. */
export function ownVideoView(context: DemoContext, video: VideoRecord): object {
  const tags = context.since('7.1') ? { tags: video.tags } : {}
  return { ...videoSummary(context, video), ...ownerFields(video), ...tags }
}

function commentFields(context: DemoContext, video: VideoRecord): object {
  const commentsPolicy = labelled(video.commentsPolicy, commentPolicies)
  const commentsEnabled = video.commentsPolicy !== 2
  if (!context.since('6.2')) return { commentsEnabled }
  return context.since('8.0') ? { commentsPolicy } : { commentsEnabled, commentsPolicy }
}

/** Of 8.1 and later. */
export function embedPrivacyView({ embedPrivacy }: VideoRecord): { policy: object; domains: string[] } {
  const { policy, domains } = embedPrivacy ?? { policy: 1, domains: [] }
  return { policy: labelled(policy, embedPolicies), domains }
}

/** Of the one file there is: a web video, or a fragment behind a playlist. */
function fileAddresses(
  context: DemoContext,
  video: VideoRecord,
): { fileUrl: string; fileDownloadUrl: string } {
  const { source, uuid, privacy } = video
  const name = source.fileName ?? 'none'
  const extension = extname(source.fileName ?? source.inputFilename)
  const privateFolder = [1, 2].includes(privacy) ? '' : '/private'
  const download = `${context.origin}/download`
  if (context.settings.hlsOnly) {
    const fragment = `${name.slice(0, name.length - extname(name).length)}-${String(RESOLUTION)}-fragmented.mp4`
    return {
      fileUrl: `${context.origin}/static/streaming-playlists/hls${privateFolder}/${uuid}/${fragment}`,
      fileDownloadUrl: `${download}/streaming-playlists/hls/videos/${uuid}-${String(RESOLUTION)}-fragmented.mp4`,
    }
  }
  const kind = context.since('6.0') ? 'web-videos' : 'webseed'
  const downloadKind = context.since('6.0') ? 'web-videos' : 'videos'
  return {
    fileUrl: `${context.origin}/static/${kind}${privateFolder}/${name}`,
    fileDownloadUrl: `${download}/${downloadKind}/${uuid}-${String(RESOLUTION)}${extension}`,
  }
}

function fileViews(context: DemoContext, video: VideoRecord): object[] {
  const { source } = video
  if (video.isLive === true) return []
  return [
    {
      id: source.fileId,
      resolution: { id: RESOLUTION, label: `${String(RESOLUTION)}p` },
      size: source.size,
      fps: 25,
      torrentUrl: null,
      torrentDownloadUrl: null,
      ...fileAddresses(context, video),
      metadataUrl: `${context.origin}/api/v1/videos/${video.uuid}/metadata/${String(source.fileId)}`,
      ...(context.since('6.1') ? { width: 640, height: RESOLUTION } : {}),
      ...(context.since('6.3') ? { hasAudio: true, hasVideo: true, storage: 0 } : {}),
    },
  ]
}

/** Of a live on air, and of finished videos where there are no web videos. */
function playlistViews(context: DemoContext, video: VideoRecord): object[] {
  const isLive = video.isLive === true
  if (video.split !== undefined) return splitViews(context, video, video.split)
  if (isLive ? video.state !== LIVE_STATES.onAir : !context.settings.hlsOnly) return []
  const folder = isLive ? streamPath(video) : `/static/streaming-playlists/hls/${video.uuid}`
  const files = fileViews(context, video)
  const playlistUrl = `${context.origin}${folder}/master.m3u8`
  return [{ id: video.id, type: 1, playlistUrl, segmentsSha256Url: null, files, redundancies: [] }]
}

/** The form of `GET /videos/{id}`. */
export function videoDetails(context: DemoContext, video: VideoRecord): object {
  const channel = channelOf(context, video)
  return {
    ...commonView(context, video),
    description: video.description,
    account: accountView(context, ownerOf(context, channel)),
    channel: channelView(context, channel),
    ...ownerFields(video),
    streamingPlaylists: playlistViews(context, video),
    files: context.settings.hlsOnly || video.split !== undefined ? [] : fileViews(context, video),
    support: video.support,
    ...(context.since('8.0') ? {} : { descriptionPath: `/api/v1/videos/${video.uuid}/description` }),
    tags: video.tags,
    ...commentFields(context, video),
    downloadEnabled: video.downloadEnabled,
    ...(context.since('8.1') ? { embedPrivacyPolicy: embedPrivacyView(video).policy } : {}),
    ...(context.since('6.0') ? { inputFileUpdatedAt: video.inputFileUpdatedAt } : {}),
    trackerUrls: [],
  }
}

/** The form of `GET /videos/{id}/source`, which changed three times. */
export function sourceView(context: DemoContext, source: SourceRecord): object {
  if (!context.since('6.0')) return { id: source.fileId, filename: source.inputFilename }
  const isKept = context.since('6.2') && context.settings.keepsOriginals && source.fileName !== null
  const fileDownloadUrl = isKept ? `${context.origin}/download/original-video-files/${source.fileName}` : null
  return {
    ...(context.since('8.0') ? {} : { filename: source.inputFilename }),
    ...(context.since('6.1') ? { inputFilename: source.inputFilename, fileDownloadUrl } : {}),
    ...(context.since('6.1') && !context.since('8.0') ? { fileUrl: null } : {}),
    resolution: { id: RESOLUTION, label: `${String(RESOLUTION)}p` },
    size: source.size,
    width: 640,
    height: RESOLUTION,
    fps: 25,
    metadata: {},
    createdAt: source.createdAt,
  }
}
