import type { AccountChoices } from '@shared/accounts/choices'
import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { api } from '../api'
import { i18n } from '../i18n'
import { SERVER_WORDS_FR } from '../i18n/server-words'
import { localizeChoices } from './choice-labels'

/** What each account's server offers: channels, playlists, categories, languages, limits. */
export const useChoicesStore = defineStore('choices', () => {
  const known = shallowReactive(new Map<string, AccountChoices>())
  const loading = new Map<string, Promise<AccountChoices>>()

  const localized = computed(() => {
    const locale = i18n.global.locale.value
    const words: Readonly<Record<string, string>> = locale === 'fr' ? SERVER_WORDS_FR : {}
    return new Map(
      [...known].map(([id, choices]) => [
        id,
        localizeChoices(choices, locale, (label) => words[label] ?? null),
      ]),
    )
  })

  async function fetchChoices(accountId: string, refresh: boolean): Promise<AccountChoices> {
    const choices = await api.call('accounts.choices', { accountId, refresh })
    known.set(accountId, choices)
    return choices
  }

  /** Resolves to what is known already; `refresh` asks the server again. Callers at the same time share one request. */
  function load(accountId: string, refresh = false): Promise<AccountChoices> {
    const ready = known.get(accountId)
    if (ready !== undefined && !refresh) return Promise.resolve(ready)
    const running = loading.get(accountId)
    if (running !== undefined) return running
    const request = fetchChoices(accountId, refresh).finally(() => loading.delete(accountId))
    loading.set(accountId, request)
    return request
  }

  /** In the language of the window; null until `load` has answered. */
  function choicesOf(accountId: string): AccountChoices | null {
    return localized.value.get(accountId) ?? null
  }

  return { load, choicesOf }
})
