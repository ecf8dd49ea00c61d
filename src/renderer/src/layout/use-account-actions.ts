import { assertNever } from '@shared/assert-never'
import { useI18n } from 'vue-i18n'
import { api } from '../api'
import { useConfirm } from '../composables/use-confirm'
import { useErrorDialog } from '../composables/use-error-dialog'
import { useSignInStore } from '../features/accounts'
import { useAccountsStore } from '../stores/accounts.store'
import { useChoicesStore } from '../stores/choices.store'
import type { AccountAction } from './account-action'

/** What the account menu in the sidebar does. */
export function useAccountActions() {
  const accounts = useAccountsStore()
  const choices = useChoicesStore()
  const signIn = useSignInStore()
  const confirm = useConfirm()
  const { run } = useErrorDialog()
  const { t } = useI18n()

  async function signInAgain(accountId: string): Promise<void> {
    const account = accounts.byId(accountId)
    if (account === null) return
    await signIn.openAgain(account)
    // The demo instance opens no dialog that could show why it did not start.
    if (account.isDemo && signIn.error !== null) throw signIn.error
  }

  async function signOut(accountId: string): Promise<void> {
    const account = accounts.byId(accountId)
    if (account === null) return
    const agreed = await confirm({
      title: t('accounts.confirmSignOut.title', { account: account.displayName }),
      body: t('accounts.confirmSignOut.body'),
      action: t('accounts.signOut'),
    })
    if (agreed) await accounts.signOut(accountId)
  }

  /** What is typed or saved and has not arrived goes with the account. */
  async function unsentChanges(accountId: string): Promise<string> {
    const answer = await api.call('changes.counts', { accountId }).catch(() => null)
    if (answer === null) return ''
    const { held, waiting, sending, conflict, failed } = answer.counts
    const count = held + waiting + sending + conflict + failed
    return count > 0 ? t('accounts.confirmRemove.unsent', { count }, count) : ''
  }

  async function remove(accountId: string): Promise<void> {
    const account = accounts.byId(accountId)
    if (account === null) return
    const unsent = await unsentChanges(accountId)
    const agreed = await confirm({
      title: t('accounts.confirmRemove.title', { account: account.displayName }),
      body: [t('accounts.confirmRemove.body', { host: account.host }), unsent].filter(Boolean).join(' '),
      action: t('accounts.removeAccount'),
      danger: true,
    })
    if (agreed) await accounts.remove(accountId)
  }

  async function carryOut(action: AccountAction, accountId: string): Promise<void> {
    switch (action) {
      case 'choose':
        accounts.choose(accountId)
        return
      case 'sign-in':
        return signInAgain(accountId)
      case 'sign-out':
        return signOut(accountId)
      case 'remove':
        return remove(accountId)
      case 'open':
        await api.call('app.openExternal', { url: accounts.byId(accountId)?.instanceUrl ?? '' })
        return
      case 'refresh':
        await choices.load(accountId, true)
        return
      default:
        return assertNever(action)
    }
  }

  return {
    act(action: AccountAction, accountId: string): void {
      void run(() => carryOut(action, accountId))
    },
  }
}
