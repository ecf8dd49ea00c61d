import type { ErrorCode } from '../errors'

/** What is refused of a live, by its instance or before it is sent, by codes of their own: `errors.<code>` has their words. */
export const LIVE_REFUSALS = [
  'live-not-enabled',
  'live-replay-not-allowed',
  'live-latency-not-allowed',
  'live-dvr-not-allowed',
  'live-conflict',
  'live-user-limit',
  'live-instance-limit',
  'live-started',
  'live-time-passed', // while it waited: the instance would announce it all the same
] as const

export type LiveRefusal = (typeof LIVE_REFUSALS)[number]

export function isLiveRefusal(code: ErrorCode): code is LiveRefusal {
  return (LIVE_REFUSALS as readonly ErrorCode[]).includes(code)
}
