import {
  PLAYLIST_PRIVACY,
  PLAYLIST_TYPE,
  type PlaylistFieldChanges,
  type PlaylistFields,
} from '@shared/playlists/playlist'
import type { z } from 'zod'
import type { NewPicture } from '../library/channels/ports'
import type { ListedElement, ListedPlaylist, PlaylistServer, Reorder } from '../library/playlists/ports'
import type { AccountApi } from './account-api'
import {
  clip,
  LONGEST,
  nullWhenGone,
  numberOf,
  pictureAddress,
  SHORT_UUID,
  timeOf,
  UUID,
  whole,
} from './clean'
import type { FormValue } from './multipart'
import {
  addPlaylist,
  addPlaylistElement,
  deletePlaylist,
  deletePlaylistElement,
  getAccountPlaylists,
  getPlaylist,
  getPlaylistElements,
  putPlaylist,
  putPlaylistElement,
  reorderPlaylist,
} from './operations/playlists'
import type { playlistElementShape, playlistShape } from './operations/shapes'

const PAGE = 100
const PICTURE_WIDTH = 280
const PICTURE_TIMEOUT_MS = 120_000
const person = 'person' as const

type RawPlaylist = z.infer<typeof playlistShape>
type RawElement = z.infer<typeof playlistElementShape>

/** What is asked about playlists, over one account's API. All of the server's text is clipped here. */
export class PeerTubePlaylists implements PlaylistServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly username: () => string,
    private readonly origin: () => string,
  ) {}

  async playlists(start: number, signal: AbortSignal) {
    const query = { start, count: PAGE, sort: 'createdAt' }
    const params = { name: this.username() }
    const { total, data } = await this.api().call(getAccountPlaylists, { params, query, signal })
    const playlists = data.filter(isReadable).map((raw) => listedPlaylist(raw, this.origin()))
    return { total: whole(total), received: data.length, playlists }
  }

  async playlist(uuid: string, signal: AbortSignal): Promise<ListedPlaylist | null> {
    const params = { playlistId: uuid }
    const raw = await nullWhenGone(this.api().call(getPlaylist, { params, signal, priority: person }))
    return raw === null || !isReadable(raw) ? null : listedPlaylist(raw, this.origin())
  }

  async elements(uuid: string, start: number, signal: AbortSignal) {
    const params = { playlistId: uuid }
    const query = { start, count: PAGE }
    const { total, data } = await this.api().call(getPlaylistElements, { params, query, signal })
    const elements = data
      .filter(({ id }) => Number.isSafeInteger(id))
      .map((raw) => listedElement(raw, this.origin()))
    return { total: whole(total), received: data.length, elements }
  }

  async createPlaylist(fields: PlaylistFields, signal: AbortSignal): Promise<string> {
    const body = { multipart: formOf(fields), files: [] }
    const { videoPlaylist } = await this.api().call(addPlaylist, { body, signal, priority: person })
    return videoPlaylist.uuid.toLowerCase()
  }

  async updatePlaylist(
    uuid: string,
    fields: PlaylistFieldChanges,
    picture: NewPicture | null,
    signal: AbortSignal,
  ): Promise<void> {
    const file = picture === null ? [] : [{ name: picture.fileName, bytes: picture.bytes }]
    const body = {
      multipart: formOf(fields),
      files: file.map((one) => ({ name: 'thumbnailfile', file: one })),
    }
    const call = { params: { playlistId: uuid }, body, signal, priority: person }
    await this.api().call(putPlaylist, { ...call, timeoutMs: PICTURE_TIMEOUT_MS })
  }

  async deletePlaylist(uuid: string, signal: AbortSignal): Promise<void> {
    const params = { playlistId: uuid }
    await nullWhenGone(this.api().call(deletePlaylist, { params, signal, priority: person }))
  }

  async addElement(uuid: string, videoUuid: string, signal: AbortSignal): Promise<number> {
    const call = { params: { playlistId: uuid }, body: { json: { videoId: videoUuid } }, signal }
    const { videoPlaylistElement } = await this.api().call(addPlaylistElement, call)
    return videoPlaylistElement.id
  }

  async removeElement(uuid: string, elementId: number, signal: AbortSignal): Promise<void> {
    const params = { playlistId: uuid, playlistElementId: elementId }
    await nullWhenGone(this.api().call(deletePlaylistElement, { params, signal, priority: person }))
  }

  async setTimes(
    uuid: string,
    elementId: number,
    times: { startTimestamp: number | null; stopTimestamp: number | null },
    signal: AbortSignal,
  ): Promise<void> {
    const params = { playlistId: uuid, playlistElementId: elementId }
    await this.api().call(putPlaylistElement, { params, body: { json: times }, signal, priority: person })
  }

  async reorder(uuid: string, move: Reorder, signal: AbortSignal): Promise<void> {
    const params = { playlistId: uuid }
    await this.api().call(reorderPlaylist, { params, body: { json: move }, signal, priority: person })
  }
}

function formOf({
  displayName,
  description,
  privacy,
  channelId,
}: PlaylistFieldChanges): Record<string, FormValue> {
  return {
    ...(displayName === undefined ? {} : { displayName: displayName.trim() }),
    ...(description === undefined ? {} : { description: description.trim() === '' ? null : description }),
    ...(privacy === undefined ? {} : { privacy }),
    ...(channelId === undefined ? {} : { videoChannelId: channelId }),
  }
}

/** The UUID becomes part of file names and addresses: it has to be one. */
function isReadable(raw: RawPlaylist): boolean {
  return UUID.test(raw.uuid)
}

function listedPlaylist(raw: RawPlaylist, origin: string): ListedPlaylist {
  const length = whole(raw.videosLength)
  return {
    uuid: raw.uuid.toLowerCase(),
    shortUuid: shortOf(raw),
    displayName: clip(raw.displayName, LONGEST.label),
    description: clip(raw.description ?? '', LONGEST.text),
    privacy: numberOf(raw.privacy) ?? PLAYLIST_PRIVACY.private,
    type: numberOf(raw.type) ?? PLAYLIST_TYPE.regular,
    channelId: raw.videoChannel?.id ?? null,
    length,
    createdAt: timeOf(raw.createdAt),
    updatedAt: timeOf(raw.updatedAt),
    picture: pictureOf(raw, origin),
    stamp: clip(`${raw.updatedAt ?? ''} ${String(length)}`, LONGEST.label),
  }
}

function listedElement(raw: RawElement, origin: string): ListedElement {
  const { video } = raw
  return {
    id: raw.id,
    position: whole(raw.position),
    startTimestamp: seconds(raw.startTimestamp),
    stopTimestamp: seconds(raw.stopTimestamp),
    type: whole(raw.type),
    video:
      video == null || !UUID.test(video.uuid)
        ? null
        : {
            uuid: video.uuid.toLowerCase(),
            shortUuid: shortOf(video),
            name: clip(video.name, LONGEST.name),
            channelName: clip(video.channel?.displayName || video.channel?.name || '', LONGEST.label),
            duration: whole(video.duration),
            picture: pictureOf(video, origin),
          },
  }
}

function shortOf({ uuid, shortUUID }: { uuid: string; shortUUID: string }): string {
  return SHORT_UUID.test(shortUUID) ? shortUUID : uuid.toLowerCase()
}

function seconds(value: number | null | undefined): number | null {
  return value == null ? null : whole(value)
}

function pictureOf(raw: Pick<RawPlaylist, 'thumbnails' | 'thumbnailPath'>, origin: string): string | null {
  return pictureAddress(raw.thumbnails ?? [], raw.thumbnailPath ?? null, PICTURE_WIDTH, origin)
}
