import type { RetryReason } from '@shared/uploads/upload'
import type { StateWords } from './state-words'

type Translate = (key: string, params: Record<string, unknown>, plural: number) => string

function whyText(why: RetryReason, t: Translate): string {
  return 'code' in why ? t(`uploads.retryReason.${why.code}`, {}, 1) : why.serverWords
}

/** The second line of a state, in the window's language; empty: nothing to add. */
export function hintText({ hint, params, why }: StateWords, t: Translate): string {
  if (hint === null) return ''
  return t(`uploads.${hint}`, why === undefined ? params : { ...params, why: whyText(why, t) }, 1)
}
