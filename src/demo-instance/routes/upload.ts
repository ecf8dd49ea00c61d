import { Router } from 'express'
import { join } from 'node:path'
import { authenticate, currentUser } from '../auth'
import type { DemoContext } from '../context'
import { readMultipart, readMultipartVideo } from '../multipart'
import { operation, Problem } from '../problem'
import { checkKeptPictures, keepPicture, publish } from '../publishing'
import { beginUpload, cancelUpload, completedFile, finishUpload, pathOf, receiveChunk } from '../resumable'
import { bodyOf, Checks } from '../validation/checks'
import { readPasswords } from '../validation/passwords'
import { fileOf } from '../validation/pictures'
import { checkChannel, checkFile, readResumableInit, readUploadWish } from '../validation/upload-init'
import type { UploadWish } from '../validation/upload-init'
import { checkTogether } from '../validation/video-fields'
import { videoIds } from '../views/videos'

/** What a session of ours stores with uploadx. `name` and `lastModified` make the upload's id. */
interface SessionMetadata {
  name: string
  filename: string
  lastModified?: unknown
  wish: UploadWish
  thumbnail: string | null
  preview: string | null
}

async function keepOptional(
  context: DemoContext,
  file: Express.Multer.File | undefined,
): Promise<string | null> {
  return file === undefined ? null : keepPicture(context, file)
}

export function uploadRoutes(context: DemoContext): Router {
  const router = Router()
  const path = '/videos/upload-resumable'
  const pictures = readMultipart('thumbnailfile', 'previewfile')

  router.post(
    path,
    operation('uploadResumableInit'),
    authenticate(context),
    pictures,
    async (request, response) => {
      const wish = readResumableInit(context, request, currentUser(response))
      const { lastModified } = bodyOf(request)
      const preview = await keepOptional(context, fileOf(request, 'previewfile'))
      // PeerTube 5 ignores the thumbnail here; from 8.1 on there is one picture and `previewfile` wins.
      const ignoresThumbnail = !context.since('6.0') || (context.since('8.1') && preview !== null)
      const sent = ignoresThumbnail ? null : await keepOptional(context, fileOf(request, 'thumbnailfile'))
      const thumbnail = context.since('8.1') ? (preview ?? sent) : sent
      const metadata: SessionMetadata = {
        name: wish.fields.name,
        filename: wish.filename,
        ...(lastModified === undefined ? {} : { lastModified }),
        wish,
        thumbnail,
        preview: context.since('8.1') ? thumbnail : preview,
      }
      beginUpload(context, request, response, metadata)
    },
  )

  router.put(
    path,
    operation('uploadResumable'),
    authenticate(context),
    receiveChunk(context),
    async (request, response) => {
      const file = completedFile(request)
      const { wish, thumbnail, preview } = file.metadata as unknown as SessionMetadata
      const body = await finishUpload(context, file, async () => {
        await checkKeptPictures(context, thumbnail, preview)
        const video = await publish(context, {
          path: pathOf(context, file),
          inputFilename: wish.filename,
          channelId: wish.channelId,
          fields: wish.fields,
          passwords: wish.passwords,
          thumbnail,
          preview,
        })
        return { video: videoIds(video) }
      })
      response.json(body)
    },
  )

  router.delete(path, operation('uploadResumableCancel'), authenticate(context), cancelUpload(context))
  addLegacyUpload(context, router)
  return router
}

/** The upload in one multipart request. */
function addLegacyUpload(context: DemoContext, router: Router): void {
  const body = readMultipartVideo(context, 'videofile', ['thumbnailfile', 'previewfile'])
  router.post(
    '/videos/upload',
    operation('uploadLegacy'),
    authenticate(context),
    body,
    async (request, response) => {
      const checks = new Checks(context, request)
      const file = fileOf(request, 'videofile')
      checks.check(file !== undefined, 'videofile', undefined, 'body', 'Should have a file.')
      const { fields, name = '', channelId } = readUploadWish(context, request, checks)
      checks.done()
      if (file === undefined) throw new Problem(400, 'Should have a file.')
      checkTogether(request, fields)
      const user = currentUser(response)
      checkChannel(context, user, channelId)
      checkFile(context, user, file.mimetype, file.size)
      const video = await publish(context, {
        path: join(context.store.folders.temp, file.filename),
        inputFilename: file.originalname,
        channelId,
        fields: { ...fields, name },
        passwords: readPasswords(fields.privacy ?? 0, bodyOf(request)['videoPasswords']) ?? [],
        thumbnail: await keepOptional(context, fileOf(request, 'thumbnailfile')),
        preview: await keepOptional(context, fileOf(request, 'previewfile')),
      })
      response.json({ video: videoIds(video) })
    },
  )
}
