import { AppError, ConnectionError, ServerError, type ErrorCode } from '@shared/errors'
import { RETRY_CODES, type RetryReason } from '@shared/uploads/upload'
import { StrangeAnswer } from './problems'

/** The server's own words, else what kind of failure it was; no path, no secret. */
export function wordsOf(failure: unknown): string {
  if (failure instanceof ServerError) return failure.answer.detail
  if (failure instanceof ConnectionError) return failure.failure
  if (failure instanceof Error && 'code' in failure) return String(failure.code)
  return failure instanceof Error ? failure.name : 'unknown'
}

type RetryCode = (typeof RETRY_CODES)[number]

const BY_STATUS: Partial<Record<number, RetryCode>> = { 429: 'rate-limited', 460: 'checksum' }

/** What our own parts say of an instance. */
const BY_ERROR_CODE: Partial<Record<ErrorCode, RetryCode>> = {
  'instance-unreachable': 'no-answer',
  'instance-tls': 'tls',
  'not-peertube': 'not-peertube',
  'rate-limited': 'rate-limited',
}

/** What the row says while the next attempt waits: a code that the window has words for, or the server's words. */
export function retryReasonOf(failure: unknown): RetryReason {
  if (failure instanceof ServerError) {
    const { status, detail } = failure.answer
    const code = BY_STATUS[status]
    return code === undefined ? { serverWords: detail || `HTTP ${String(status)}` } : { code }
  }
  if (failure instanceof ConnectionError) {
    return { code: RETRY_CODES.find((code) => code === failure.failure) ?? 'no-answer' }
  }
  if (failure instanceof StrangeAnswer) return { code: 'not-peertube' }
  const own = failure instanceof AppError ? BY_ERROR_CODE[failure.code] : undefined
  return { code: own ?? 'other' }
}
