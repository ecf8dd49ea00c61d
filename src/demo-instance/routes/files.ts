import { Router } from 'express'
import type { Request, Response } from 'express'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { identify } from '../auth'
import type { DemoContext } from '../context'
import { pictureMime, placeholderPicture } from '../media/picture'
import type { VideoRecord } from '../records'
import { isManageable } from '../validation/find-video'
import { queryText } from '../validation/query'

const OPEN_PRIVACIES = [1, 2]

/** Files outside the API: pictures, captions, and the stored originals. No rate limit, as in PeerTube. */
export function fileRoutes(context: DemoContext): Router {
  const router = Router()
  const { folders } = context.store

  for (const kind of ['thumbnails', 'previews', 'avatars', 'banners']) {
    router.get(`/lazy-static/${kind}/:name`, async (request, response) => {
      await sendPicture(response, join(folders.pictures, basename(request.params.name)), request.params.name)
    })
  }

  router.get('/lazy-static/video-captions/:name', (request, response) => {
    response.type('text/vtt').sendFile(basename(request.params.name), { root: folders.captions })
  })

  for (const kind of ['web-videos', 'webseed']) {
    const send = (request: Request, response: Response): void => {
      const name = String(request.params['name'])
      const video = context.store.state.videos.find(({ source }) => source.fileName === name)
      sendOriginal(context, request, response, video)
    }
    router.get(`/static/${kind}/:name`, send)
    router.get(`/static/${kind}/private/:name`, send)
  }

  for (const folder of ['hls', 'hls/private']) {
    router.get(`/static/streaming-playlists/${folder}/:uuid/:name`, (request, response, next) => {
      const { uuid, name } = request.params
      if (context.liveStreams.has(uuid)) {
        next()
        return
      }
      const video = context.store.state.videos.find((row) => row.uuid === uuid)
      const isFile = context.settings.hlsOnly && name.endsWith('-fragmented.mp4')
      sendOriginal(context, request, response, isFile ? video : undefined)
    })
  }

  router.get('/download/original-video-files/:name', (request, response) => {
    const { name } = request.params
    const video = context.store.state.videos.find(({ source }) => source.fileName === name)
    sendKept(context, request, response, context.settings.keepsOriginals ? video : undefined)
  })

  for (const kind of ['web-videos', 'videos']) {
    router.get(`/download/${kind}/:name`, (request, response) => {
      const uuid = request.params.name.replace(/-\d+\.\w+$/, '')
      sendOriginal(
        context,
        request,
        response,
        context.store.state.videos.find((video) => video.uuid === uuid),
      )
    })
  }
  return router
}

async function sendPicture(response: Response, path: string, name: string): Promise<void> {
  if (name.startsWith('generated-')) {
    response.type('image/png').send(placeholderPicture(name))
    return
  }
  try {
    const bytes = await readFile(path)
    response.type(pictureMime(bytes)).send(bytes)
  } catch {
    response.sendStatus(404)
  }
}

/** Whether the files of a video are for the reader: by its privacy, a token in the address, or who asks. */
export function mayRead(
  context: DemoContext,
  request: Request,
  response: Response,
  video: VideoRecord,
): boolean {
  if (OPEN_PRIVACIES.includes(video.privacy)) return true
  const grant = context.fileTokens.get(queryText(request, 'videoFileToken') ?? '')
  if (grant?.subject === video.uuid && grant.expiresAt > context.now()) return true
  return isManageable(context, identify(context, request, response), video)
}

/** What was uploaded is for its owner, whoever may watch the video. */
function sendKept(
  context: DemoContext,
  request: Request,
  response: Response,
  video: VideoRecord | undefined,
): void {
  const { fileName = null, inputFilename = '' } = video?.source ?? {}
  if (video === undefined || fileName === null) {
    response.sendStatus(404)
    return
  }
  if (!isManageable(context, identify(context, request, response), video)) {
    response.sendStatus(403)
    return
  }
  setEtag(response, join(context.store.folders.videos, fileName))
  response.download(fileName, inputFilename, { root: context.store.folders.videos })
}

function sendOriginal(
  context: DemoContext,
  request: Request,
  response: Response,
  video: VideoRecord | undefined,
): void {
  const fileName = video?.source.fileName ?? null
  if (video === undefined || fileName === null) {
    response.sendStatus(404)
    return
  }
  if (!mayRead(context, request, response, video)) {
    response.sendStatus(403)
    return
  }
  setEtag(response, join(context.store.folders.videos, fileName))
  response.sendFile(fileName, { root: context.store.folders.videos })
}

/** Weak, as PeerTube's own file server makes it; answers of the API have none. */
function setEtag(response: Response, path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  response.set('ETag', `W/"${found.size.toString(16)}-${Math.floor(found.mtimeMs).toString(16)}"`)
}
