import { VIDEO_STATE } from '../library/library'
import type { LiveSettings } from './live'

/** PeerTube's `LiveVideoLatencyMode`. */
export const LATENCY = { default: 1, high: 2, small: 3 } as const

/** What ended a live that nobody wanted to end: PeerTube's numbers. */
export const LIVE_ERROR_NAMES: Readonly<Record<number, string>> = {
  1: 'connection',
  2: 'duration',
  3: 'quota',
  4: 'processing',
  5: 'blocked',
  6: 'runner',
  7: 'runnerCancelled',
  8: 'unknown',
  9: 'stream',
}

export type LiveStanding = 'live' | 'waiting' | 'ended' | 'other'

/** Of a live's video state. */
export function standingOf(state: number): LiveStanding {
  switch (state) {
    case VIDEO_STATE.published:
      return 'live'
    case VIDEO_STATE.waitingForLive:
      return 'waiting'
    case VIDEO_STATE.liveEnded:
      return 'ended'
    default:
      return 'other'
  }
}

/** Once, without a replay, as PeerTube has it when it is told nothing. */
export function plainSettings(): LiveSettings {
  return {
    permanent: false,
    saveReplay: false,
    replayPrivacy: null,
    latency: LATENCY.default,
    schedules: [],
    dvrSeconds: 0,
  }
}
