import type { Account } from '@shared/accounts/account'

type Named = Pick<Account, 'id' | 'username' | 'host'>

/** As PeerTube writes it: two people of one display name are told apart. */
export function accountName({ username, host }: Omit<Named, 'id'>): string {
  return `${username}@${host}`
}

/** To choose one of them. */
export function accountItems(accounts: readonly Named[]): { value: string; label: string }[] {
  return accounts.map((account) => ({ value: account.id, label: accountName(account) }))
}
