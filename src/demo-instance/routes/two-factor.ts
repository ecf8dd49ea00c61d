import { Router } from 'express'
import type { Request, Response } from 'express'
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { isPasswordOf } from '../accounts'
import { authenticate, currentUser } from '../auth'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { UserRecord } from '../records'
import { bodyOf } from '../validation/checks'
import { isOtpValid } from '../validation/login'

const REQUEST_LIFETIME_MS = 10 * 60_000

/** The signed-in user, when the path is about them and the password is right. */
function confirmedUser(request: Request, response: Response): UserRecord {
  const user = selfOf(request, response)
  const { currentPassword } = bodyOf(request)
  if (typeof currentPassword !== 'string' || !isPasswordOf(user, currentPassword)) {
    throw new Problem(403, 'currentPassword is invalid.', 'current_password_is_invalid')
  }
  return user
}

function selfOf(request: Request, response: Response): UserRecord {
  const user = currentUser(response)
  if (request.params['id'] !== String(user.id)) throw new Problem(403, 'You cannot manage this user.')
  return user
}

export function twoFactorRoutes(context: DemoContext): Router {
  const router = Router()
  const signedIn = authenticate(context)
  const path = '/users/:id/two-factor'

  router.post(`${path}/request`, signedIn, (request, response) => {
    const user = confirmedUser(request, response)
    const secret = new Secret({ size: 20 }).base32
    const requestToken = randomBytes(32).toString('hex')
    const expiresAt = context.now() + REQUEST_LIFETIME_MS
    context.otpRequests.set(requestToken, { subject: user.username, expiresAt, secret })
    const totp = new TOTP({ issuer: context.host, label: user.email, secret: Secret.fromBase32(secret) })
    response.json({ otpRequest: { requestToken, secret, uri: totp.toString() } })
  })

  router.post(`${path}/confirm-request`, signedIn, async (request, response) => {
    const user = selfOf(request, response)
    const { requestToken, otpToken } = bodyOf(request)
    const pending = context.otpRequests.get(String(requestToken))
    if (pending?.subject !== user.username || pending.expiresAt <= context.now()) {
      throw new Problem(403, 'Invalid request token')
    }
    if (!isOtpValid(pending.secret, String(otpToken))) throw new Problem(403, 'Invalid OTP token')
    user.otpSecret = pending.secret
    await context.store.commit()
    response.sendStatus(204)
  })

  router.post(`${path}/disable`, signedIn, async (request, response) => {
    confirmedUser(request, response).otpSecret = null
    await context.store.commit()
    response.sendStatus(204)
  })

  return router
}
