import { Router } from 'express'
import type { Request, Response } from 'express'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { authenticate, currentUser } from '../auth'
import type { DemoContext } from '../context'
import { operation, Problem } from '../problem'
import { probeOrRefuse, takeSource } from '../publishing'
import type { VideoRecord } from '../records'
import { beginUpload, cancelUpload, completedFile, pathOf, receiveChunk } from '../resumable'
import { bodyOf } from '../validation/checks'
import { ownVideo } from '../validation/find-video'
import { readReplaceInit } from '../validation/upload-init'
import { sourceView } from '../views/videos'

const TO_TRANSCODE = 2
const TO_EDIT = 9
/** Published, or as published: what was to be done after it failed (transcoding, a move out, a move back). */
const EDITABLE_STATES = [1, 7, 8, 11]

function checkReplaceable(context: DemoContext, request: Request, response: Response): VideoRecord {
  if (!context.settings.fileReplacementEnabled) {
    throw new Problem(403, 'Updating the file of an existing video is not allowed on this instance')
  }
  const video = ownVideo(context, request, response)
  if (video.isLive === true) throw new Problem(400, 'Cannot edit a live video')
  if (video.state === TO_TRANSCODE || video.state === TO_EDIT) {
    throw new Problem(409, 'Cannot edit video that is already waiting for transcoding/edition')
  }
  if (!EDITABLE_STATES.includes(video.state)) {
    throw new Problem(400, 'Video state is not compatible with edition')
  }
  return video
}

/** `GET …/source`, and from 6.0 on the replacement of the file by the same protocol as an upload. */
export function sourceRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)

  router.get('/videos/:id/source', operation('getVideoSource'), signedIn, (request, response) => {
    const video = ownVideo(context, request, response)
    if (video.isLive === true) throw new Problem(404, 'Video source not found')
    response.json(sourceView(context, video.source))
  })

  if (!context.since('6.0')) return router
  const path = '/videos/:id/source/replace-resumable'

  router.post(path, operation('replaceVideoSourceResumableInit'), signedIn, (request, response) => {
    checkReplaceable(context, request, response)
    const filename = readReplaceInit(context, request, currentUser(response))
    beginUpload(context, request, response, { ...bodyOf(request), filename })
  })

  router.put(
    path,
    operation('replaceVideoSourceResumable'),
    signedIn,
    receiveChunk(context),
    async (request: Request, response: Response) => {
      const file = completedFile(request)
      const filePath = pathOf(context, file)
      const video = checkReplaceable(context, request, response)
      const { durationSeconds } = await probeOrRefuse(filePath)
      const { filename } = file.metadata as unknown as { filename: string }
      const old = video.source.fileName
      video.source = await takeSource(context, filePath, filename)
      video.durationSeconds = durationSeconds
      video.state = TO_TRANSCODE
      video.processedAtMs = context.now() + context.settings.processingMs
      video.inputFileUpdatedAt = video.updatedAt = context.nowIso()
      await context.store.commit()
      if (old !== null) await rm(join(context.store.folders.videos, old), { force: true })
      response.json(sourceView(context, video.source))
    },
  )

  router.delete(path, operation('replaceVideoSourceResumableCancel'), signedIn, cancelUpload(context))
  return router
}
