import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'

/** What a caption file lost on its way here; empty: nothing. */
export function useLossWords() {
  const { t } = useI18n()
  const format = useFormat()

  return ({ unread, simplified }: { unread: number; simplified: boolean }): string => {
    const lost = unread > 0 ? t('captions.unread', { count: format.value.number(unread) }, unread) : ''
    return [lost, simplified ? t('captions.simplified') : ''].filter((text) => text !== '').join(' ')
  }
}
