import { UNKNOWN_LANGUAGE } from '@shared/uploads/file-names'

/** A name for one more caption of unknown language: `und`, `und-2`, … since within a draft a language stands for one file. */
export function freeUnknownLanguage(taken: ReadonlySet<string>): string {
  if (!taken.has(UNKNOWN_LANGUAGE)) return UNKNOWN_LANGUAGE
  for (let number = 2; ; number += 1) {
    const language = `${UNKNOWN_LANGUAGE}-${String(number)}`
    if (!taken.has(language)) return language
  }
}
