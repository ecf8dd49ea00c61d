import type { AccountChoices } from '@shared/accounts/choices'
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import { api } from '../api'

/** What each account's server offers: channels, playlists, categories, languages, limits. */
export const useChoicesStore = defineStore('choices', () => {
  const known = shallowReactive(new Map<string, AccountChoices>())
  const loading = new Map<string, Promise<AccountChoices>>()

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

  /** Null until `load` has answered. */
  function choicesOf(accountId: string): AccountChoices | null {
    return known.get(accountId) ?? null
  }

  return { load, choicesOf }
})
