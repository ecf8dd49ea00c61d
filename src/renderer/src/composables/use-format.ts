import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useAppStore } from '../stores/app.store'
import { createFormat, regionalLocale, type Format } from './format'

/** Sizes, speeds, times and numbers in the language of the window; follows it when it changes. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n({ useScope: 'global' })
  const app = useAppStore()
  return computed(() => createFormat(regionalLocale(locale.value, app.info?.systemLocale ?? locale.value)))
}
