import { describe, expect, it } from 'vitest'
import { AppError, ConnectionError, ServerError } from '@shared/errors'
import { needsOtp, signInError } from './sign-in-errors'

const TOKEN = 'POST https://tube.example/api/v1/users/token'

function refusal(status: number, code: string | null, detail = '', request = TOKEN): ServerError {
  return new ServerError(
    { status, code, detail, retryAfterMs: 300_000, isJson: code !== null, invalidParams: {} },
    request,
  )
}

describe('signInError', () => {
  it.each([
    [400, 'invalid_grant', '', 'wrong-credentials'],
    [400, 'invalid_two_factor', '', 'otp-wrong'],
    [400, 'access_denied', 'User is blocked.', 'account-blocked'],
    [400, 'account_blocked', 'Utilisateur bloqué.', 'account-blocked'],
    [400, 'access_denied', 'User email is not verified.', 'email-not-verified'],
    [400, 'email_not_verified', '', 'email-not-verified'],
    [400, 'too_long_password', '', 'password-too-long'],
    [400, 'account_waiting_for_approval', '', 'registration-pending'],
    [400, 'account_approval_rejected', '', 'registration-refused'],
    [400, 'access_denied', 'For another reason.', 'server-refused'],
    [400, 'something_new', '', 'server-refused'],
    [429, null, 'Too many requests', 'too-many-logins'],
    [403, null, '<html>', 'server-refused'],
    [500, 'server_error', '', 'server-refused'],
  ])('%i %s "%s" is %s', (status, code, detail, expected) => {
    expect(signInError(refusal(status, code, detail), 'tube.example')).toMatchObject({
      code: expected,
      details: { host: 'tube.example', status, detail, retryAfterMs: 300_000 },
    })
  })

  it('tells the refusals of other routes apart', () => {
    const client = 'GET https://tube.example/api/v1/oauth-clients/local'
    const config = 'GET https://tube.example/api/v1/config'
    expect(signInError(refusal(403, null, '', client), 'h')).toMatchObject({ code: 'host-refused' })
    expect(signInError(refusal(403, null, '', config), 'h')).toMatchObject({ code: 'server-refused' })
    expect(signInError(refusal(429, null, '', config), 'h')).toMatchObject({ code: 'rate-limited' })
  })

  it.each([
    ['tls', 'instance-tls'],
    ['offline', 'offline'],
    ['dns', 'instance-unreachable'],
    ['refused', 'instance-unreachable'],
    ['timeout', 'instance-unreachable'],
  ] as const)('a connection that fails with %s is %s', (failure, code) => {
    expect(signInError(new ConnectionError(failure, TOKEN), 'h')).toMatchObject({
      code,
      details: { failure },
    })
  })

  it('leaves other errors as they are', () => {
    const error = new AppError('already-signed-in')
    expect(signInError(error, 'h')).toBe(error)
  })
})

it('sees that a code is wanted', () => {
  expect(needsOtp(refusal(401, 'missing_two_factor'))).toBe(true)
  expect(needsOtp(refusal(401, 'invalid_token'))).toBe(false)
})
