import { Router } from 'express'
import type { Request, Response } from 'express'
import { randomUUID } from 'node:crypto'
import { authenticate, optionalAuthenticate } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import { passwordRow } from '../publishing'
import type { PasswordRecord, VideoRecord } from '../records'
import { bodyOf, Checks, hasLength } from '../validation/checks'
import { checkReadable, ownVideo, videoOf } from '../validation/find-video'
import { page, readPage } from '../validation/paging'
import { checkPasswordField, checkPasswordList } from '../validation/passwords'
import { queryText } from '../validation/query'

const PASSWORD_PROTECTED = 5
const FILE_TOKEN_LIFETIME_MS = 8 * 3600 * 1000

function passwordView(video: VideoRecord, row: PasswordRecord): object {
  const { id, password, createdAt } = row
  return { id, password, videoId: video.id, createdAt, updatedAt: createdAt }
}

function protectedVideo(context: DemoContext, request: Request, response: Response): VideoRecord {
  const video = ownVideo(context, request, response)
  if (video.privacy !== PASSWORD_PROTECTED) throw new Problem(400, 'Video is not password protected')
  return video
}

export function passwordRoutes(context: DemoContext): Router {
  const router = Router()
  addFileToken(context, router)
  if (!context.since('6.0')) return router
  const signedIn = authenticate(context)
  const path = '/videos/:videoId/passwords'

  router.get(path, signedIn, (request, response) => {
    const paging = readPage(context, request)
    const checks = new Checks(context, request)
    const sort = queryText(request, 'sort') ?? '-createdAt'
    checks.check(/^-?createdAt$/.test(sort), 'sort', sort, 'query')
    checks.done()
    const video = protectedVideo(context, request, response)
    const newestFirst = [...video.passwords].sort((left, right) => right.id - left.id)
    response.json(page(newestFirst, paging, (row) => passwordView(video, row)))
  })

  router.put(path, signedIn, async (request, response) => {
    const sent = bodyOf(request)['passwords']
    const checks = new Checks(context, request)
    checkPasswordField(checks, 'passwords', sent)
    checks.done()
    const video = protectedVideo(context, request, response)
    const passwords = checkPasswordList(sent)
    video.passwords = passwords.map((password) => passwordRow(context, password))
    await context.store.commit()
    response.sendStatus(204)
  })

  if (context.since('8.0')) {
    router.post(path, signedIn, async (request, response) => {
      const { password } = bodyOf(request)
      const checks = new Checks(context, request)
      checks.check(hasLength(password, 2, 100), 'password', password)
      checks.done()
      const video = protectedVideo(context, request, response)
      video.passwords.push(passwordRow(context, String(password)))
      await context.store.commit()
      response.sendStatus(204)
    })
  }

  router.delete(`${path}/:passwordId`, signedIn, async (request, response) => {
    const checks = new Checks(context, request)
    const passwordId = String(request.params['passwordId'])
    checks.check(/^\d+$/.test(passwordId), 'passwordId', passwordId, 'params')
    checks.done()
    const video = protectedVideo(context, request, response)
    const row = video.passwords.find(({ id }) => String(id) === passwordId)
    if (row === undefined) throw new Problem(404, 'Video password not found')
    if (video.passwords.length === 1)
      throw new Problem(400, 'Cannot delete the last password of the protected video')
    video.passwords = video.passwords.filter((other) => other !== row)
    await context.store.commit()
    response.sendStatus(204)
  })

  return router
}

/** A token for reading the files of a video that is not public. */
function addFileToken(context: DemoContext, router: Router): void {
  router.post('/videos/:id/token', optionalAuthenticate(context), (request, response) => {
    const video = videoOf(context, request)
    checkReadable(context, request, response, video)
    const token = randomUUID()
    const expiresAt = context.now() + FILE_TOKEN_LIFETIME_MS
    context.fileTokens.set(token, { subject: video.uuid, expiresAt })
    response.json({ files: { token, expires: new Date(expiresAt).toISOString() } })
  })
}
