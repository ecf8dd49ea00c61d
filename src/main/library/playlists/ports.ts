import type { PlaylistFieldChanges, PlaylistFields } from '@shared/playlists/playlist'
import type { NewPicture } from '../channels/ports'

/** A playlist as its instance lists it. */
export interface ListedPlaylist extends PlaylistFields {
  uuid: string
  shortUuid: string
  /** 1 regular, 2 watch later. */
  type: number
  length: number
  createdAt: number | null
  updatedAt: number | null
  /** Path on the instance, or address elsewhere; null: none. */
  picture: string | null
  /** Changes whenever the playlist or the order of its elements does. */
  stamp: string
}

export interface ListedElement {
  id: number
  /** From 1. */
  position: number
  startTimestamp: number | null
  stopTimestamp: number | null
  /** 0 regular, 1 deleted, 2 private, 3 unavailable. */
  type: number
  video: {
    uuid: string
    shortUuid: string
    name: string
    channelName: string
    duration: number
    picture: string | null
  } | null
}

export interface Reorder {
  /** From 1. */
  startPosition: number
  /** 0: to the top. */
  insertAfterPosition: number
  reorderLength: number
}

/** What is asked about the playlists of one account. Each rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface PlaylistServer {
  /** Up to 100 from `start` on, oldest first, watch later among them. */
  playlists(
    start: number,
    signal: AbortSignal,
  ): Promise<{ total: number; received: number; playlists: ListedPlaylist[] }>
  /** Null: gone. */
  playlist(uuid: string, signal: AbortSignal): Promise<ListedPlaylist | null>
  /** Up to 100 from `start` on, in their order. */
  elements(
    uuid: string,
    start: number,
    signal: AbortSignal,
  ): Promise<{ total: number; received: number; elements: ListedElement[] }>
  /** Returns its UUID. */
  createPlaylist(fields: PlaylistFields, signal: AbortSignal): Promise<string>
  /** Fields that are left out stay as they are. @param picture null: it stays */
  updatePlaylist(
    uuid: string,
    fields: PlaylistFieldChanges,
    picture: NewPicture | null,
    signal: AbortSignal,
  ): Promise<void>
  /** One that is gone already is fine. */
  deletePlaylist(uuid: string, signal: AbortSignal): Promise<void>
  /** At the end; returns the element's id. Not repeatable: the server takes the same video twice. */
  addElement(uuid: string, videoUuid: string, signal: AbortSignal): Promise<number>
  /** One that is gone already is fine. */
  removeElement(uuid: string, elementId: number, signal: AbortSignal): Promise<void>
  setTimes(
    uuid: string,
    elementId: number,
    times: { startTimestamp: number | null; stopTimestamp: number | null },
    signal: AbortSignal,
  ): Promise<void>
  /** By positions: not repeatable. */
  reorder(uuid: string, move: Reorder, signal: AbortSignal): Promise<void>
}
