import type { Account, ExternalLogin, FoundInstance, Quota } from '@shared/accounts/account'
import type { AccountChoices, InstanceLimits } from '@shared/accounts/choices'
import type { ChannelDefaults } from '@shared/uploads/draft'
import { AgentPool } from '../peertube/agents'
import { AccountsTable } from '../storage/accounts-table'
import { ChannelDefaultsTable } from '../storage/channel-defaults-table'
import { ChoicesTable } from '../storage/choices-table'
import { ChoicesBook } from './choices'
import { DemoAccount } from './demo-account'
import type { AccountsDeps } from './accounts-deps'
import { Directory } from './directory'
import { discover } from './discover'
import { Instances } from './instances'
import { withTimeout } from './keychain'
import type { LiveAccount } from './live-account'
import { revokeAt } from './revoke'
import { SignIn, type SignInResult } from './sign-in'
import { StartUp } from './start-up'

const LEAVE_MS = 5000

/** Everything about accounts that the window and the upload engine use. */
export class Accounts {
  readonly directory: Directory
  private readonly instances: Instances
  private readonly scoutPool = new AgentPool()
  private readonly choicesBook: ChoicesBook
  private readonly defaults: ChannelDefaultsTable
  private readonly signIns: SignIn
  private readonly demo: DemoAccount
  private readonly starting: StartUp
  private readonly unsubscribe: () => void

  constructor(private readonly deps: AccountsDeps) {
    const { clock, connectivity, database, vault } = deps
    this.instances = new Instances(clock, deps.userAgent)
    this.defaults = new ChannelDefaultsTable(database)
    this.choicesBook = new ChoicesBook({
      clock,
      connectivity,
      table: new ChoicesTable(database),
      directory: () => this.directory,
    })
    this.directory = new Directory({
      table: new AccountsTable(database),
      vault,
      clock,
      instances: this.instances,
      bandwidth: deps.bandwidth,
      limits: (account) => this.choicesBook.limits(account),
      onChanged: deps.onChanged,
    })
    const { instances, directory } = this
    this.signIns = new SignIn({
      clock,
      vault,
      instances,
      directory,
      openExternalLogin: deps.openExternalLogin,
    })
    this.demo = new DemoAccount({ directory, signIns: this.signIns, vault, startDemo: deps.startDemo })
    this.unsubscribe = connectivity.onChange(() => {
      this.dropIdleConnections()
    })
    this.starting = new StartUp({
      ...deps,
      directory,
      demo: this.demo,
      choices: this.choicesBook,
      leave: (account) => this.leave(account),
    })
  }

  /**
   * Reads the tokens and starts the demo instance if an account lives there; resolves soon in any case, and never
   * rejects. What the instances have to say comes later: `whenUpToDate`.
   */
  startUp(): Promise<void> {
    return this.starting.run()
  }

  whenUpToDate(): Promise<void> {
    return this.starting.whenUpToDate()
  }

  /** After the computer slept, or changed the network: idle connections lead nowhere. */
  dropIdleConnections(): void {
    this.instances.dropIdleConnections()
  }

  /** Ends connections and timers; nothing is asked, told or written any more. */
  close(): void {
    this.unsubscribe()
    this.starting.stop()
    this.directory.close()
    this.instances.close()
    this.scoutPool.close()
  }

  list(): { revision: number; accounts: Account[] } {
    return this.directory.list()
  }

  /** `name@host`, as people know it; empty: no such account. */
  nameOf(accountId: string): string {
    const account = this.directory.list().accounts.find(({ id }) => id === accountId)
    return account === undefined ? '' : `${account.username}@${new URL(account.instanceUrl).host}`
  }

  async lookUp(address: string, allowHttp: boolean): Promise<FoundInstance> {
    const { clock, userAgent } = this.deps
    const found = await discover({ pool: this.scoutPool, clock, userAgent }, address, allowHttp)
    if (allowHttp && found.isHttp) this.signIns.allowHttp(found.instanceUrl)
    return found
  }

  async signIn(
    input: { instanceUrl: string; tokenStore: Account['tokenStore'] } & {
      username: string
      password: string
      otp: string | null
    },
  ): Promise<SignInResult> {
    const { instanceUrl, tokenStore, username, password, otp } = input
    const isDemo = this.demo.livesAt(instanceUrl)
    const person = { username: username.trim(), password, otp }
    return this.signIns.withPassword({ instanceUrl, tokenStore, isDemo }, person)
  }

  async signInExternal(
    instanceUrl: string,
    login: ExternalLogin,
    tokenStore: Account['tokenStore'],
  ): Promise<SignInResult> {
    return this.signIns.withExternalLogin({ instanceUrl, tokenStore, isDemo: false }, login)
  }

  /**
   * Uploads of the account are blocked until the person signs in again; nothing is lost. Without a network the tokens
   * stay in the vault, unused, until they were revoked.
   */
  async signOut(accountId: string): Promise<void> {
    const account = this.directory.get(accountId)
    this.directory.change(account, { state: 'signed-out' })
    await this.leave(account)
  }

  /** Without a network its tokens are deleted and end on the instance by themselves. */
  async remove(accountId: string): Promise<void> {
    const account = this.directory.get(accountId)
    await this.deps.beforeRemove?.(accountId)
    await this.leave(account)
    await account.session.end()
    this.directory.remove(account)
    this.choicesBook.forget(accountId)
  }

  /** Waits a moment for the instance; what it could not be told by then it is told later, or by a later run. */
  private async leave(account: LiveAccount): Promise<void> {
    const { clock } = this.deps
    const left = account.session.leave(revokeAt(this.instances.at(account.instanceUrl), clock))
    await withTimeout(clock, LEAVE_MS, left).catch(() => undefined)
  }

  /** Rejects with `internal` when the demo instance does not start. */
  tryDemo(): Promise<Account> {
    return this.demo.signIn()
  }

  async choices(accountId: string, refresh: boolean): Promise<AccountChoices> {
    return this.choicesBook.get(this.directory.get(accountId), refresh)
  }

  /** From the local copy; null while the instance was never asked. */
  knownChoices(accountId: string): AccountChoices | null {
    return this.directory.find(accountId) === null ? null : this.choicesBook.copy(accountId)
  }

  /** Limits from the local copy, or from the instance. */
  limits(accountId: string): Promise<InstanceLimits> {
    return this.directory.get(accountId).limits()
  }

  /** As last asked; null: never. */
  knownQuota(accountId: string): Quota | null {
    return this.directory.find(accountId)?.stored.quota ?? null
  }

  /** Asks for the used quota again, for example after a video was published. Silent when nobody answers. */
  async refreshQuota(accountId: string): Promise<void> {
    const account = this.directory.find(accountId)
    if (account?.isSignedIn === true) await this.starting.refreshQuota(account)
  }

  channelDefaults(accountId: string, channelId: number): ChannelDefaults | null {
    return this.defaults.find(this.directory.get(accountId).id, channelId)
  }

  setChannelDefaults(accountId: string, channelId: number, defaults: ChannelDefaults | null): void {
    const { id } = this.directory.get(accountId)
    if (defaults === null) this.defaults.delete(id, channelId)
    else this.defaults.put(id, channelId, defaults)
  }
}
