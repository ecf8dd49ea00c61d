import { AppError, ConnectionError, isPageOfProxy, ServerError } from '@shared/errors'
import type { StepError } from '@shared/uploads/upload'
import { backoffMs } from './backoff'

const MOST_ATTEMPTS = 6
/** Of an instance that does not say when to come back. */
const LATER_MS = 15_000
const PASSING = [401, 408, 409, 423]

/** The file that a step needs is no longer in the draft. */
export class AttachmentGone extends Error {}

/** What is kept of a step that did not go well: the server's words, or a code of ours that the window has words for. */
export function stepErrorOf(error: unknown): StepError {
  if (error instanceof ServerError)
    return { serverWords: error.answer.detail || `HTTP ${String(error.answer.status)}` }
  if (error instanceof AttachmentGone) return { code: 'file-missing' }
  const isFile = error instanceof AppError && error.code === 'file-unreadable'
  return { code: isFile ? 'file-unreadable' : 'internal' }
}

/** Milliseconds after which a step is tried again; null: it is refused for good. */
export function waitAfter(error: unknown, attempt: number, random: () => number): number | null {
  if (error instanceof ConnectionError) return backoffMs(attempt, random())
  if (!(error instanceof ServerError)) return null
  const { status, retryAfterMs } = error.answer
  if (status === 429) return retryAfterMs ?? LATER_MS
  const isPassing = PASSING.includes(status) || status >= 500 || isPageOfProxy(error.answer)
  return isPassing && attempt < MOST_ATTEMPTS ? (retryAfterMs ?? backoffMs(attempt, random())) : null
}
