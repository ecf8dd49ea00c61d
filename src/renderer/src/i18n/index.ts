import { createI18n } from 'vue-i18n'
import { en } from './en'
import { fr } from './fr'

export type Language = 'en' | 'fr'

type Texts<T> = { [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> }

/** The shape that every language has to have: that of English. */
export type Messages = Texts<typeof en>

declare module 'vue-i18n' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging is done by an interface alone
  export interface DefineLocaleMessage extends Messages {}
}

const messages: Record<Language, Messages> = { en, fr }

/** French counts 0 as singular, English as plural. Messages have two forms, parted by `|`. */
function frenchPlural(count: number): number {
  return Math.abs(count) < 2 ? 0 : 1
}

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages,
  pluralRules: { fr: frenchPlural },
})

/** The language to show for a setting, where `system` follows the system's BCP 47 locale. */
export function resolveLanguage(setting: Language | 'system', systemLocale: string): Language {
  if (setting !== 'system') return setting
  return systemLocale.toLowerCase().split(/[-_]/)[0] === 'fr' ? 'fr' : 'en'
}

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language
  document.documentElement.lang = language
}
