import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { createFormat, type Format } from './format'

/** Sizes, speeds, times and numbers in the language of the window; follows it when it changes. */
export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n({ useScope: 'global' })
  return computed(() => createFormat(locale.value))
}
