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
  /** Accounts that were asked in vain. */
  const missing = new Set<string>()

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

  let isListening = false
  /** Forms wait for them: what could not be asked for is asked for as soon as there is a network. */
  function listen(): void {
    if (isListening) return
    isListening = true
    api.on('connectivity.changed', ({ online }) => {
      if (online) for (const accountId of missing) load(accountId).catch(() => undefined)
    })
  }

  async function fetchChoices(accountId: string, refresh: boolean): Promise<AccountChoices> {
    listen()
    missing.add(accountId)
    const choices = await api.call('accounts.choices', { accountId, refresh })
    missing.delete(accountId)
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
