import { Router } from 'express'
import type { Request, Response } from 'express'
import { authenticate, currentUser, optionalAuthenticate, readerOf } from '../auth'
import type { DemoContext } from '../context'
import { readMultipart } from '../multipart'
import { operation, Problem } from '../problem'
import { emptySource, keepPicture, newVideo } from '../publishing'
import { videosOf } from '../quota'
import type { LiveRecord, UserRecord, VideoRecord } from '../records'
import { bodyOf, Checks } from '../validation/checks'
import { checkManageable, isManageable, videoOf } from '../validation/find-video'
import { readPasswords } from '../validation/passwords'
import { fileOf } from '../validation/pictures'
import { checkChannel, readUploadWish } from '../validation/upload-init'
import { checkTogether } from '../validation/video-fields'
import { videoIds } from '../views/videos'
import { LIVE_STATES, liveOf, newLive } from './live-records'
import { checkOffered, checkReplayTogether, readLive, type WantedLive } from './live-validation'
import { liveView, sessionView } from './live-views'

/** Lives as PeerTube has them; what happens on air is the control interface's business. */
export function liveRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)
  const pictures = readMultipart('thumbnailfile', 'previewfile')

  router.post('/videos/live', signedIn, pictures, async (request, response) => {
    response.json({ video: videoIds(await createLive(context, request, response)) })
  })

  router.get('/videos/live/:videoId/sessions', signedIn, (request, response) => {
    const { video, live } = findLive(context, request)
    checkManageable(context, currentUser(response), video)
    const data = live.sessions.map((session) => sessionView(context, session))
    response.json({ total: data.length, data })
  })

  // Not even a private live is hidden here from anybody: only its address and key are.
  router.get(
    '/videos/live/:videoId',
    operation('getLiveId'),
    optionalAuthenticate(context),
    (request, response) => {
      const { video, live } = findLive(context, request)
      response.json(liveView(context, live, isManageable(context, readerOf(response), video)))
    },
  )

  router.put('/videos/live/:videoId', operation('updateLiveId'), signedIn, async (request, response) => {
    await updateLive(context, request, response)
    response.status(204).end()
  })

  router.get('/videos/:videoId/live-session', (request, response) => {
    const replay = videoOf(context, request)
    const sessions = context.store.state.videos.flatMap(({ live }) => live?.sessions ?? [])
    const session = sessions.find(({ replayVideoId }) => replayVideoId === replay.id)
    if (session === undefined) throw new Problem(404, 'No live replay found')
    response.json(sessionView(context, session))
  })

  return router
}

function findLive(context: DemoContext, request: Request): { video: VideoRecord; live: LiveRecord } {
  const video = videoOf(context, request)
  const live = liveOf(video)
  if (live === null) throw new Problem(404, context.since('8.2') ? 'Not Found' : 'Live video not found')
  return { video, live }
}

function checkLimits(context: DemoContext, user: UserRecord): void {
  const { maxInstanceLives, maxUserLives } = context.settings.live
  const isOpen = (video: VideoRecord): boolean => video.isLive === true && video.state !== LIVE_STATES.ended
  const full = (most: number, videos: readonly VideoRecord[]): boolean =>
    most !== -1 && videos.filter(isOpen).length >= most
  const detail = (whose: string): string =>
    `Cannot create this live because the max ${whose} lives limit is reached.`
  if (full(maxInstanceLives, context.store.state.videos)) {
    throw new Problem(403, detail('instance'), 'max_instance_lives_limit_reached')
  }
  if (full(maxUserLives, videosOf(context, user))) {
    throw new Problem(403, detail('user'), 'max_user_lives_limit_reached')
  }
}

async function createLive(context: DemoContext, request: Request, response: Response): Promise<VideoRecord> {
  const user = currentUser(response)
  const checks = new Checks(context, request)
  const { fields, name = '', channelId } = readUploadWish(context, request, checks)
  const wanted = readLive(context, request, checks)
  checks.done()
  checkTogether(request, fields)
  const passwords = context.since('6.0')
    ? readPasswords(fields.privacy ?? 0, bodyOf(request)['videoPasswords'])
    : undefined
  if (!context.settings.live.enabled) {
    throw new Problem(403, 'Live is not enabled on this instance', 'live_not_enabled')
  }
  checkOffered(context, wanted, true)
  checkChannel(context, user, channelId)
  checkLimits(context, user)
  const thumbnail = fileOf(request, 'thumbnailfile')
  const preview = fileOf(request, 'previewfile')
  const video: VideoRecord = {
    ...newVideo(context, { channelId, fields: { ...fields, name }, passwords: passwords ?? [] }),
    state: LIVE_STATES.waiting,
    isLive: true,
    source: emptySource(context),
    thumbnail: thumbnail === undefined ? null : await keepPicture(context, thumbnail),
    preview: preview === undefined ? null : await keepPicture(context, preview),
  }
  const live = newLive()
  change(live, wanted)
  context.store.state.videos.push({ ...video, live })
  await context.store.commit()
  return video
}

async function updateLive(context: DemoContext, request: Request, response: Response): Promise<void> {
  const { video, live } = findLive(context, request)
  const checks = new Checks(context, request)
  const wanted = readLive(context, request, checks)
  checks.done()
  checkOffered(context, wanted, false)
  checkReplayTogether(context, live, wanted)
  if (video.state !== LIVE_STATES.waiting) {
    throw new Problem(400, 'Cannot update a live that has already started')
  }
  checkManageable(context, currentUser(response), video)
  const savesReplay = wanted.saveReplay ?? live.saveReplay
  if (context.since('5.2') && savesReplay && wanted.replaySettings === undefined) {
    throw new Problem(500, "Cannot read properties of undefined (reading 'privacy')")
  }
  change(live, wanted)
  video.updatedAt = context.nowIso()
  await context.store.commit()
}

function change(live: LiveRecord, { replaySettings, ...wanted }: WantedLive): void {
  Object.assign(live, wanted)
  if (!live.saveReplay) live.replayPrivacy = null
  else live.replayPrivacy = replaySettings?.privacy ?? live.replayPrivacy
}
