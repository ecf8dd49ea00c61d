import { Router } from 'express'
import type { Request, Response } from 'express'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { VideoRecord } from '../records'
import { SPLIT_FILES } from '../split-files'
import { videoOf } from '../validation/find-video'
import { mayRead } from './files'

const PART = /^(?:master|\d+)\.m3u8$|^\d+-fragmented\.mp4$/

/** Playlists and files of videos whose picture and sound are apart (6.3 and later), and both put together. */
export function splitRoutes(context: DemoContext): Router {
  const router = Router()
  if (!context.since('6.3')) return router
  for (const folder of ['hls', 'hls/private']) {
    router.get(`/static/streaming-playlists/${folder}/:uuid/:name`, (request, response, next) => {
      const { uuid, name } = request.params
      const video = context.store.state.videos.find((row) => row.uuid === uuid)
      if (video?.split === undefined || !PART.test(name)) next()
      else if (!mayRead(context, request, response, video)) response.sendStatus(403)
      else {
        if (name.endsWith('.m3u8')) response.type('application/vnd.apple.mpegurl')
        response.sendFile(name, { root: video.split.folder })
      }
    })
  }
  router.get('/download/videos/generate/:id', async (request, response) => {
    const video = videoOf(context, request)
    if (!mayRead(context, request, response, video)) throw new Problem(403, 'Cannot fetch this video')
    await sendGenerated(context, request, response, video)
  })
  return router
}

/** In pieces, without a length or ranges, for ffmpeg writes it as it is sent. When it dies the answer ends all the same. */
async function sendGenerated(
  context: DemoContext,
  request: Request,
  response: Response,
  { source, split }: VideoRecord,
): Promise<void> {
  const known = split === undefined ? [] : [source.fileId, split.audioFileId]
  const wanted = idsOf(request.query['videoFileIds'])
  if (wanted === null) throw new Problem(400, 'Should have a valid videoFileIds')
  if (split === undefined || !wanted.some((id) => known.includes(id))) {
    throw new Problem(404, `No files found (${wanted.join(', ')}) to download video`)
  }
  const isWhole = known.every((id) => wanted.includes(id))
  const file = isWhole ? 'generated' : wanted.includes(source.fileId) ? 'picture' : 'sound'
  const { generatedEndsAt } = context.settings
  const end = generatedEndsAt === null ? {} : { end: generatedEndsAt - 1 }
  response.attachment('video.mp4').type('video/mp4')
  await pipeline(createReadStream(join(split.folder, SPLIT_FILES[file]), end), response)
}

/** One or two numbers; null: something else. */
function idsOf(sent: unknown): number[] | null {
  const ids = (Array.isArray(sent) ? sent : [sent]).map(Number)
  return ids.length <= 2 && ids.every((id) => Number.isSafeInteger(id) && id > 0) ? ids : null
}
