import { AppError, ConnectionError, ServerError, type ErrorCode, type ServerAnswer } from '@shared/errors'
import { getOAuthClient, getOAuthToken } from '../peertube/operations/session'

/** What the token endpoint's codes mean for a person (8.1 and later have one for each case). */
const byCode: Record<string, ErrorCode> = {
  invalid_grant: 'wrong-credentials',
  invalid_two_factor: 'otp-wrong',
  account_blocked: 'account-blocked',
  email_not_verified: 'email-not-verified',
  too_long_password: 'password-too-long',
  account_waiting_for_approval: 'registration-pending',
  account_approval_rejected: 'registration-refused',
}

/** Up to 8.0 two cases share a code; the words are English there. */
function ofAccessDenied({ detail }: ServerAnswer): ErrorCode {
  if (/blocked/i.test(detail)) return 'account-blocked'
  if (/not verified/i.test(detail)) return 'email-not-verified'
  return 'server-refused'
}

export function needsOtp(error: unknown): boolean {
  return error instanceof ServerError && error.answer.code === 'missing_two_factor'
}

function codeOf({ answer, request }: ServerError): ErrorCode {
  if (answer.status === 429) return request.includes(getOAuthToken.path) ? 'too-many-logins' : 'rate-limited'
  // The OAuth client is given out under the instance's own name alone.
  if (answer.status === 403 && request.includes(getOAuthClient.path)) return 'host-refused'
  if (answer.code === 'access_denied') return ofAccessDenied(answer)
  return byCode[answer.code ?? ''] ?? 'server-refused'
}

/** An error of sign-in with a code that has its own words. What is no error of the network comes back as it is. */
export function signInError(error: unknown, host: string): unknown {
  if (error instanceof ServerError) {
    const { status, detail, retryAfterMs } = error.answer
    return new AppError(
      codeOf(error),
      error.message,
      { host, status, detail, retryAfterMs },
      { cause: error },
    )
  }
  return error instanceof ConnectionError ? connectionAppError(error, host) : error
}

/** Why an instance can't be reached, as an error with a code. */
export function connectionAppError(error: ConnectionError, host: string): AppError {
  const code =
    error.failure === 'tls'
      ? 'instance-tls'
      : error.failure === 'offline'
        ? 'offline'
        : 'instance-unreachable'
  return new AppError(code, error.message, { host, failure: error.failure }, { cause: error })
}
