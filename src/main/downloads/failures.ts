import { AppError, ConnectionError, ServerError, type ErrorCode } from '@shared/errors'

/** What to do after a run that did not come to its end. */
export type Verdict =
  /** It will be tried again by itself. `delayMs` null: as the backoff has it. */
  { kind: 'again'; delayMs: number | null } | { kind: 'fail'; code: ErrorCode } | { kind: 'look-again' }

const TRANSIENT = [408, 425, 500, 502, 503, 504]

/**
 * `look-again`: where the file was is nothing any more, which a new look at the video may mend.
 */
export function verdict(error: unknown): Verdict {
  if (error instanceof ConnectionError) return { kind: 'again', delayMs: null }
  if (error instanceof ServerError) return ofServer(error)
  if (error instanceof AppError) return { kind: 'fail', code: error.code }
  return { kind: 'fail', code: 'internal' }
}

function ofServer({ answer: { status, retryAfterMs } }: ServerError): Verdict {
  if (status === 401) return { kind: 'fail', code: 'signed-out' }
  if (status === 404 || status === 410) return { kind: 'look-again' }
  if (status === 429) return { kind: 'again', delayMs: retryAfterMs }
  if (TRANSIENT.includes(status)) return { kind: 'again', delayMs: retryAfterMs }
  return { kind: 'fail', code: 'server-refused' }
}
