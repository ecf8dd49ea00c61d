import type { InstanceLimits } from '@shared/accounts/choices'
import type { Chapter, EmbedPrivacy } from '@shared/uploads/draft'
import type { z } from 'zod'
import type { DetailedVideo, LibraryServer, ListedCaption, ListedPage, ListedVideo } from '../library/ports'
import type { AccountApi } from './account-api'
import { readEmbedPrivacy, readPlayerTheme } from './apart'
import { captionVersion } from './captions'
import {
  addressOf,
  clip,
  LONGEST,
  nullWhenGone,
  nullWhenNotThere,
  numberOf,
  pictureAddress,
  SHORT_UUID,
  textId,
  timeOf,
  UUID,
  whole,
} from './clean'
import type { InstanceFiles } from './instance-files'
import { getMyVideos } from './operations/session'
import type { videoShape } from './operations/shapes'
import { getCaptions, getChapters, getVideo, getVideoSource } from './operations/videos'
import type { Priority } from './pacing'

const PAGE = 100
const MOST_TAGS = 50
const MOST_CAPTIONS = 200
const MOST_CHAPTERS = 5000
const PUBLISHED = 1
const PRIVATE = 3
/** Wide enough for a row of the table, and for the panel. */
const PICTURE_WIDTH = 280

type Raw = z.infer<typeof videoShape>

/** What the library asks, over one account's API. All of the server's text is clipped here. */
export class PeerTubeLibrary implements LibraryServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly files: InstanceFiles,
    private readonly origin: () => string,
    private readonly limits: () => Promise<InstanceLimits>,
  ) {}

  async page(start: number, signal: AbortSignal): Promise<ListedPage> {
    // Oldest first: what is added meanwhile comes at the end and moves nothing.
    const query = { start, count: PAGE, sort: 'createdAt' }
    const { total, data } = await this.api().call(getMyVideos, { query, signal })
    const videos = data.filter(isReadable).map((raw) => listedVideo(raw, this.origin()))
    return { total, received: data.length, videos }
  }

  async video(uuid: string, priority: Priority, signal: AbortSignal): Promise<DetailedVideo | null> {
    const raw = await nullWhenGone(this.api().call(getVideo, { params: { id: uuid }, priority, signal }))
    return raw === null || !isReadable(raw) ? null : detailedVideo(raw, this.origin())
  }

  async fileName(uuid: string, priority: Priority, signal: AbortSignal): Promise<string | null> {
    const source = await nullWhenNotThere(
      this.api().call(getVideoSource, { params: { id: uuid }, priority, signal }),
    )
    const name = source?.inputFilename ?? source?.filename ?? null
    return name === null ? null : clip(name, LONGEST.name)
  }

  async captions(uuid: string, priority: Priority, signal: AbortSignal): Promise<ListedCaption[]> {
    const list = await nullWhenGone(this.api().call(getCaptions, { params: { id: uuid }, priority, signal }))
    return (list?.data ?? []).slice(0, MOST_CAPTIONS).map((caption) => {
      const { language, fileUrl, captionPath, updatedAt } = caption
      const file = addressOf(captionPath ?? fileUrl ?? null, this.origin())
      return {
        language: clip(language.id, LONGEST.language),
        file,
        version: captionVersion(file, updatedAt),
        isAutomatic: caption.automaticallyGenerated === true,
      }
    })
  }

  async chapters(uuid: string, priority: Priority, signal: AbortSignal): Promise<Chapter[] | null> {
    const { features } = await this.limits()
    if (!features.chapters) return null
    const found = await nullWhenNotThere(
      this.api().call(getChapters, { params: { id: uuid }, priority, signal }),
    )
    return found === null ? null : chaptersOf(found.chapters)
  }

  async playerTheme(uuid: string, priority: Priority, signal: AbortSignal): Promise<string | null> {
    return readPlayerTheme({ api: this.api(), limits: await this.limits(), uuid, priority, signal })
  }

  async embedPrivacy(uuid: string, priority: Priority, signal: AbortSignal): Promise<EmbedPrivacy | null> {
    return readEmbedPrivacy({ api: this.api(), limits: await this.limits(), uuid, priority, signal })
  }

  file(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null> {
    return this.files.read(address, limitBytes, signal)
  }
}

export function chaptersOf(chapters: readonly Chapter[]): Chapter[] {
  return chapters
    .slice(0, MOST_CHAPTERS)
    .map(({ timecode, title }) => ({ timecode: whole(timecode), title: clip(title, LONGEST.name) }))
}

/** The UUID becomes part of file names and addresses: it has to be one. */
export function isReadable(raw: Raw): boolean {
  return UUID.test(raw.uuid) && Number.isSafeInteger(raw.id) && timeOf(raw.createdAt) !== null
}

export function listedVideo(raw: Raw, origin: string): ListedVideo {
  const createdAt = timeOf(raw.createdAt) ?? 0
  return {
    uuid: raw.uuid.toLowerCase(),
    shortUuid: SHORT_UUID.test(raw.shortUUID) ? raw.shortUUID : raw.uuid.toLowerCase(),
    serverId: raw.id,
    name: clip(raw.name, LONGEST.name),
    channelId: whole(raw.channel?.id ?? 0),
    channelName: clip(raw.channel?.displayName || raw.channel?.name || '', LONGEST.label),
    privacy: numberOf(raw.privacy) ?? PRIVATE,
    state: whole(raw.state?.id ?? PUBLISHED),
    stateLabel: clip(raw.state?.label ?? '', LONGEST.label),
    duration: whole(raw.duration),
    views: whole(raw.views),
    likes: whole(raw.likes),
    createdAt,
    publishedAt: timeOf(raw.publishedAt),
    updatedAt: timeOf(raw.updatedAt) ?? createdAt,
    scheduledAt: timeOf(raw.scheduledUpdate?.updateAt),
    schedulePrivacy: raw.scheduledUpdate?.privacy ?? null,
    originallyPublishedAt: timeOf(raw.originallyPublishedAt),
    isLive: raw.isLive === true,
    isBlocked: raw.blacklisted === true,
    nsfw: raw.nsfw === true,
    category: numberOf(raw.category),
    licence: numberOf(raw.licence),
    language: textId(raw.language),
    waitTranscoding: raw.waitTranscoding ?? null,
    description: clip(raw.description ?? '', LONGEST.text),
    tags: raw.tags == null ? undefined : tagsOf(raw.tags),
    picture: pictureOf(raw, origin),
  }
}

export function detailedVideo(raw: Raw, origin: string): DetailedVideo {
  return {
    ...listedVideo(raw, origin),
    tags: tagsOf(raw.tags ?? []),
    support: clip(raw.support ?? '', LONGEST.text),
    commentsPolicy: raw.commentsPolicy?.id ?? policyOf(raw.commentsEnabled ?? null),
    downloadEnabled: raw.downloadEnabled ?? null,
    nsfwFlags: raw.nsfwFlags ?? null,
    nsfwSummary: raw.nsfwSummary == null ? null : clip(raw.nsfwSummary, LONGEST.name),
    bytes: bytesOf(raw),
  }
}

/** 1: enabled, 2: disabled. */
function policyOf(commentsEnabled: boolean | null): number | null {
  return commentsEnabled === null ? null : commentsEnabled ? 1 : 2
}

function bytesOf({ files, streamingPlaylists }: Raw): number | null {
  const all = [...(files ?? []), ...(streamingPlaylists ?? []).flatMap((playlist) => playlist.files ?? [])]
  if (all.length === 0) return null
  return all.reduce((sum, { size }) => sum + whole(size), 0)
}

function pictureOf({ thumbnails, thumbnailPath }: Raw, origin: string): string | null {
  return pictureAddress(thumbnails ?? [], thumbnailPath ?? null, PICTURE_WIDTH, origin)
}

function tagsOf(tags: readonly string[]): string[] {
  const clipped = tags.map((tag) => clip(tag, LONGEST.tag)).filter((tag) => tag !== '')
  return [...new Set(clipped)].slice(0, MOST_TAGS)
}
