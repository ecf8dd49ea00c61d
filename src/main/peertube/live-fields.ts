import type { InstanceLimits, LiveLimits } from '@shared/accounts/choices'
import type { LiveSettings, NewLive } from '@shared/live/live'
import { emptyDraft } from '@shared/uploads/draft'
import { updateFields, type Fields } from './video-fields'

/** Fields of a live as its routes take them; they hold lists of objects, which a video's own never do. */
export type LiveFields = Record<string, unknown>

/**
 * What is sent of the settings: only what this instance knows. A replay's privacy goes along with each replay, also
 * with one that stays (the server stumbles without), and never without one (400).
 */
export function settingsFields(settings: LiveSettings, limits: LiveLimits): LiveFields {
  const { permanent, saveReplay, replayPrivacy, latency, schedules, dvrSeconds } = settings
  return {
    permanentLive: permanent,
    saveReplay,
    ...(saveReplay && limits.replayPrivacy && replayPrivacy !== null
      ? { replaySettings: { privacy: replayPrivacy } }
      : {}),
    ...(limits.latency ? { latencyMode: latency } : {}),
    ...(limits.schedules
      ? { schedules: schedules.map((at) => ({ startAt: new Date(at).toISOString() })) }
      : {}),
    ...(limits.dvrMaxSeconds > 0 ? { dvrWindow: dvrSeconds } : {}),
  }
}

/** The body of `POST /videos/live`. */
export function newLiveFields(live: NewLive, limits: InstanceLimits, liveLimits: LiveLimits): LiveFields {
  const { settings, ...said } = live
  const named = Object.keys(said) as (keyof typeof said)[]
  const video: Fields = updateFields({ ...emptyDraft(said.title), ...said }, named, limits)
  const isSaid = ([, value]: [string, unknown]): boolean => value !== null
  return {
    ...Object.fromEntries(Object.entries(video).filter(isSaid)),
    ...settingsFields(settings, liveLimits),
  }
}
