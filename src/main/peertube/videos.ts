import type { InstanceLimits } from '@shared/accounts/choices'
import type { Draft, EmbedPrivacy } from '@shared/uploads/draft'
import type { PublishedVideo } from '@shared/uploads/upload'
import type { z } from 'zod'
import type { LocalFile, RemoteSource, RemoteVideo, VideoServer } from '../uploads/ports'
import type { AccountApi } from './account-api'
import { embedFields } from './apart'
import { nullWhenGone, nullWhenNotThere } from './clean'
import { pictureParts } from './init'
import * as playlistOperations from './operations/playlists'
import { getMyVideos } from './operations/session'
import type { videoShape } from './operations/shapes'
import * as operations from './operations/videos'
import type { Priority } from './pacing'
import { passwordsIfNeeded, updateFields } from './video-fields'

const PAGE = 100
const PUBLISHED = 1
/** Pictures and captions of a few megabytes over a slow line. */
const UPLOAD_TIMEOUT_MS = 10 * 60_000

/** What the engine asks about videos, over one account's API. */
export class PeerTubeVideos implements VideoServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly limits: () => Promise<InstanceLimits>,
    private readonly priority: Priority = 'background',
  ) {}

  async newest(signal: AbortSignal): Promise<RemoteVideo[]> {
    const query = { start: 0, count: PAGE, sort: '-createdAt' }
    const { data } = await this.api().call(getMyVideos, { query, signal })
    return data.map(remoteVideo)
  }

  async find(uuid: string, signal: AbortSignal): Promise<RemoteVideo | null> {
    const found = await nullWhenGone(this.api().call(operations.getVideo, { params: { id: uuid }, signal }))
    return found === null ? null : remoteVideo(found)
  }

  async source(uuid: string, signal: AbortSignal): Promise<RemoteSource | null> {
    const found = await nullWhenNotThere(
      this.api().call(operations.getVideoSource, { params: { id: uuid }, signal }),
    )
    if (found === null) return null
    const fileName = found.inputFilename ?? found.filename ?? null
    const bytes = found.size ?? null
    const createdAt = found.createdAt ?? null
    return fileName === null && bytes === null ? null : { fileName, bytes, createdAt }
  }

  async update(
    uuid: string,
    draft: Draft,
    fields: readonly (keyof Draft)[],
    picture: LocalFile | null,
    signal: AbortSignal,
  ): Promise<void> {
    const limits = await this.limits()
    const body = updateFields(draft, fields, limits)
    const { priority } = this
    const call = { params: { id: uuid }, signal, priority, timeoutMs: UPLOAD_TIMEOUT_MS }
    if (picture !== null) {
      const multipart = { ...body, ...passwordsIfNeeded(draft, limits) }
      const files = pictureParts(picture, limits)
      await this.api().call(operations.putVideo, { ...call, body: { multipart, files } })
    } else if (Object.keys(body).length > 0) {
      await this.api().call(operations.putVideo, { ...call, body: { json: body } })
    }
  }

  async putCaption(uuid: string, language: string, file: LocalFile, signal: AbortSignal): Promise<void> {
    await this.api().call(operations.putCaption, {
      params: { id: uuid, captionLanguage: language },
      body: { multipart: {}, files: [{ name: 'captionfile', file }] },
      signal,
      priority: this.priority,
      timeoutMs: UPLOAD_TIMEOUT_MS,
    })
  }

  async deleteCaption(uuid: string, language: string, signal: AbortSignal): Promise<void> {
    const params = { id: uuid, captionLanguage: language }
    const { priority } = this
    await nullWhenGone(this.api().call(operations.deleteCaption, { params, signal, priority }))
  }

  async putChapters(uuid: string, chapters: Draft['chapters'], signal: AbortSignal): Promise<void> {
    const { features } = await this.limits()
    if (!features.chapters) return
    await this.api().call(operations.putChapters, {
      params: { id: uuid },
      body: { json: { chapters } },
      signal,
      priority: this.priority,
    })
  }

  async putPlayerTheme(uuid: string, theme: string, signal: AbortSignal): Promise<void> {
    const { features } = await this.limits()
    if (!features.playerTheme) return
    const call = { params: { id: uuid }, body: { json: { theme } }, signal, priority: this.priority }
    await this.api().call(operations.putPlayerSettings, call)
  }

  async putEmbedPrivacy(uuid: string, privacy: EmbedPrivacy, signal: AbortSignal): Promise<void> {
    const { features } = await this.limits()
    if (!features.embedPrivacy) return
    const call = {
      params: { id: uuid },
      body: { json: embedFields(privacy) },
      signal,
      priority: this.priority,
    }
    await this.api().call(operations.putEmbedPrivacy, call)
  }

  async addToPlaylist(playlistId: number, video: PublishedVideo, signal: AbortSignal): Promise<void> {
    const elements = await this.elementsOf(playlistId, video, signal)
    if (elements.length > 0) return
    await this.api().call(playlistOperations.addPlaylistElement, {
      params: { playlistId },
      body: { json: { videoId: video.uuid } },
      signal,
      priority: this.priority,
    })
  }

  async removeFromPlaylist(playlistId: number, video: PublishedVideo, signal: AbortSignal): Promise<void> {
    const { priority } = this
    for (const playlistElementId of await this.elementsOf(playlistId, video, signal)) {
      const call = { params: { playlistId, playlistElementId }, signal, priority }
      await nullWhenGone(this.api().call(playlistOperations.deletePlaylistElement, call))
    }
  }

  /** The elements of a playlist that hold this video: normally none or one. */
  private async elementsOf(
    playlistId: number,
    video: PublishedVideo,
    signal: AbortSignal,
  ): Promise<number[]> {
    const call = { query: { videoIds: video.id }, signal, priority: this.priority }
    const found = await this.api().call(playlistOperations.getPlaylistsOfVideos, call)
    const entries = (found[String(video.id)] ?? []).filter((entry) => entry.playlistId === playlistId)
    return entries.map(({ playlistElementId }) => playlistElementId)
  }
}

function remoteVideo(video: z.infer<typeof videoShape>): RemoteVideo {
  const publishedAt = Date.parse(video.publishedAt ?? '')
  return {
    video: { id: video.id, uuid: video.uuid, shortUuid: video.shortUUID },
    name: video.name,
    channelId: video.channel?.id ?? 0,
    duration: Math.round(video.duration),
    state: video.state?.id ?? PUBLISHED,
    stateLabel: video.state?.label ?? '',
    createdAt: Date.parse(video.createdAt),
    publishedAt: Number.isNaN(publishedAt) ? null : publishedAt,
  }
}
