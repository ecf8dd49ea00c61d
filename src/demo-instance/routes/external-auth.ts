import { Router } from 'express'
import { randomBytes, randomUUID } from 'node:crypto'
import { addUser } from '../accounts'
import type { DemoContext } from '../context'
import { queryText } from '../validation/query'

const TOKEN_LIFETIME_MS = 5 * 60_000
const PLUGIN = 'peertube-plugin-auth-demo'

/**
 * The sign-in page of a login plugin, which knows its user without asking and sends the browser to
 * `/login?externalAuthToken=…&username=…`. `?fail=1` plays a refusal, `?username=` another user.
 */
export function externalAuthRoutes(context: DemoContext): Router {
  const router = Router()
  router.get('/plugins/auth-demo/:version/auth/demo-sso', async (request, response, next) => {
    if (!context.settings.externalAuth) {
      next()
      return
    }
    if (queryText(request, 'fail') !== undefined) {
      response.redirect('/login?externalAuthError=true')
      return
    }
    const username = queryText(request, 'username') ?? 'sso_user'
    if (!context.store.state.users.some((user) => user.username === username)) {
      addUser(context, { username, password: randomUUID(), pluginAuth: PLUGIN })
      await context.store.commit()
    }
    const token = randomBytes(32).toString('hex')
    context.externalTokens.set(token, { subject: username, expiresAt: context.now() + TOKEN_LIFETIME_MS })
    response.redirect(`/login?${new URLSearchParams({ externalAuthToken: token, username }).toString()}`)
  })
  return router
}
