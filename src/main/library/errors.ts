import { AppError, ConnectionError, ServerError, type ErrorCode } from '@shared/errors'

/** What the person is told when a sync stopped. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof AppError) return error.code
  if (error instanceof ConnectionError) {
    if (error.failure === 'offline') return 'offline'
    return error.failure === 'tls' ? 'instance-tls' : 'instance-unreachable'
  }
  if (!(error instanceof ServerError)) return 'internal'
  const { status } = error.answer
  if (status === 401) return 'signed-out'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'instance-unreachable' : 'server-refused'
}
