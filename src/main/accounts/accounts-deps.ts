import type { Bandwidth } from '../peertube/bandwidth'
import type { Database } from '../storage/database'
import type { Clock, Connectivity } from '../uploads/ports'
import type { DemoInstance } from './demo-account'
import type { AccountsChange } from './directory'
import type { TokenVault } from './keychain'
import type { SignInDeps } from './sign-in'

/** What accounts need of the world. */
export interface AccountsDeps {
  database: Database
  /** The secure store: `KeytarVault`. */
  vault: TokenVault
  clock: Clock
  connectivity: Connectivity
  /** One for all uploads; its limit is the setting. */
  bandwidth: Bandwidth
  /** `Longshore/<version> (<platform>)`. */
  userAgent: string
  /** To publish as `accounts.changed`. */
  onChanged: (change: AccountsChange) => void
  openExternalLogin: SignInDeps['openExternalLogin']
  /** Starts the demo instance, or tells where it runs already. */
  startDemo: () => Promise<DemoInstance>
  /** Stops what runs for an account before its rows go. */
  beforeRemove?: (accountId: string) => Promise<void>
  log: { warn(area: string, message: string, error?: unknown): void }
}
