import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAppStore } from '../stores/app.store'
import { createFormat, regionalLocale, type Format } from './format'

/** One for each locale: every row of the list uses it. */
const formats = new Map<string, Format>()

function formatOf(locale: string): Format {
  const known = formats.get(locale) ?? createFormat(locale)
  formats.set(locale, known)
  return known
}

/** Sizes, speeds, times and numbers in the language of the window; follows it when it changes. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n({ useScope: 'global' })
  const app = useAppStore()
  return computed(() => formatOf(regionalLocale(locale.value, app.info?.systemLocale ?? locale.value)))
}
