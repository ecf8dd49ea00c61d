import type { Account, ExternalLogin, FoundInstance } from '@shared/accounts/account'
import type { AppError } from '@shared/errors'
import type { MethodOutput } from '@shared/ipc/contract'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { api, toAppError } from '../../api'
import { useAccountsStore } from '../../stores/accounts.store'
import { useAppStore } from '../../stores/app.store'

export type SignInStep = 'address' | 'password' | 'otp'
export type SignInTask = 'look-up' | 'sign-in' | 'external' | 'demo'

/** Nothing but typing it again helps; every other failure leaves the password where it is. */
const PASSWORD_IS_WRONG = new Set(['wrong-credentials', 'password-too-long'])

/**
 * One sign-in at a time, from an address as people type it to a signed-in account. The dialog and the welcome page
 * show the same steps. The password lives here until the answer, and nowhere after it.
 */
export const useSignInStore = defineStore('sign-in', () => {
  const app = useAppStore()
  const accounts = useAccountsStore()

  const isOpen = ref(false)
  const step = ref<SignInStep>('address')
  const busy = ref<SignInTask | null>(null)
  const error = shallowRef<AppError | null>(null)
  const failedTask = ref<SignInTask | null>(null)
  let round = 0

  const address = ref('')
  const instance = shallowRef<FoundInstance | null>(null)
  const username = ref('')
  const password = ref('')
  const otp = ref('')
  /** Set when a known account signs in again. */
  const again = shallowRef<Account | null>(null)
  /** The person agreed that the account is forgotten when the app ends. */
  const sessionOnly = ref(false)
  const storeRefused = ref(false)

  /** No keychain answers: the steps say so before anything is typed in vain. */
  const noSecureStore = computed(() => storeRefused.value || app.info?.secureStore === false)

  const tokenStore = computed<'keychain' | 'memory'>(() => (sessionOnly.value ? 'memory' : 'keychain'))

  // What was said of another address is no word about this one, and a yes to http was none for this one.
  watch(address, () => {
    if (failedTask.value === 'look-up' && busy.value === null) error.value = null
  })

  function reset(): void {
    round += 1
    busy.value = null
    step.value = 'address'
    error.value = null
    address.value = ''
    instance.value = null
    username.value = ''
    password.value = ''
    otp.value = ''
    again.value = null
    sessionOnly.value = false
  }

  /**
   * Asks main one thing at a time. Whatever comes after the dialog was closed or opened anew is dropped. True: applied.
   */
  async function attempt<Answer>(
    kind: SignInTask,
    ask: () => Promise<Answer>,
    apply: (answer: Answer) => void,
  ): Promise<boolean> {
    if (busy.value !== null) return false
    const mine = round
    busy.value = kind
    error.value = null
    try {
      const answer = await ask()
      if (mine !== round) return true
      busy.value = null
      apply(answer)
      return true
    } catch (thrown) {
      if (mine !== round) return true
      busy.value = null
      failedTask.value = kind
      error.value = toAppError(thrown)
      return false
    }
  }

  async function lookUp(allowHttp = false): Promise<void> {
    const ask = () => api.call('accounts.lookUp', { address: address.value, allowHttp })
    await attempt('look-up', ask, (found) => {
      instance.value = found
      step.value = 'password'
    })
  }

  function finish(account: Account): void {
    accounts.choose(account.id)
    isOpen.value = false
    reset()
  }

  function accept(result: MethodOutput<'accounts.signIn'>): void {
    if (result.kind === 'signed-in') {
      finish(result.account)
      return
    }
    otp.value = ''
    step.value = 'otp'
  }

  function settleFailure(): void {
    const code = error.value?.code
    if (code === undefined) return
    otp.value = ''
    if (PASSWORD_IS_WRONG.has(code)) password.value = ''
    if (code === 'no-secure-store') storeRefused.value = true
    if (code !== 'otp-wrong' && code !== 'too-many-logins') step.value = 'password'
  }

  async function signIn(): Promise<void> {
    const found = instance.value
    if (found === null) return
    const input = {
      instanceUrl: found.instanceUrl,
      username: username.value.trim(),
      password: password.value,
      otp: step.value === 'otp' ? otp.value : null,
      tokenStore: tokenStore.value,
    }
    const done = await attempt('sign-in', () => api.call('accounts.signIn', input), accept)
    if (!done) settleFailure()
  }

  async function signInExternal(login: ExternalLogin): Promise<void> {
    const found = instance.value
    if (found === null) return
    const input = { instanceUrl: found.instanceUrl, login, tokenStore: tokenStore.value }
    const done = await attempt('external', () => api.call('accounts.signInExternal', input), accept)
    if (!done) settleFailure()
  }

  async function tryDemo(): Promise<void> {
    await attempt('demo', () => api.call('accounts.tryDemo', {}), finish)
  }

  function open(): void {
    reset()
    isOpen.value = true
  }

  /** A signed-out account: its instance and name are known, the password is asked. The demo instance asks nothing. */
  async function openAgain(account: Account): Promise<void> {
    reset()
    if (account.isDemo) return tryDemo()
    isOpen.value = true
    again.value = account
    address.value = account.instanceUrl
    username.value = account.username
    await lookUp(account.instanceUrl.startsWith('http:'))
  }

  function back(): void {
    error.value = null
    otp.value = ''
    if (step.value === 'password') password.value = ''
    step.value = step.value === 'otp' ? 'password' : 'address'
  }

  function close(): void {
    isOpen.value = false
    reset()
  }

  return {
    isOpen,
    step,
    busy,
    error,
    failedTask,
    address,
    instance,
    username,
    password,
    otp,
    again,
    sessionOnly,
    noSecureStore,
    reset,
    lookUp,
    signIn,
    signInExternal,
    tryDemo,
    open,
    openAgain,
    back,
    close,
  }
})
