import { Accounts } from './accounts'
import type { AccountsDeps } from './accounts-deps'

export { KeytarVault, MemoryVault, type TokenVault } from './keychain'
export type { Accounts } from './accounts'
export type { AccountsDeps } from './accounts-deps'
export type { AccountsChange } from './directory'

/** Reads what is stored; nothing is asked or started before `startUp`. */
export function createAccounts(deps: AccountsDeps): Accounts {
  return new Accounts(deps)
}
