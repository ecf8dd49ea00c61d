import type { Refusal } from '@shared/uploads/intake'

/** Details that main gives as a word of its own or as a code of the system, and the words for them. */
const OWN_WORDS: Partial<Record<Refusal['reason'], ReadonlyMap<string, string>>> = {
  'not-a-video': new Map([
    ['hidden', 'hidden'],
    ['special', 'special'],
    ['', 'no-extension'],
  ]),
  unreadable: new Map([
    ['special', 'special'],
    ['no-path', 'no-path'],
    ['EACCES', 'not-permitted'],
    ['EPERM', 'not-permitted'],
  ]),
  'not-stored': new Map([['disk-full', 'disk-full']]),
}

/** The detail as a person reads it: a language by its name. */
export function refusalDetail({ reason, detail }: Refusal, locale: string): string {
  if (reason !== 'language-taken') return detail
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(detail) ?? detail
  } catch {
    // PeerTube has codes that no standard knows.
    return detail
  }
}

/** The i18n key, under `intake.reasons`, that says why something was left out. */
export function refusalWords({ reason, detail }: Refusal): string {
  return OWN_WORDS[reason]?.get(detail) ?? reason
}
