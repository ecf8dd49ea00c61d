import { ConnectionError, ServerError } from '@shared/errors'

/** The server's own words, else what kind of failure it was; no path, no secret. */
export function wordsOf(failure: unknown): string {
  if (failure instanceof ServerError) return failure.answer.detail
  if (failure instanceof ConnectionError) return failure.failure
  if (failure instanceof Error && 'code' in failure) return String(failure.code)
  return failure instanceof Error ? failure.name : 'unknown'
}
