import { Router } from 'express'
import { authenticate, lateAuthenticate } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { VideoRecord } from '../records'
import { bodyOf, Checks, hasLength, isRecord, toInteger } from '../validation/checks'
import { checkReadable, ownVideo, videoOf } from '../validation/find-video'

type Chapters = VideoRecord['chapters']

function readChapters(sent: unknown): Chapters | undefined {
  if (!Array.isArray(sent)) return undefined
  const chapters: Chapters = []
  for (const entry of sent as unknown[]) {
    if (!isRecord(entry)) return undefined
    const timecode = toInteger(entry['timecode'])
    const title = typeof entry['title'] === 'number' ? String(entry['title']) : entry['title']
    if (timecode === null || !(timecode >= 0) || !hasLength(title, 1, 100)) return undefined
    chapters.push({ timecode, title })
  }
  const isUnique = new Set(chapters.map(({ timecode }) => timecode)).size === chapters.length
  return isUnique ? chapters.sort((left, right) => left.timecode - right.timecode) : undefined
}

/** Since 6.0. */
export function chapterRoutes(context: DemoContext): Router {
  const router = Router()
  if (!context.since('6.0')) return router

  router.get('/videos/:id/chapters', lateAuthenticate(context), (request, response) => {
    const video = videoOf(context, request)
    checkReadable(context, request, response, video)
    response.json({ chapters: video.chapters })
  })

  router.put('/videos/:videoId/chapters', authenticate(context), async (request, response) => {
    const sent = bodyOf(request)['chapters']
    const chapters = readChapters(sent)
    const checks = new Checks(context, request)
    const msg = 'Chapters must have a valid title and timecode, and each timecode must be unique'
    checks.check(chapters !== undefined, 'chapters', sent, 'body', msg)
    checks.done()
    if (videoOf(context, request).isLive === true) {
      throw new Problem(400, 'You cannot add chapters to a live video')
    }
    const video = ownVideo(context, request, response)
    video.chapters = chapters ?? []
    await context.store.commit()
    response.sendStatus(204)
  })

  return router
}
