import { Router } from 'express'
import { authenticate } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import { bodyOf, Checks } from '../validation/checks'
import { ownVideo } from '../validation/find-video'
import { isHost } from '../validation/hosts'
import { embedPrivacyView } from '../views/videos'

const EVERYWHERE = 1
/** By whom a video may be embedded that is shown for another instance is not said here. */
const CHOSEN = [EVERYWHERE, 2]

/** Since 8.1. */
export function embedPrivacyRoutes(context: DemoContext): Router {
  const router = Router()
  if (!context.since('8.1')) return router
  const signedIn = authenticate(context)

  router.get('/videos/:videoId/embed-privacy', signedIn, (request, response) => {
    response.json(embedPrivacyView(ownVideo(context, request, response)))
  })

  router.put('/videos/:videoId/embed-privacy', signedIn, async (request, response) => {
    const { policy, domains } = bodyOf(request)
    const checks = new Checks(context, request)
    checks.check(CHOSEN.includes(policy as number), 'policy', policy)
    const msg = 'Domains should be a valid array of hosts'
    checks.check(Array.isArray(domains) && domains.every(isHost), 'domains', domains, 'body', msg)
    checks.done()
    const video = ownVideo(context, request, response)
    const named = (domains as string[]).map((domain) => domain.trim().toLowerCase())
    if (policy === EVERYWHERE && named.length > 0)
      throw new Problem(400, 'Domains should be empty when policy is in "all allowed" mode')
    if (new Set(named).size < named.length)
      throw new Problem(500, 'Validation error', 'SequelizeUniqueConstraintError')
    video.embedPrivacy = { policy: policy as number, domains: named }
    await context.store.commit()
    response.sendStatus(204)
  })

  return router
}
