import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import { accountOf, authenticate, currentUser } from '../auth'
import type { DemoContext } from '../context'
import { readMultipart } from '../multipart'
import { keepPicture } from '../publishing'
import type { PictureRecord } from '../records'
import { Checks } from '../validation/checks'
import { checkPicture, fileOf } from '../validation/pictures'
import { pictureView } from '../views/actors'
import { ownChannel } from './channels'

/** Width and height of the copies that PeerTube makes; the demo instance serves one file for all of them. */
function sizes(context: DemoContext, kind: 'avatar' | 'banner'): [width: number, height: number][] {
  const isNew = context.since('6.3')
  if (kind === 'banner')
    return isNew
      ? [
          [1920, 317],
          [600, 100],
        ]
      : [[1920, 317]]
  const widths = isNew ? [1500, 600, 120, 48] : [120, 48]
  return widths.map((width) => [width, width])
}

/** Where the pictures of a request are kept. */
type Target = (
  request: Request,
  response: Response,
) => { avatars: PictureRecord[]; banners?: PictureRecord[] }

export function actorPictureRoutes(context: DemoContext): Router {
  const router = Router()
  const channel: Target = (request, response) => ownChannel(context, request, response)
  const account: Target = (_request, response) => accountOf(context, currentUser(response))
  addPicture(context, router, '/video-channels/:handle', 'avatar', channel)
  addPicture(context, router, '/video-channels/:handle', 'banner', channel)
  addPicture(context, router, '/users/me', 'avatar', account)
  return router
}

function addPicture(
  context: DemoContext,
  router: Router,
  path: string,
  kind: 'avatar' | 'banner',
  target: Target,
): void {
  const signedIn = authenticate(context)
  const field = `${kind}file`
  const pick: RequestHandler = async (request, response) => {
    const checks = new Checks(context, request)
    const file = fileOf(request, field)
    checks.check(file !== undefined, field, undefined)
    checkPicture(context, request, checks, field)
    checks.done()
    const owner = target(request, response)
    if (file === undefined) return
    const fileName = await keepPicture(context, file)
    const createdAt = context.nowIso()
    const rows = sizes(context, kind).map(([width, height]) => ({ fileName, width, height, createdAt }))
    owner[`${kind}s`] = rows
    await context.store.commit()
    response.json({ [`${kind}s`]: rows.map((row) => pictureView(context, row, `${kind}s`)) })
  }
  const remove: RequestHandler = async (request, response) => {
    target(request, response)[`${kind}s`] = []
    await context.store.commit()
    response.sendStatus(204)
  }
  router.post(`${path}/${kind}/pick`, signedIn, readMultipart(field), pick)
  router.delete(`${path}/${kind}`, signedIn, remove)
}
