import type { AccountChoices, Choice } from '@shared/accounts/choices'

/** PeerTube sends its lists in English. A plugin may rename an entry: only its own words are translated. */
export type Translate = (label: string) => string | null

function translated(choices: readonly Choice[], translate: Translate): Choice[] {
  return choices.map((choice) => ({ ...choice, label: translate(choice.label) ?? choice.label }))
}

/** Languages by their codes; of some the system knows no name. */
function inLanguage(choices: readonly Choice[], locale: string, translate: Translate): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
  function nameOf(code: string): string | undefined {
    try {
      return names.of(code)
    } catch {
      return undefined
    }
  }
  const named = choices.map((choice) => {
    const label = nameOf(String(choice.id)) ?? translate(choice.label) ?? choice.label
    return { ...choice, label }
  })
  return named.sort((one, other) => one.label.localeCompare(other.label, locale))
}

/** The server's lists in the language of the window. English stays as the server sent it. */
export function localizeChoices(
  choices: AccountChoices,
  locale: string,
  translate: Translate,
): AccountChoices {
  if (locale === 'en') return choices
  return {
    ...choices,
    categories: translated(choices.categories, translate),
    licences: translated(choices.licences, translate),
    privacies: translated(choices.privacies, translate),
    languages: inLanguage(choices.languages, locale, translate),
    captionLanguages: inLanguage(choices.captionLanguages, locale, translate),
  }
}
