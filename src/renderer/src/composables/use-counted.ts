import { useI18n } from 'vue-i18n'
import { useFormat } from './use-format'

/** Words about so many things: the plural by the number, and the number as the region writes it. */
export function useCounted() {
  const { t } = useI18n()
  const format = useFormat()
  return (key: string, count: number, params: Record<string, string> = {}): string =>
    t(key, { ...params, count: format.value.number(count) }, count)
}
