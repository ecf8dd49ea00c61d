import { Router } from 'express'
import type { Request } from 'express'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { authenticate, lateAuthenticate } from '../auth'
import { isSignLanguage, languages } from '../languages'
import type { DemoContext } from '../context'
import { srtToVtt } from '../media/captions'
import { readMultipart } from '../multipart'
import { Problem } from '../problem'
import type { CaptionRecord } from '../records'
import { Checks } from '../validation/checks'
import { checkReadable, ownVideo, videoOf } from '../validation/find-video'
import { fileOf } from '../validation/pictures'

const MAX_BYTES = 20 * 1024 * 1024
/** The type decides before the name: WebVTT that comes as plain text is converted as if it were SubRip. */
const srtByType: Record<string, boolean> = {
  'text/vtt': false,
  'application/x-subrip': true,
  'text/plain': true,
}
const captionTypes = ['text/vtt', 'application/x-subrip', 'text/plain', 'application/octet-stream']

function captionView(context: DemoContext, caption: CaptionRecord): object {
  const captionPath = `/lazy-static/video-captions/${caption.fileName}`
  return {
    language: { id: caption.language, label: languages[caption.language] ?? 'Unknown' },
    captionPath,
    ...(context.since('6.2') ? { automaticallyGenerated: caption.isAutomatic ?? false } : {}),
    ...(context.since('7.1') ? { fileUrl: context.origin + captionPath } : {}),
    updatedAt: caption.updatedAt,
  }
}

function checkLanguage(context: DemoContext, request: Request, checks: Checks): string {
  const language = String(request.params['language'])
  const label = languages[language]
  const isKnown = label !== undefined && !(context.since('8.2') && isSignLanguage(label))
  checks.check(isKnown, 'captionLanguage', language, 'params')
  return language
}

function checkCaptionFile(request: Request, checks: Checks): Express.Multer.File | undefined {
  const file = fileOf(request, 'captionfile')
  const isValid = file !== undefined && captionTypes.includes(file.mimetype) && file.size <= MAX_BYTES
  checks.check(
    isValid,
    'captionfile',
    undefined,
    'body',
    `This caption file is not supported or too large. Please, make sure it is under ${String(MAX_BYTES)} bytes ` +
      'and one of the following mimetypes: text/vtt (.vtt), application/x-subrip (.srt), text/plain (.srt)',
  )
  return file
}

async function storeCaption(
  context: DemoContext,
  language: string,
  file: Express.Multer.File,
): Promise<CaptionRecord> {
  const isSrt = srtByType[file.mimetype] ?? extname(file.originalname).toLowerCase() === '.srt'
  const fileName = `${randomUUID()}-${language}.vtt`
  const bytes = isSrt ? srtToVtt(file.buffer.toString('utf8')) : file.buffer
  await writeFile(join(context.store.folders.captions, fileName), bytes)
  return { language, fileName, updatedAt: context.nowIso() }
}

export function captionRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)
  const removeFile = (row: CaptionRecord): Promise<void> =>
    rm(join(context.store.folders.captions, row.fileName), { force: true })

  router.get('/videos/:videoId/captions', lateAuthenticate(context), (request, response) => {
    const video = videoOf(context, request)
    checkReadable(context, request, response, video)
    const rows = [...video.captions].sort((left, right) => (left.language < right.language ? -1 : 1))
    response.json({ total: rows.length, data: rows.map((row) => captionView(context, row)) })
  })

  router.put(
    '/videos/:videoId/captions/:language',
    signedIn,
    readMultipart('captionfile'),
    async (request, response) => {
      const checks = new Checks(context, request)
      const language = checkLanguage(context, request, checks)
      const file = checkCaptionFile(request, checks)
      checks.done()
      const video = ownVideo(context, request, response)
      if (file === undefined) return
      const old = video.captions.find((row) => row.language === language)
      const caption = await storeCaption(context, language, file)
      video.captions = [...video.captions.filter((row) => row !== old), caption]
      await context.store.commit()
      if (old !== undefined) await removeFile(old)
      response.sendStatus(204)
    },
  )

  router.delete('/videos/:videoId/captions/:language', signedIn, async (request, response) => {
    const checks = new Checks(context, request)
    const language = checkLanguage(context, request, checks)
    checks.done()
    const video = ownVideo(context, request, response)
    const caption = video.captions.find((row) => row.language === language)
    if (caption === undefined) throw new Problem(404, 'Video caption not found')
    video.captions = video.captions.filter((row) => row !== caption)
    await context.store.commit()
    await removeFile(caption)
    response.status(204).type('application/json').end()
  })

  if (context.since('6.2')) addGeneration(context, router)
  return router
}

const ASKED_FOR = 'This video already has captions'

/** Captions from what is said: asked for here, made when the time has come (`settle`). */
function addGeneration(context: DemoContext, router: Router): void {
  router.post('/videos/:videoId/captions/generate', authenticate(context), async (request, response) => {
    if (!context.settings.transcriptionEnabled) {
      throw new Problem(400, 'Video transcription is disabled on this instance')
    }
    const video = ownVideo(context, request, response)
    if (video.isLive === true) throw new Problem(400, 'Cannot run this task on a live')
    if (video.captions.length > 0) throw new Problem(400, ASKED_FOR, 'video_already_has_captions')
    if (video.transcribedAtMs !== undefined) {
      throw new Problem(409, 'This video is already being transcribed', 'video_already_being_transcribed')
    }
    video.transcribedAtMs = context.now() + context.settings.processingMs
    await context.store.commit()
    response.sendStatus(204)
  })
}
