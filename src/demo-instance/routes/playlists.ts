import { Router } from 'express'
import type { Request } from 'express'
import { randomUUID } from 'node:crypto'
import { authenticate, currentUser, optionalAuthenticate, readerOf } from '../auth'
import type { DemoContext } from '../context'
import { readMultipart } from '../multipart'
import { Problem } from '../problem'
import { keepPicture } from '../publishing'
import type { PlaylistRecord } from '../records'
import { Checks } from '../validation/checks'
import { page, readPage } from '../validation/paging'
import { fileOf } from '../validation/pictures'
import {
  checkNotWatchLater,
  checkPlaylistChannel,
  ownPlaylist,
  readablePlaylist,
  readPlaylistFields,
} from '../validation/playlists'
import { queryText } from '../validation/query'
import { playlistIds, playlistView } from '../views/playlists'
import { accountOfRequest } from './channels'

const PUBLIC = 1
const PRIVATE = 3

export function playlistRoutes(context: DemoContext): Router {
  const router = Router()
  const { store } = context
  const signedIn = authenticate(context)
  const multipart = readMultipart('thumbnailfile')
  addReadRoutes(context, router)

  router.post('/video-playlists', signedIn, multipart, async (request, response) => {
    const { privacy = PRIVATE, channelId = null, ...fields } = readPlaylistFields(context, request, true)
    const { accountId } = currentUser(response)
    checkPlaylistChannel(context, accountId, privacy, channelId, true)
    failWithoutParts(request)
    const thumbnailFile = fileOf(request, 'thumbnailfile')
    const now = context.nowIso()
    const playlist: PlaylistRecord = {
      id: store.nextId('playlist'),
      uuid: randomUUID(),
      accountId,
      channelId,
      displayName: fields.displayName ?? '',
      description: fields.description ?? null,
      privacy,
      type: 1,
      thumbnail: thumbnailFile === undefined ? null : await keepPicture(context, thumbnailFile),
      elements: [],
      createdAt: now,
      updatedAt: now,
    }
    store.state.playlists.push(playlist)
    await store.commit()
    response.json({ videoPlaylist: playlistIds(playlist) })
  })

  router.put('/video-playlists/:playlistId', signedIn, multipart, async (request, response) => {
    const fields = readPlaylistFields(context, request, false)
    const playlist = ownPlaylist(context, request, response)
    checkNotWatchLater(playlist, 'update')
    const { privacy = playlist.privacy, channelId = playlist.channelId } = fields
    checkPlaylistChannel(context, playlist.accountId, privacy, channelId, false)
    failWithoutParts(request)
    Object.assign(playlist, fields, { updatedAt: context.nowIso() })
    const thumbnailFile = fileOf(request, 'thumbnailfile')
    if (thumbnailFile !== undefined) playlist.thumbnail = await keepPicture(context, thumbnailFile)
    await store.commit()
    response.status(204).type('application/json').end()
  })

  router.delete('/video-playlists/:playlistId', signedIn, async (request, response) => {
    const playlist = ownPlaylist(context, request, response)
    checkNotWatchLater(playlist, 'delete')
    store.state.playlists = store.state.playlists.filter((row) => row !== playlist)
    await store.commit()
    response.status(204).type('application/json').end()
  })

  return router
}

/** PeerTube reads the files of a body that was never parsed as multipart, and fails. */
function failWithoutParts(request: Request): void {
  if (request.files !== undefined) return
  throw new Problem(500, "Cannot read properties of undefined (reading 'thumbnailfile')", 'TypeError')
}

function addReadRoutes(context: DemoContext, router: Router): void {
  const { state } = context.store
  const readable = optionalAuthenticate(context)

  router.get('/video-playlists/:playlistId', readable, (request, response) => {
    response.json(playlistView(context, readablePlaylist(context, request, response)))
  })

  router.get('/accounts/:handle/video-playlists', readable, (request, response) => {
    const paging = readPage(context, request)
    const account = accountOfRequest(context, request)
    const isOwner = readerOf(response)?.accountId === account.id
    const search = (queryText(request, 'search') ?? '').toLowerCase()
    const type = queryText(request, 'playlistType')
    const sort = queryText(request, 'sort') ?? '-createdAt'
    const checks = new Checks(context, request)
    checks.check(type === undefined || ['1', '2'].includes(type), 'playlistType', type, 'query')
    const isColumn = /^-?(name|displayName|createdAt|updatedAt|videoChannelPosition)$/.test(sort)
    checks.check(isColumn, 'sort', sort, 'query')
    checks.done()
    const rows = state.playlists
      .filter(({ accountId, privacy }) => accountId === account.id && (isOwner || privacy === PUBLIC))
      .filter((row) => row.displayName.toLowerCase().includes(search))
      .filter((row) => type === undefined || String(row.type) === type)
      .sort(playlistOrder(sort))
    response.json(page(rows, paging, (row) => playlistView(context, row)))
  })
}

function playlistOrder(sort: string): (left: PlaylistRecord, right: PlaylistRecord) => number {
  const column = sort.replace(/^-/, '')
  const keyOf = (row: PlaylistRecord): string =>
    column === 'updatedAt'
      ? row.updatedAt
      : column === 'createdAt'
        ? row.createdAt
        : row.displayName.toLowerCase()
  const direction = sort.startsWith('-') ? -1 : 1
  return (left, right) => {
    const [a, b] = [keyOf(left), keyOf(right)]
    if (a === b) return direction * (left.id - right.id)
    return a < b ? -direction : direction
  }
}
