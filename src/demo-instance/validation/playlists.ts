import type { Request, Response } from 'express'
import { isModerator, readerOf, requireUser } from '../auth'
import { playlistPrivacies } from '../constants'
import type { DemoContext } from '../context'
import { isVideoIdentifier, toShortUuid } from '../media/short-uuid'
import { Problem } from '../problem'
import type { PlaylistRecord } from '../records'
import { bodyOf, Checks, hasLength, orNull, toInteger } from './checks'
import { checkPicture } from './pictures'

const PUBLIC = 1
const UNLISTED = 2
const PRIVATE = 3
const WATCH_LATER = 2

export type PlaylistFields = Partial<
  Pick<PlaylistRecord, 'displayName' | 'description' | 'privacy' | 'channelId'>
>

/** Checks what a request wants a playlist to be; only what it names comes back. */
export function readPlaylistFields(context: DemoContext, request: Request, isNew: boolean): PlaylistFields {
  const body = bodyOf(request)
  const checks = new Checks(context, request)
  const fields: PlaylistFields = {}
  checkPicture(context, request, checks, 'thumbnailfile')
  if (isNew || body['displayName'] !== undefined) {
    const { displayName } = body
    checks.check(hasLength(displayName, 1, 120), 'displayName', displayName)
    fields.displayName = String(displayName)
  }
  if (body['description'] !== undefined) {
    const description = orNull(body['description'])
    const isValid = description === null || hasLength(description, 3, 1000)
    checks.check(isValid, 'description', description)
    if (isValid) fields.description = description
  }
  if (body['privacy'] !== undefined) {
    const privacy = toInteger(body['privacy'])
    checks.check(privacy !== null && privacy in playlistPrivacies, 'privacy', body['privacy'])
    fields.privacy = privacy ?? PRIVATE
  }
  if (body['videoChannelId'] !== undefined) {
    const channelId = toInteger(body['videoChannelId'])
    checks.check(!Number.isNaN(channelId), 'videoChannelId', body['videoChannelId'])
    fields.channelId = channelId
  }
  checks.done()
  return fields
}

/** Rules about the channel: theirs, and there at all for what others may see. */
export function checkPlaylistChannel(
  context: DemoContext,
  accountId: number,
  privacy: number,
  channelId: number | null,
  isNew: boolean,
): void {
  if (channelId !== null) {
    const channel = context.store.state.channels.find(({ id }) => id === channelId)
    if (channel?.accountId !== accountId) throw new Problem(404, 'Video channel not found')
    return
  }
  if (privacy === PUBLIC || (isNew && privacy === UNLISTED)) {
    const privacies = isNew ? '"public" or "unlisted"' : '"public"'
    throw new Problem(400, `Cannot set ${privacies} a playlist that is not assigned to a channel.`)
  }
}

export function playlistOf(context: DemoContext, request: Request): PlaylistRecord {
  const id = String(request.params['playlistId'])
  const checks = new Checks(context, request)
  const msg = 'Should have a valid playlist id (id, short UUID or UUID)'
  checks.check(isVideoIdentifier(id), 'playlistId', id, 'params', msg)
  checks.done()
  const playlist = context.store.state.playlists.find(
    (row) => String(row.id) === id || row.uuid === id.toLowerCase() || toShortUuid(row.uuid) === id,
  )
  if (playlist === undefined) throw new Problem(404, 'Video playlist not found')
  return playlist
}

/** The playlist of a request that only reads: private ones need their owner, unlisted ones their UUID. */
export function readablePlaylist(context: DemoContext, request: Request, response: Response): PlaylistRecord {
  const playlist = playlistOf(context, request)
  const byNumber = /^\d+$/.test(String(request.params['playlistId']))
  if (playlist.privacy === UNLISTED && byNumber) throw new Problem(404, 'Video playlist not found')
  if (playlist.privacy === PRIVATE) {
    const user = requireUser(context, request, response)
    if (user.accountId !== playlist.accountId && !isModerator(user)) {
      throw new Problem(403, 'Cannot get this private video playlist.')
    }
  }
  return playlist
}

/** The playlist of a request that changes it. */
export function ownPlaylist(context: DemoContext, request: Request, response: Response): PlaylistRecord {
  const playlist = playlistOf(context, request)
  const user = readerOf(response)
  if (user?.accountId === playlist.accountId || isModerator(user)) return playlist
  throw new Problem(403, 'Cannot manage video playlist of another user')
}

export function checkNotWatchLater(playlist: PlaylistRecord, verb: string): void {
  if (playlist.type === WATCH_LATER) throw new Problem(400, `Cannot ${verb} a watch later playlist.`)
}
