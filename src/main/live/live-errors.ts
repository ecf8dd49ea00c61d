import { AppError, ServerError } from '@shared/errors'
import type { LiveRefusal } from '@shared/live/live-refusals'

const BY_CODE: Record<string, LiveRefusal> = {
  live_not_enabled: 'live-not-enabled',
  live_not_allowing_replay: 'live-replay-not-allowed',
  live_conflicting_permanent_and_save_replay: 'live-conflict',
  max_user_lives_limit_reached: 'live-user-limit',
  max_instance_lives_limit_reached: 'live-instance-limit',
}

/** Refusals that PeerTube gives no code, by its words. */
const BY_WORDS: readonly [RegExp, LiveRefusal][] = [
  [/latency mode is not allowed/i, 'live-latency-not-allowed'],
  [/DVR is not enabled/i, 'live-dvr-not-allowed'],
  [/live replay is not (allowed|enabled)/i, 'live-replay-not-allowed'],
  [/live that has already started/i, 'live-started'],
]

/** The server's refusal as an error that the window has its own words for; anything else as it was. */
export function liveError(error: unknown): unknown {
  if (!(error instanceof ServerError)) return error
  const { code, detail, status } = error.answer
  const known = BY_CODE[code ?? ''] ?? BY_WORDS.find(([words]) => words.test(detail))?.[1]
  if (known === undefined) return error
  return new AppError(known, error.message, { status, serverCode: code, detail }, { cause: error })
}

export async function withLiveErrors<T>(task: Promise<T>): Promise<T> {
  try {
    return await task
  } catch (error) {
    throw liveError(error)
  }
}
