import type { LiveLimits } from '@shared/accounts/choices'
import type { LiveSettings, LiveSettingsField } from '@shared/live/live'
import { LATENCY } from '@shared/live/live-values'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../../composables/use-format'
import { PRIVACY_ICONS } from '../../uploads'

/** All or some of them. */
type Settings = { [Field in LiveSettingsField]?: LiveSettings[Field] | undefined }

/** What the settings of a live say, in the language of the window. */
export function useSettingsWords() {
  const { t } = useI18n()
  const format = useFormat()

  function privacy(id: number): string {
    const known = PRIVACY_ICONS[id]
    return known ? t(`uploads.privacy.${known.key}`) : String(id)
  }

  function latency(id: number): string {
    const [name = 'default'] = Object.entries(LATENCY).find(([, known]) => known === id) ?? []
    return t(`live.latency.${name}.name`)
  }

  function replay({ saveReplay, replayPrivacy }: Settings): string {
    if (saveReplay !== true) return t('live.no')
    return replayPrivacy == null ? t('live.yes') : t('live.replayAs', { privacy: privacy(replayPrivacy) })
  }

  function value(field: LiveSettingsField, settings: Settings): string {
    switch (field) {
      case 'permanent':
        return t(settings.permanent === true ? 'live.kind.permanent' : 'live.kind.once')
      case 'saveReplay':
        return replay(settings)
      case 'replayPrivacy':
        return settings.replayPrivacy == null ? t('live.session.noReplay') : privacy(settings.replayPrivacy)
      case 'latency':
        return latency(settings.latency ?? LATENCY.default)
      case 'schedules':
        return (
          (settings.schedules ?? []).map((at) => format.value.dateTime(at)).join('\n') || t('live.noSchedule')
        )
      case 'dvrSeconds': {
        const { dvrSeconds = 0 } = settings
        return dvrSeconds === 0 ? t('live.dvr.none') : format.value.duration(dvrSeconds)
      }
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
