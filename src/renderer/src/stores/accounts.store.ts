import type { Account } from '@shared/accounts/account'
import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { api } from '../api'
import { accountName } from './account-names'
import { createReplica } from './replica'

/** Every account that main knows, and the one that new videos go to. */
export const useAccountsStore = defineStore('accounts', () => {
  const replica = createReplica<Account>({
    subscribe: (listener) => api.on('accounts.changed', listener),
    async snapshot() {
      const { revision, accounts } = await api.call('accounts.list', {})
      return { revision, rows: accounts }
    },
  })

  const accounts = computed(() => [...replica.rows.value.values()])
  const chosenId = useLocalStorage<string | null>('longshore.account', null)
  /** The chosen account, or the first one that can be used. */
  const current = computed(
    () =>
      replica.rows.value.get(chosenId.value ?? '') ??
      accounts.value.find((account) => account.state === 'signed-in') ??
      accounts.value[0] ??
      null,
  )

  /** Each has to be named then. */
  const several = computed(() => accounts.value.length > 1)

  function byId(id: string): Account | null {
    return replica.rows.value.get(id) ?? null
  }

  /** Of one that is gone, what is left to say of it. */
  function nameOf(id: string): string {
    const account = byId(id)
    return account === null ? id : accountName(account)
  }

  /** Empty where there is only one account: it need not be named. */
  function nameAmongSeveral(id: string): string {
    return !several.value || byId(id) === null ? '' : nameOf(id)
  }

  function choose(id: string): void {
    chosenId.value = id
  }

  return {
    accounts,
    current,
    several,
    ready: replica.ready,
    byId,
    nameOf,
    nameAmongSeveral,
    choose,
    start: replica.start,
    signOut: (accountId: string) => api.call('accounts.signOut', { accountId }),
    remove: (accountId: string) => api.call('accounts.remove', { accountId }),
  }
})
