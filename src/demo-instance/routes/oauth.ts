import { Router, urlencoded } from 'express'
import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import { authenticate, currentToken } from '../auth'
import type { DemoContext } from '../context'
import { operation, Problem } from '../problem'
import { limitRate } from '../rate-limit'
import type { TokenRecord, UserRecord } from '../records'
import { isRecord } from '../validation/checks'
import { checkMayLogIn, findLogin, verifyOtp } from '../validation/login'

type Form = Record<string, string | undefined>

function newToken(): string {
  return randomBytes(20).toString('hex')
}

function issueTokens(context: DemoContext, user: UserRecord): TokenRecord {
  const { settings, store } = context
  const token: TokenRecord = {
    userId: user.id,
    accessToken: newToken(),
    refreshToken: newToken(),
    accessExpiresAt: context.now() + settings.accessTokenLifetimeSeconds * 1000,
    refreshExpiresAt: context.now() + settings.refreshTokenLifetimeSeconds * 1000,
  }
  const isAlive = ({ refreshExpiresAt }: TokenRecord): boolean => refreshExpiresAt > context.now()
  store.state.tokens = [...store.state.tokens.filter(isAlive), token]
  return token
}

function tokenAnswer(context: DemoContext, token: TokenRecord): object {
  const secondsUntil = (epochMs: number): number =>
    Math.max(0, Math.floor((epochMs - context.now() - 1) / 1000))
  return {
    token_type: 'Bearer',
    access_token: token.accessToken,
    refresh_token: token.refreshToken,
    expires_in: secondsUntil(token.accessExpiresAt),
    refresh_token_expires_in: secondsUntil(token.refreshExpiresAt),
  }
}

function readForm(request: Request): Form {
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
  if (!isForm) {
    const detail = 'Invalid request: content must be application/x-www-form-urlencoded'
    throw new Problem(400, detail, 'invalid_request')
  }
  const body: unknown = request.body
  return isRecord(body) ? (body as Form) : {}
}

function required(form: Form, field: string): string {
  const value = form[field]
  if (value === undefined || value === '') {
    throw new Problem(400, `Missing parameter: \`${field}\``, 'invalid_request')
  }
  return value
}

function checkClient(context: DemoContext, form: Form): void {
  const { client } = context.store.state
  if (!form['client_id'] || !form['client_secret']) {
    throw new Problem(400, 'Invalid client: cannot retrieve client credentials', 'invalid_client')
  }
  const isOurs = form['client_id'] === client.id && form['client_secret'] === client.secret
  if (!isOurs) throw new Problem(400, 'Invalid client: client is invalid', 'invalid_client')
}

/** Rotation: the old pair is gone as soon as the new one exists. */
function refresh(context: DemoContext, form: Form): UserRecord {
  const { state } = context.store
  const refreshToken = required(form, 'refresh_token')
  const token = state.tokens.find((row) => row.refreshToken === refreshToken)
  if (token === undefined) throw new Problem(400, 'Invalid grant: refresh token is invalid', 'invalid_grant')
  if (token.refreshExpiresAt <= context.now()) {
    throw new Problem(400, 'Invalid grant: refresh token has expired', 'invalid_grant')
  }
  const user = state.users.find(({ id }) => id === token.userId)
  if (user === undefined) throw new Problem(400, 'Invalid grant: refresh token is invalid', 'invalid_grant')
  checkMayLogIn(context, user)
  state.tokens = state.tokens.filter((row) => row !== token)
  return user
}

function passwordLogin(context: DemoContext, request: Request, form: Form): UserRecord {
  const username = required(form, 'username')
  const externalToken = form['externalAuthToken'] ?? ''
  const credential = externalToken === '' ? { password: required(form, 'password') } : { externalToken }
  const user = findLogin(context, username, credential)
  checkMayLogIn(context, user)
  verifyOtp(user, request.headers['x-peertube-otp'])
  user.lastLoginDate = context.nowIso()
  return user
}

function logIn(context: DemoContext, request: Request): UserRecord {
  const form = readForm(request)
  checkClient(context, form)
  const grant = required(form, 'grant_type')
  if (grant === 'refresh_token') return refresh(context, form)
  if (grant === 'password') return passwordLogin(context, request, form)
  throw new Problem(400, 'Unsupported grant type: `grant_type` is invalid', 'unsupported_grant_type')
}

export function oauthRoutes(context: DemoContext): Router {
  const router = Router()

  router.get('/oauth-clients/local', operation('getOAuthClient'), (request: Request, response: Response) => {
    const { host } = request.headers
    if (host !== context.host) {
      throw new Problem(403, `Getting client tokens for host ${String(host)} is forbidden`)
    }
    const { id, secret } = context.store.state.client
    response.json({ client_id: id, client_secret: secret })
  })

  router.post(
    '/users/token',
    limitRate(context, 'login'),
    operation('getOAuthToken'),
    urlencoded({ extended: false }),
    async (request, response) => {
      const token = issueTokens(context, logIn(context, request))
      await context.store.commit()
      response.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' }).json(tokenAnswer(context, token))
    },
  )

  router.post(
    '/users/revoke-token',
    operation('revokeOAuthToken'),
    authenticate(context),
    async (_request, response) => {
      const { store } = context
      const revoked = currentToken(response)
      store.state.tokens = store.state.tokens.filter((row) => row !== revoked)
      await store.commit()
      response.json({ success: true })
    },
  )

  return router
}
