import { Router } from 'express'
import { authenticate, lateAuthenticate } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import { checkReadable, videoOf } from '../validation/find-video'

/** What the config says is switched off, with the answers that PeerTube gives then. */
export function notOfferedRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)

  router.post('/videos/imports', signedIn, () => {
    throw new Problem(409, 'HTTP import is not enabled on this instance.')
  })

  if (context.since('6.0')) {
    router.get('/videos/:id/storyboards', lateAuthenticate(context), (request, response) => {
      checkReadable(context, request, response, videoOf(context, request))
      response.json({ storyboards: [] })
    })
  }

  return router
}
