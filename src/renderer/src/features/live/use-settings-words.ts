import type { LiveLimits } from '@shared/accounts/choices'
import type { LiveSettings } from '@shared/live/live'
import type { LiveSettingsField } from '@shared/live/merge-settings'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { useLiveWords } from './use-live-words'

/** What the settings of a live say, in the language of the window. */
export function useSettingsWords() {
  const { t } = useI18n()
  const format = useFormat()
  const words = useLiveWords()

  function replay({ saveReplay, replayPrivacy }: LiveSettings): string {
    if (!saveReplay) return t('live.no')
    return replayPrivacy === null
      ? t('live.yes')
      : t('live.replayAs', { privacy: words.privacy(replayPrivacy) })
  }

  function value(field: LiveSettingsField, settings: LiveSettings): string {
    switch (field) {
      case 'permanent':
        return t(settings.permanent ? 'live.kind.permanent' : 'live.kind.once')
      case 'saveReplay':
        return replay(settings)
      case 'replayPrivacy':
        return settings.replayPrivacy === null
          ? t('live.session.noReplay')
          : words.privacy(settings.replayPrivacy)
      case 'latency':
        return words.latency(settings.latency)
      case 'schedules':
        return settings.schedules.map((at) => format.value.dateTime(at)).join('\n') || t('live.noSchedule')
      case 'dvrSeconds':
        return settings.dvrSeconds === 0 ? t('live.dvr.none') : format.value.duration(settings.dvrSeconds)
    }
  }

  const name = (field: LiveSettingsField): string => t(`live.field.${field === 'permanent' ? 'kind' : field}`)

  /** What an instance with these limits has of them; null: not known. */
  function facts(settings: LiveSettings, limits: LiveLimits | null): { name: string; value: string }[] {
    const fields: LiveSettingsField[] = ['permanent', 'saveReplay', 'latency']
    if (limits?.schedules === true) fields.push('schedules')
    if ((limits?.dvrMaxSeconds ?? 0) > 0) fields.push('dvrSeconds')
    return fields.map((field) => ({ name: name(field), value: value(field, settings) }))
  }

  return { name, value, facts }
}
