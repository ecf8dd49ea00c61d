import { Router } from 'express'
import type { Request, Response } from 'express'
import { authenticate, currentUser, optionalAuthenticate, readerOf } from '../auth'
import type { DemoContext } from '../context'
import { isVideoIdentifier, toShortUuid } from '../media/short-uuid'
import { Problem } from '../problem'
import type { ElementRecord, PlaylistRecord } from '../records'
import { bodyOf, Checks, toInteger } from '../validation/checks'
import { lookUpVideo } from '../validation/find-video'
import { page, readPage } from '../validation/paging'
import { ownPlaylist, readablePlaylist } from '../validation/playlists'
import { queryList } from '../validation/query'
import { elementView } from '../views/playlists'

type Timestamps = Partial<Pick<ElementRecord, 'startTimestamp' | 'stopTimestamp'>>

function readTimestamps(request: Request, checks: Checks): Timestamps {
  const timestamps: Timestamps = {}
  for (const key of ['startTimestamp', 'stopTimestamp'] as const) {
    const sent = bodyOf(request)[key]
    if (sent === undefined) continue
    const seconds = toInteger(sent)
    checks.check(seconds === null || seconds >= 0, key, sent)
    timestamps[key] = seconds
  }
  return timestamps
}

function checkElementId(request: Request, checks: Checks): void {
  const id = request.params['elementId']
  checks.check(
    /^\d+$/.test(String(id)),
    'playlistElementId',
    id,
    'params',
    'Should have an element id/uuid/short uuid',
  )
}

function elementOf(playlist: PlaylistRecord, request: Request): ElementRecord {
  const element = playlist.elements.find(({ id }) => String(id) === request.params['elementId'])
  if (element === undefined) throw new Problem(404, 'Video playlist element not found')
  return element
}

export function playlistElementRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)
  const path = '/video-playlists/:playlistId/videos'
  const changed = async (playlist: PlaylistRecord): Promise<void> => {
    // Never the same twice: who compares sees each change.
    const before = Date.parse(playlist.updatedAt)
    playlist.updatedAt = new Date(Math.max(context.now(), before + 1)).toISOString()
    await context.store.commit()
  }
  addReadRoutes(context, router)

  router.post(path, signedIn, async (request, response) => {
    const { videoId } = bodyOf(request)
    const checks = new Checks(context, request)
    const isId =
      (typeof videoId === 'number' || typeof videoId === 'string') && isVideoIdentifier(String(videoId))
    checks.check(isId, 'videoId', videoId, 'body', 'Should have a valid video id/uuid/short uuid')
    const timestamps = readTimestamps(request, checks)
    checks.done()
    const playlist = ownPlaylist(context, request, response)
    const video = lookUpVideo(context, isId ? videoId : '')
    const id = context.store.nextId('element')
    playlist.elements.push({
      id,
      videoId: video.id,
      // A start at 0 is none.
      startTimestamp: timestamps.startTimestamp || null,
      stopTimestamp: timestamps.stopTimestamp || null,
    })
    await changed(playlist)
    response.json({ videoPlaylistElement: { id } })
  })

  router.post(`${path}/reorder`, signedIn, async (request, response) => {
    const playlist = ownPlaylist(context, request, response)
    const move = readReorder(context, request, playlist.elements.length)
    if (move.startPosition !== move.insertAfterPosition) {
      reorder(playlist, move)
      await changed(playlist)
    }
    response.status(204).type('application/json').end()
  })

  router.put(`${path}/:elementId`, signedIn, async (request, response) => {
    const checks = new Checks(context, request)
    checkElementId(request, checks)
    const timestamps = readTimestamps(request, checks)
    checks.done()
    const playlist = ownPlaylist(context, request, response)
    Object.assign(elementOf(playlist, request), timestamps)
    await changed(playlist)
    response.status(204).type('application/json').end()
  })

  router.delete(`${path}/:elementId`, signedIn, async (request, response) => {
    const checks = new Checks(context, request)
    checkElementId(request, checks)
    checks.done()
    const playlist = ownPlaylist(context, request, response)
    const element = elementOf(playlist, request)
    playlist.elements = playlist.elements.filter((row) => row !== element)
    await changed(playlist)
    response.status(204).type('application/json').end()
  })

  return router
}

interface Move {
  startPosition: number
  insertAfterPosition: number
  reorderLength: number
}

/** Positions count from 1; `insertAfterPosition` 0 is the top. @throws Problem 400 outside the list. */
function readReorder(context: DemoContext, request: Request, length: number): Move {
  const body = bodyOf(request)
  const move: Move = {
    startPosition: toInteger(body['startPosition']) ?? NaN,
    insertAfterPosition: toInteger(body['insertAfterPosition']) ?? NaN,
    reorderLength: body['reorderLength'] === undefined ? 1 : (toInteger(body['reorderLength']) ?? NaN),
  }
  const checks = new Checks(context, request)
  checks.check(move.startPosition >= 1, 'startPosition', body['startPosition'])
  checks.check(move.insertAfterPosition >= 0, 'insertAfterPosition', body['insertAfterPosition'])
  checks.check(move.reorderLength >= 1, 'reorderLength', body['reorderLength'])
  checks.done()
  if (move.startPosition > length || move.insertAfterPosition > length) {
    const max = String(length)
    throw new Problem(400, `Start position or insert after position exceed the playlist limits (max: ${max})`)
  }
  if (move.reorderLength + move.startPosition > length + 1) {
    throw new Problem(
      400,
      `Reorder length with this start position exceeds the playlist limits (max: ${String(length + 1 - move.startPosition)})`,
    )
  }
  return move
}

function reorder(playlist: PlaylistRecord, move: Move): void {
  const start = move.startPosition - 1
  const anchor = playlist.elements[move.insertAfterPosition - 1]
  const moved = playlist.elements.slice(start, start + move.reorderLength)
  if (anchor !== undefined && moved.includes(anchor)) return
  const rest = playlist.elements.filter((element) => !moved.includes(element))
  const at = anchor === undefined ? 0 : rest.indexOf(anchor) + 1
  playlist.elements = [...rest.slice(0, at), ...moved, ...rest.slice(at)]
}

function addReadRoutes(context: DemoContext, router: Router): void {
  router.get('/video-playlists/:playlistId/videos', optionalAuthenticate(context), (request, response) => {
    const paging = readPage(context, request)
    const playlist = readablePlaylist(context, request, response)
    const reader = readerOf(response)
    response.json(
      page(playlist.elements, paging, (element) => elementView(context, playlist, element, reader)),
    )
  })

  const exist = '/users/me/video-playlists/videos-exist'
  router.get(exist, authenticate(context), (request: Request, response: Response) => {
    const { accountId } = currentUser(response)
    const own = context.store.state.playlists.filter((playlist) => playlist.accountId === accountId)
    const ids = queryList(request, 'videoIds')
    const checks = new Checks(context, request)
    const areIds = ids.every((id) => /^\d+$/.test(id))
    checks.check(areIds, 'videoIds', ids, 'query', 'Should have a valid video ids array')
    checks.done()
    const found = ids.map((id) => [id, own.flatMap((row) => memberships(row, id))])
    response.json(Object.fromEntries(found))
  })
}

function memberships(playlist: PlaylistRecord, videoId: string): object[] {
  return playlist.elements
    .filter((element) => String(element.videoId) === videoId)
    .map(({ id, startTimestamp, stopTimestamp }) => ({
      playlistElementId: id,
      playlistId: playlist.id,
      playlistDisplayName: playlist.displayName,
      playlistShortUUID: toShortUuid(playlist.uuid),
      startTimestamp,
      stopTimestamp,
    }))
}
