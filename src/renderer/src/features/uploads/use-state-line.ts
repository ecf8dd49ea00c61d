import type { Progress, UploadRow } from '@shared/uploads/upload'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { hintText } from './hint-text'
import { sessionExpiry } from './session-expiry'
import { showsProgress, stateWords, type StateWords } from './state-words'
import { timeLeft } from './time-left'

export interface StateLine extends Pick<StateWords, 'icon' | 'tone'> {
  label: string
  /** Empty where there is no bar. */
  percent: string
  /** Empty: nothing to add. */
  hint: string
  /** 0 to 1; null: no bar. */
  share: number | null
}

/** A row's state in the words of the window's language. `now` in epoch milliseconds, it may be minutes old. */
export function useStateLine(row: () => UploadRow, progress: () => Progress | undefined, now: () => number) {
  const { t } = useI18n()
  const format = useFormat()

  function speedWords(): string {
    const left = timeLeft(progress()?.secondsLeft ?? null)
    const speed = progress()?.bytesPerSecond ?? null
    const parts = [
      speed === null ? '' : format.value.speed(speed),
      left === null ? '' : t(`uploads.timeLeft.${left.key}`, left.params, left.params['count'] ?? 2),
    ].filter((part) => part !== '')
    return parts.length > 0 ? parts.join(' · ') : t('uploads.hint.starting')
  }

  function expiryWords(): string {
    const expiry = sessionExpiry(row().state, now())
    if (expiry === null) return ''
    if (expiry.kind === 'expired') return t('uploads.expiry.expired')
    if (expiry.kind === 'any-moment') return t('uploads.expiry.anyMoment', { to: expiry.toMinutes })
    return t('uploads.expiry.within', { from: expiry.fromMinutes, to: expiry.toMinutes })
  }

  function hintWords(words: StateWords): string {
    if (row().state.name === 'uploading') return speedWords()
    return [hintText(words, t), expiryWords()].filter((part) => part !== '').join(' ')
  }

  return computed<StateLine>(() => {
    const words = stateWords(row(), now())
    const count = typeof words.params['count'] === 'number' ? words.params['count'] : 1
    const sent = progress()?.bytesSent ?? row().bytesSent
    const share = showsProgress(row()) && row().fileBytes > 0 ? Math.min(1, sent / row().fileBytes) : null
    const label = t(`uploads.${words.label}`, words.params, count)
    return {
      icon: words.icon,
      tone: words.tone,
      label,
      percent: share === null ? '' : format.value.percent(share),
      hint: hintWords(words),
      share,
    }
  })
}
