import { Router } from 'express'
import type { Request, Response } from 'express'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { authenticate, currentUser, isModerator, optionalAuthenticate, readerOf } from '../auth'
import type { DemoContext } from '../context'
import { LIVE_STATES } from '../live/live-records'
import { followDescription } from '../media/description-chapters'
import { readMultipart } from '../multipart'
import { operation, Problem } from '../problem'
import { keepPicture, passwordRow, setPrivacy } from '../publishing'
import type { VideoRecord } from '../records'
import { bodyOf, Checks, toInteger } from '../validation/checks'
import { checkReadable, ownVideo, videoOf } from '../validation/find-video'
import { page, readPage } from '../validation/paging'
import { readPasswords } from '../validation/passwords'
import { checkPicture, fileOf } from '../validation/pictures'
import { checkChannel } from '../validation/upload-init'
import { checkTogether, readName, readVideoFields } from '../validation/video-fields'
import { readSort, videoSorter } from '../validation/video-sort'
import { videoDetails, videoSummary } from '../views/videos'

const PUBLIC = 1

export function videoRoutes(context: DemoContext): Router {
  const router = Router()

  router.get('/videos', operation('getVideos'), optionalAuthenticate(context), (request, response) => {
    const paging = readPage(context, request)
    const checks = new Checks(context, request)
    const sort = readSort(request, checks, '-publishedAt')
    checks.done()
    const isForModerators = ['include', 'privacyOneOf'].some((name) => request.query[name] !== undefined)
    if (isForModerators && !isModerator(readerOf(response))) {
      throw new Problem(
        401,
        'You are not allowed to see all videos, specify a custom include or auto tags filter.',
      )
    }
    const isListed = (video: VideoRecord): boolean =>
      video.privacy === PUBLIC && (video.state === 1 || !video.waitTranscoding)
    const rows = context.store.state.videos.filter(isListed).sort(videoSorter(sort))
    response.json(page(rows, paging, (video) => videoSummary(context, video)))
  })

  router.get('/videos/:id', operation('getVideo'), optionalAuthenticate(context), (request, response) => {
    const video = videoOf(context, request)
    checkReadable(context, request, response, video)
    response.json(videoDetails(context, video))
  })

  router.get('/videos/:id/description', optionalAuthenticate(context), (request, response, next) => {
    if (context.since('8.0')) {
      next()
      return
    }
    const video = videoOf(context, request)
    checkReadable(context, request, response, video)
    response.json({ description: video.description })
  })

  const pictures = readMultipart('thumbnailfile', 'previewfile')
  const update = operation('putVideo')
  router.put('/videos/:id', update, authenticate(context), pictures, async (request, response) => {
    await updateVideo(context, request, response)
    response.status(204).type('application/json').end()
  })

  router.delete('/videos/:id', operation('delVideo'), authenticate(context), async (request, response) => {
    const video = ownVideo(context, request, response)
    await deleteVideo(context, video)
    response.status(204).type('application/json').end()
  })

  return router
}

/** Everything is checked before anything is changed. */
async function updateVideo(context: DemoContext, request: Request, response: Response): Promise<void> {
  const body = bodyOf(request)
  const checks = new Checks(context, request)
  checkPicture(context, request, checks, 'thumbnailfile')
  checkPicture(context, request, checks, 'previewfile')
  const wanted = readVideoFields(context, request, checks)
  const name = readName(request, checks, false)
  const channelId = body['channelId'] === undefined ? undefined : toInteger(body['channelId'])
  checks.check(channelId !== null && !Number.isNaN(channelId), 'channelId', body['channelId'])
  checks.done()
  checkTogether(request, wanted)
  const video = ownVideo(context, request, response)
  if (typeof channelId === 'number') checkChannel(context, currentUser(response), channelId)
  const privacy = wanted.privacy ?? video.privacy
  if (video.isLive === true && video.state !== LIVE_STATES.waiting && privacy !== video.privacy) {
    throw new Problem(400, 'Cannot update privacy of a live that has already started')
  }
  const passwords = context.since('6.0') ? readPasswords(privacy, body['videoPasswords']) : undefined

  setPrivacy(context, video, privacy)
  const planned = wanted.scheduleUpdate?.updateAt
  if (planned !== undefined && context.since('8.2')) video.publishedAt = planned
  const before = video.description
  Object.assign(video, wanted, name === undefined ? {} : { name })
  if (typeof channelId === 'number') video.channelId = channelId
  if (passwords !== undefined) video.passwords = passwords.map((password) => passwordRow(context, password))
  if (context.since('6.0')) video.chapters = followDescription(video, before)
  await updatePictures(context, request, video)
  video.updatedAt = context.nowIso()
  await context.store.commit()
}

/** From 8.1 on there is one picture, and `previewfile` wins. */
async function updatePictures(context: DemoContext, request: Request, video: VideoRecord): Promise<void> {
  const thumbnailFile = fileOf(request, 'thumbnailfile')
  const previewFile = fileOf(request, 'previewfile')
  if (context.since('8.1')) {
    const file = previewFile ?? thumbnailFile
    if (file !== undefined) video.thumbnail = video.preview = await keepPicture(context, file)
    return
  }
  if (thumbnailFile !== undefined) video.thumbnail = await keepPicture(context, thumbnailFile)
  if (previewFile !== undefined) video.preview = await keepPicture(context, previewFile)
}

export async function deleteVideo(context: DemoContext, video: VideoRecord): Promise<void> {
  const { store } = context
  const { state, folders } = store
  state.videos = state.videos.filter((row) => row !== video)
  await store.commit()
  const { fileName } = video.source
  if (fileName !== null) await rm(join(folders.videos, fileName), { force: true })
}
