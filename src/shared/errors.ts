import { LIVE_REFUSALS } from './live/live-refusals'

/**
 * Errors that cross a boundary. `code` is for programs and for i18n (`errors.<code>`), `message` for logs,
 * `details` for the sentence on screen. None of them may carry a secret or a file's path.
 */
export const ERROR_CODES = [
  // what the person can mend at the address field
  'address-invalid',
  'not-peertube',
  'instance-unreachable',
  'instance-tls',
  'instance-too-old',
  'http-needs-consent',
  // signing in (PeerTube's token endpoint)
  'wrong-credentials',
  'otp-wrong',
  'account-blocked',
  'email-not-verified',
  'registration-pending',
  'registration-refused',
  'password-too-long',
  'too-many-logins',
  'external-login-only',
  'external-login-failed',
  'external-login-closed',
  'host-refused',
  'already-signed-in',
  'no-secure-store',
  'signed-out',
  ...LIVE_REFUSALS,
  // everything else
  'not-found',
  'not-allowed-now',
  'link-not-opened',
  'invalid-input',
  'pattern-invalid',
  'table-refused',
  'list-changed',
  'unsupported-picture',
  'picture-too-large',
  'unsupported-caption',
  'file-unreadable',
  'disk-full',
  'folder-unwritable',
  'size-differs',
  'database-newer',
  'server-refused',
  'rate-limited',
  'offline',
  'cancelled',
  'foreign-sender',
  'internal',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

export type ErrorDetails = Record<string, string | number | boolean | null>

/** An error with a code of ours. Thrown in main, answered as an envelope, thrown again in the renderer. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    message: string = code,
    readonly details: ErrorDetails = {},
    options?: { cause?: unknown },
  ) {
    super(message, options as ErrorOptions)
  }
}

/** Why no answer came. `offline` means that this machine has no network at all. */
export type ConnectionFailure = 'offline' | 'dns' | 'refused' | 'reset' | 'timeout' | 'tls' | 'unknown'

/** No answer: the request may or may not have had its effect. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'

  constructor(
    readonly failure: ConnectionFailure,
    /** Method and URL without query values, for logs. */
    readonly request: string,
    options?: { cause?: unknown },
  ) {
    super(`${request}: ${failure}`, options as ErrorOptions)
  }
}

export interface ServerAnswer {
  status: number
  /** PeerTube's `code`, or the last part of `type`, or uploadx's error code; null when the body is not JSON. */
  code: string | null
  /** The server's own words, shortened to 500 characters; plain text, hostile. */
  detail: string
  /** From `Retry-After`, in milliseconds; null when absent. */
  retryAfterMs: number | null
  /** Whether the body was JSON, that is: PeerTube or uploadx spoke and not a proxy. */
  isJson: boolean
  /** `invalid-params`: field -> message. */
  invalidParams: Record<string, string>
}

/** The page of a proxy: PeerTube itself says 404 as JSON alone. It tells nothing of what is there. */
export function isPageOfProxy({ status, isJson }: ServerAnswer): boolean {
  return status === 404 && !isJson
}

/** The server answered, and the answer was a refusal. */
export class ServerError extends Error {
  override readonly name = 'ServerError'

  constructor(
    readonly answer: ServerAnswer,
    readonly request: string,
  ) {
    super(`${request}: ${String(answer.status)} ${answer.code ?? ''} ${answer.detail}`.trimEnd())
  }
}

/** PeerTube itself says that what was asked for is not there. */
export function isGone(error: unknown): boolean {
  return error instanceof ServerError && error.answer.status === 404 && !isPageOfProxy(error.answer)
}
