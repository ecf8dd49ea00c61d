import type { InstanceLimits, LiveLimits } from '../accounts/choices'
import { emptyDraft } from '../uploads/draft-values'
import type { Problem } from '../uploads/upload'
import { validateDraft } from '../uploads/validate-draft'
import type { LiveSettings, NewLive } from './live'
import { LATENCY } from './live-values'

export type LiveField =
  Problem['field'] | 'saveReplay' | 'replayPrivacy' | 'latency' | 'schedules' | 'dvrSeconds'

/** As a draft's problem; `live.problems.<code>` has the words where the field is a live's own. */
export interface LiveProblem {
  field: LiveField
  code: string
  params: Problem['params']
}

/**
 * What keeps settings from being sent to an instance with these limits.
 * @param now epoch milliseconds
 * @param announced times that it has been announced for already: they may have passed
 */
export function validateSettings(
  settings: LiveSettings,
  limits: LiveLimits,
  now: number,
  announced: readonly number[] = [],
): LiveProblem[] {
  const problems: LiveProblem[] = []
  const say = (field: LiveField, code: string, params: Problem['params'] = {}): void => {
    problems.push({ field, code, params })
  }
  if (settings.saveReplay && !limits.allowReplay) say('saveReplay', 'not-offered')
  if (settings.saveReplay && settings.replayPrivacy === null && limits.replayPrivacy) {
    say('replayPrivacy', 'required')
  }
  if (settings.latency !== LATENCY.default && !limits.latency) say('latency', 'not-offered')
  const times = limits.schedules ? settings.schedules.filter((at) => !announced.includes(at)) : []
  if (times.some((at) => !Number.isFinite(at))) say('schedules', 'invalid-date')
  else if (times.some((at) => at <= now)) say('schedules', 'in-the-past')
  if (settings.dvrSeconds > limits.dvrMaxSeconds) {
    say('dvrSeconds', 'too-long', { max: Math.floor(limits.dvrMaxSeconds / 60) })
  }
  return problems
}

/** What keeps a new live from being made. The video's own fields are checked as a draft's are. */
export function validateNewLive(live: NewLive, limits: InstanceLimits, now: number): LiveProblem[] {
  const { settings, ...said } = live
  const draft = { ...emptyDraft(said.title), ...said }
  // There is no file to be wrong.
  const video = validateDraft(draft, limits, { name: '', bytes: 1 }, now).filter(
    ({ field }) => field !== 'file',
  )
  return [...video, ...(limits.live === undefined ? [] : validateSettings(settings, limits.live, now))]
}
