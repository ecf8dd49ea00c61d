import type { LiveSettings } from '@shared/live/live'
import { LATENCY, LIVE_ERROR_NAMES, standingOf, type LiveStanding } from '@shared/live/live-values'
import type { LiveProblem } from '@shared/live/validate-live'
import type { Problem } from '@shared/uploads/upload'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { useAccountsStore } from '../../stores/accounts.store'
import { problemText, PRIVACY_ICONS } from '../uploads'

export interface StandingLook {
  icon: string
  tone: string
}

const LOOKS: Record<LiveStanding, StandingLook> = {
  live: { icon: 'i-lucide-radio', tone: 'text-error' },
  waiting: { icon: 'i-lucide-clock', tone: 'text-primary' },
  ended: { icon: 'i-lucide-circle-stop', tone: 'text-muted' },
  other: { icon: 'i-lucide-circle', tone: 'text-muted' },
}

export const LATENCIES: readonly { id: number; name: 'default' | 'small' | 'high' }[] = [
  { id: LATENCY.default, name: 'default' },
  { id: LATENCY.small, name: 'small' },
  { id: LATENCY.high, name: 'high' },
]

/** What to call the things of a live, in the language of the window. */
export function useLiveWords() {
  const { t } = useI18n()
  const format = useFormat()
  const accounts = useAccountsStore()

  function standing(row: { state: number; stateLabel: string }): string {
    const name = standingOf(row.state)
    return name === 'other' ? row.stateLabel : t(`live.standing.${name}`)
  }

  function privacy(id: number): string {
    const known = PRIVACY_ICONS[id]
    return known ? t(`uploads.privacy.${known.key}`) : String(id)
  }

  function kind(settings: LiveSettings): string {
    const parts = [t(settings.permanent ? 'live.kind.permanent' : 'live.kind.once')]
    if (settings.saveReplay) parts.push(t('live.kind.replay'))
    return parts.join(' · ')
  }

  function problem({ field, code, params }: LiveProblem): string {
    return problemText({ field: field as Problem['field'], code, params }, t, format.value)
  }

  /** What is said at a field; false: nothing. */
  function errorAt(problems: readonly LiveProblem[], field: LiveProblem['field']): string | false {
    return (
      problems
        .filter((one) => one.field === field)
        .map(problem)
        .join(' ') || false
    )
  }

  return {
    standing,
    privacy,
    kind,
    errorAt,
    look: (state: number): StandingLook => LOOKS[standingOf(state)],
    viewers: (count: number) => t('live.viewers', { count: format.value.number(count) }, count),
    error: (error: number) => t(`live.error.${LIVE_ERROR_NAMES[error] ?? 'unknown'}`),
    account: accounts.nameOf,
  }
}

export type LiveWords = ReturnType<typeof useLiveWords>
