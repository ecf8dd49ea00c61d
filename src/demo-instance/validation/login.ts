import { Secret, TOTP } from 'otpauth'
import { isPasswordOf } from '../accounts'
import type { DemoContext } from '../context'
import { Problem } from '../problem'
import type { UserRecord } from '../records'

const MAX_PASSWORD_BYTES = 72

type Credential = { password: string } | { externalToken: string }

function invalidGrant(): Problem {
  return new Problem(400, 'Invalid grant: user credentials are invalid', 'invalid_grant')
}

/** The user of a name or e-mail, if the credential is right. */
export function findLogin(context: DemoContext, username: string, credential: Credential): UserRecord {
  const wanted = username.toLowerCase()
  const { users } = context.store.state
  const user = users.find((row) => [row.username, row.email].some((name) => name.toLowerCase() === wanted))
  if ('externalToken' in credential) {
    useExternalToken(context, username, credential.externalToken)
    if (user === undefined) throw invalidGrant()
    return user
  }
  if (context.since('8.1') && Buffer.byteLength(credential.password) > MAX_PASSWORD_BYTES) {
    throw new Problem(400, 'Password is too long.', 'too_long_password')
  }
  if (user === undefined || user.pluginAuth !== null || !isPasswordOf(user, credential.password))
    throw invalidGrant()
  return user
}

/** Lives five minutes; single use from 8.1 on. A bad one is an exception without a name of its own in PeerTube. */
function useExternalToken(context: DemoContext, username: string, token: string): void {
  const refusal = (why: string): Problem => new Problem(400, `Cannot authenticate user ${why}`, 'Error')
  const grant = context.externalTokens.get(token)
  if (grant === undefined) throw refusal('with unknown bypass token')
  if (context.since('8.1')) context.externalTokens.delete(token)
  if (grant.expiresAt <= context.now()) throw refusal('with an expired external auth token')
  if (grant.subject !== username) throw refusal(`${grant.subject} with invalid username ${username}`)
}

/** @throws Problem with the code that this version gives to a user who may not sign in. */
export function checkMayLogIn(context: DemoContext, user: UserRecord): void {
  const hasOwnCodes = context.since('8.1')
  if (user.registration === 'pending') {
    throw new Problem(400, 'User registration is awaiting approval.', 'account_waiting_for_approval')
  }
  if (user.registration === 'rejected') {
    throw new Problem(400, 'User registration has been rejected.', 'account_approval_rejected')
  }
  if (user.blocked) {
    throw new Problem(400, 'User is blocked.', hasOwnCodes ? 'account_blocked' : 'access_denied')
  }
  if (!user.emailVerified) {
    throw new Problem(
      400,
      'User email is not verified.',
      hasOwnCodes ? 'email_not_verified' : 'access_denied',
    )
  }
}

/** @throws Problem 401 with the header that asks for the code, or 400 when the code is wrong. */
export function verifyOtp(user: UserRecord, sent: string | string[] | undefined): void {
  if (user.otpSecret === null) return
  if (sent === undefined) {
    throw new Problem(
      401,
      'Missing two factor header',
      'missing_two_factor',
      {},
      { 'x-peertube-otp': 'required; app' },
    )
  }
  if (!isOtpValid(user.otpSecret, String(sent))) {
    throw new Problem(400, 'Invalid two factor header', 'invalid_two_factor')
  }
}

export function isOtpValid(secret: string, token: string): boolean {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30, algorithm: 'SHA1' })
  return totp.validate({ token, window: 1 }) !== null
}
