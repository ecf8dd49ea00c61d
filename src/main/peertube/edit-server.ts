import type { InstanceLimits } from '@shared/accounts/choices'
import type { Chapter, Draft, EmbedPrivacy } from '@shared/uploads/draft'
import type { PublishedVideo } from '@shared/uploads/upload'
import type { EditServer } from '../library/edits/ports'
import type { DetailedVideo } from '../library/ports'
import type { LocalFile } from '../uploads/ports'
import type { AccountApi } from './account-api'
import { readEmbedPrivacy, readPlayerTheme, type VideoCall } from './apart'
import { nullWhenGone, nullWhenNotThere } from './clean'
import { chaptersOf, detailedVideo, isReadable } from './library-server'
import { getPlaylistsOfVideos } from './operations/playlists'
import { deleteVideo, getChapters, getPasswords, getVideo } from './operations/videos'
import type { Priority } from './pacing'
import { PeerTubeVideos } from './videos'

const PAGE = 100

/** What edits ask, over one account's API. */
export class PeerTubeEdits implements EditServer {
  private readonly videos: PeerTubeVideos

  constructor(
    private readonly api: () => AccountApi,
    private readonly origin: () => string,
    private readonly limits: () => Promise<InstanceLimits>,
    private readonly priority: Priority,
    readonly captions: EditServer['captions'],
  ) {
    this.videos = new PeerTubeVideos(api, limits, priority)
  }

  async video(uuid: string, signal: AbortSignal): Promise<DetailedVideo | null> {
    const raw = await nullWhenGone(this.api().call(getVideo, this.about(uuid, signal)))
    return raw === null || !isReadable(raw) ? null : detailedVideo(raw, this.origin())
  }

  async passwords(uuid: string, signal: AbortSignal): Promise<string[]> {
    if (!(await this.limits()).features.passwords) return []
    const passwords: string[] = []
    for (;;) {
      const query = { start: passwords.length, count: PAGE }
      const { total, data } = await this.api().call(getPasswords, { ...this.about(uuid, signal), query })
      passwords.push(...data.map(({ password }) => password))
      if (data.length === 0 || passwords.length >= total) return passwords
    }
  }

  async chapters(uuid: string, signal: AbortSignal): Promise<Chapter[] | null> {
    if (!(await this.limits()).features.chapters) return null
    const found = await nullWhenNotThere(this.api().call(getChapters, this.about(uuid, signal)))
    return found === null ? null : chaptersOf(found.chapters)
  }

  async playerTheme(uuid: string, signal: AbortSignal): Promise<string | null> {
    return readPlayerTheme(await this.call(uuid, signal))
  }

  async embedPrivacy(uuid: string, signal: AbortSignal): Promise<EmbedPrivacy | null> {
    return readEmbedPrivacy(await this.call(uuid, signal))
  }

  update(
    uuid: string,
    draft: Draft,
    fields: readonly (keyof Draft)[],
    picture: LocalFile | null,
    signal: AbortSignal,
  ): Promise<void> {
    return this.videos.update(uuid, draft, fields, picture, signal)
  }

  putChapters(uuid: string, chapters: Chapter[], signal: AbortSignal): Promise<void> {
    return this.videos.putChapters(uuid, chapters, signal)
  }

  putPlayerTheme(uuid: string, theme: string, signal: AbortSignal): Promise<void> {
    return this.videos.putPlayerTheme(uuid, theme, signal)
  }

  putEmbedPrivacy(uuid: string, privacy: EmbedPrivacy, signal: AbortSignal): Promise<void> {
    return this.videos.putEmbedPrivacy(uuid, privacy, signal)
  }

  putCaption(uuid: string, language: string, file: LocalFile, signal: AbortSignal): Promise<void> {
    return this.videos.putCaption(uuid, language, file, signal)
  }

  deleteCaption(uuid: string, language: string, signal: AbortSignal): Promise<void> {
    return this.videos.deleteCaption(uuid, language, signal)
  }

  addToPlaylist(playlistId: number, video: PublishedVideo, signal: AbortSignal): Promise<void> {
    return this.videos.addToPlaylist(playlistId, video, signal)
  }

  removeFromPlaylist(playlistId: number, video: PublishedVideo, signal: AbortSignal): Promise<void> {
    return this.videos.removeFromPlaylist(playlistId, video, signal)
  }

  async deleteVideo(uuid: string, signal: AbortSignal): Promise<void> {
    await nullWhenGone(this.api().call(deleteVideo, this.about(uuid, signal)))
  }

  async playlistsOf({ id }: Pick<PublishedVideo, 'id'>, signal: AbortSignal): Promise<number[]> {
    const { priority } = this
    const found = await this.api().call(getPlaylistsOfVideos, { query: { videoIds: id }, signal, priority })
    return [...new Set((found[String(id)] ?? []).map(({ playlistId }) => playlistId))]
  }

  private async call(uuid: string, signal: AbortSignal): Promise<VideoCall> {
    return { api: this.api(), limits: await this.limits(), uuid, priority: this.priority, signal }
  }

  private about(uuid: string, signal: AbortSignal) {
    return { params: { id: uuid }, signal, priority: this.priority }
  }
}
