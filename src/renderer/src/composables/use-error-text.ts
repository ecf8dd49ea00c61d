import type { AppError } from '@shared/errors'
import { LIST_REFUSALS } from '@shared/library/list-refusals'
import { RECORD_REASONS, TABLE_REASONS } from '@shared/library/table-reasons'
import { useI18n } from 'vue-i18n'
import { useFormat } from './use-format'

/** What happened and what to do next, in the person's language. */
export interface ErrorText {
  title: string
  hint: string
}

/** PeerTube counts sign-ins over five minutes: said when the server names no time. */
const LOGIN_PAUSE_MS = 300_000

/** What is wrong with a caption file, besides its format. */
const CAPTION_REASONS = ['no-captions', 'other-content', 'too-large', 'too-many'] as const

const EXPLAINED_FAILURES = ['dns', 'refused', 'timeout'] as const

export function useErrorText(): (error: AppError) => ErrorText {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()

  /** A hint that knows more than the code says; null: there is none. */
  function closerHint({ code, details }: AppError): string | null {
    const failure = EXPLAINED_FAILURES.find((known) => known === details['failure'])
    if (code === 'instance-unreachable' && failure !== undefined) return t(`errors.closer.${failure}`)
    const software = details['software']
    if (code === 'not-peertube' && typeof software === 'string' && software !== '') {
      return t('errors.closer.software', { software })
    }
    const reason = TABLE_REASONS.find((known) => known === details['reason'])
    const inRecord = RECORD_REASONS.find((known) => known === reason)
    if (code === 'table-refused' && inRecord !== undefined && typeof details['record'] === 'number')
      return t(`errors.records.${inRecord}`, shown(details))
    if (code === 'table-refused' && reason !== undefined) return t(`errors.table.${reason}`, shown(details))
    const inCaptions = CAPTION_REASONS.find((known) => known === details['reason'])
    if (code === 'unsupported-caption' && inCaptions !== undefined) return t(`errors.captions.${inCaptions}`)
    const refusal = LIST_REFUSALS.find((known) => known === details['reason'])
    if (code === 'server-refused' && refusal !== undefined) return t(`lists.refusals.${refusal}`)
    return null
  }

  /** What texts may name: numbers as the language writes them. */
  function shown(details: AppError['details']): Record<string, unknown> {
    const entries = Object.entries(details)
    return Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === 'number' ? format.value.number(value) : value]),
    )
  }

  return (error) => {
    const retryAfterMs = error.details['retryAfterMs']
    const waitMs = typeof retryAfterMs === 'number' && retryAfterMs > 0 ? retryAfterMs : LOGIN_PAUSE_MS
    const values = {
      version: '?',
      ...shown(error.details),
      wait: format.value.duration(Math.ceil(waitMs / 1000)),
    }
    return {
      title: t(`errors.${error.code}.title`, values),
      hint: closerHint(error) ?? t(`errors.${error.code}.hint`, values),
    }
  }
}
