import type { ErrorCode } from '../errors'

/** What an instance refuses of a live, by codes of their own: `errors.<code>` has their words. */
export const LIVE_REFUSALS = [
  'live-not-enabled',
  'live-replay-not-allowed',
  'live-latency-not-allowed',
  'live-dvr-not-allowed',
  'live-conflict',
  'live-user-limit',
  'live-instance-limit',
  'live-started',
] as const

export type LiveRefusal = (typeof LIVE_REFUSALS)[number]

export function isLiveRefusal(code: ErrorCode): code is LiveRefusal {
  return (LIVE_REFUSALS as readonly ErrorCode[]).includes(code)
}
