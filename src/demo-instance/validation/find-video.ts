import type { Request, Response } from 'express'
import { isModerator, readerOf, requireReader, requireUser } from '../auth'
import type { DemoContext } from '../context'
import { isVideoIdentifier, toShortUuid } from '../media/short-uuid'
import { Problem } from '../problem'
import type { UserRecord, VideoRecord } from '../records'
import { channelOf } from '../views/videos'
import { Checks } from './checks'

const UNLISTED = 2
const PRIVATE = 3
const INTERNAL = 4
const PASSWORD_PROTECTED = 5

/** The video of an id, UUID or short UUID. @throws Problem 404 */
export function lookUpVideo(context: DemoContext, id: string | number): VideoRecord {
  const video = context.store.state.videos.find(matcherOf(String(id)))
  if (video === undefined) throw new Problem(404, 'Video not found')
  return video
}

/** Each form alone: among a hundred thousand, shortening every UUID takes its time. */
function matcherOf(id: string): (video: VideoRecord) => boolean {
  if (/^\d+$/.test(id)) return (video) => video.id === Number(id)
  const uuid = id.toLowerCase()
  if (/^[0-9a-f-]{36}$/.test(uuid)) return (video) => video.uuid === uuid
  return (video) => toShortUuid(video.uuid) === id
}

/** As PeerTube calls it in the path: what belongs to a video mostly says `videoId`, and a refusal names it so. */
function idIn({ params }: Request): { field: 'id' | 'videoId'; id: string } {
  const field = params['videoId'] === undefined ? 'id' : 'videoId'
  return { field, id: String(params[field]) }
}

/** The video of the path. @throws Problem 400 for what is no id, 404 */
export function videoOf(context: DemoContext, request: Request): VideoRecord {
  const { field, id } = idIn(request)
  const checks = new Checks(context, request)
  const msg = 'Should have a valid video id (id, short UUID or UUID)'
  checks.check(isVideoIdentifier(id), field, id, 'params', msg)
  checks.done()
  return lookUpVideo(context, id)
}

export function isManageable(context: DemoContext, user: UserRecord | null, video: VideoRecord): boolean {
  return user !== null && (isModerator(user) || channelOf(context, video).accountId === user.accountId)
}

/** @throws Problem 403 when the video is somebody else's. */
export function checkManageable(context: DemoContext, user: UserRecord, video: VideoRecord): void {
  if (!isManageable(context, user, video)) throw new Problem(403, 'Cannot manage a video of another user.')
}

/** @throws Problem when the reader may not see the video: no token 401, not theirs 403, no password 401 or 403. */
export function checkReadable(
  context: DemoContext,
  request: Request,
  response: Response,
  video: VideoRecord,
): void {
  const byNumber = /^\d+$/.test(idIn(request).id)
  const needsUser =
    video.privacy === PRIVATE || video.privacy === INTERNAL || (video.privacy === UNLISTED && byNumber)
  if (needsUser) {
    const user = requireReader(context, request, response)
    if (video.privacy === INTERNAL || isManageable(context, user, video)) return
    throw new Problem(403, 'Cannot fetch information of private/internal/blocked video')
  }
  if (video.privacy === PASSWORD_PROTECTED) checkPassword(context, request, response, video)
}

function checkPassword(context: DemoContext, request: Request, response: Response, video: VideoRecord): void {
  if (isManageable(context, readerOf(response), video)) return
  const sent = request.headers['x-peertube-video-password']
  if (sent === undefined) {
    const status = context.since('8.0') && readerOf(response) === null ? 401 : 403
    const detail = 'Please provide a password to access this password protected video'
    throw new Problem(status, detail, 'video_requires_password')
  }
  if (video.passwords.some(({ password }) => password === sent)) return
  throw new Problem(
    403,
    'Incorrect video password. Access to the video is denied.',
    'incorrect_video_password',
  )
}

/** The video of a request that changes it: signed in, found, and theirs, checked in this order. */
export function ownVideo(context: DemoContext, request: Request, response: Response): VideoRecord {
  const user = requireUser(context, request, response)
  const video = videoOf(context, request)
  checkManageable(context, user, video)
  return video
}
