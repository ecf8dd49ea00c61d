import type { AppError } from '@shared/errors'
import { useI18n } from 'vue-i18n'

/** What happened and what to do next, in the person's language. */
export interface ErrorText {
  title: string
  hint: string
}

export function useErrorText(): (error: AppError) => ErrorText {
  const { t } = useI18n({ useScope: 'global' })
  return (error) => ({
    title: t(`errors.${error.code}.title`, error.details),
    hint: t(`errors.${error.code}.hint`, error.details),
  })
}
