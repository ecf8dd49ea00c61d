import { randomUUID } from 'node:crypto'
import type { Account } from '@shared/accounts/account'
import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError } from '@shared/errors'
import type { Bandwidth } from '../peertube/bandwidth'
import type { AccountsTable, StoredAccount } from '../storage/accounts-table'
import type { AccountDirectory, Clock } from '../uploads/ports'
import type { Instances } from './instances'
import { MemoryVault, type TokenVault } from './keychain'
import { LiveAccount } from './live-account'
import { Session } from './session'
import type { TokenPair } from './tokens'

export interface AccountsChange {
  revision: number
  upserts: Account[]
  removals: string[]
}

export interface DirectoryDeps {
  table: AccountsTable
  /** The secure store. */
  vault: TokenVault
  clock: Clock
  instances: Instances
  bandwidth: Bandwidth
  limits: (account: LiveAccount) => Promise<InstanceLimits>
  onChanged: (change: AccountsChange) => void
}

export type NewAccount = Omit<StoredAccount, 'id' | 'state' | 'addedAt'>

/** All accounts: their rows, their sessions, and who is told when one of them changes. */
export class Directory implements AccountDirectory {
  private readonly accounts = new Map<string, LiveAccount>()
  private readonly listeners = new Set<(accountId: string) => void>()
  private readonly memory = new MemoryVault()
  private revision = 0

  constructor(private readonly deps: DirectoryDeps) {
    for (const stored of deps.table.all()) this.accounts.set(stored.id, this.bring(this.afterRestart(stored)))
  }

  find(accountId: string): LiveAccount | null {
    return this.accounts.get(accountId) ?? null
  }

  /** Throws `not-found`. */
  get(accountId: string): LiveAccount {
    const account = this.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    return account
  }

  all(): LiveAccount[] {
    return [...this.accounts.values()]
  }

  isSignedIn(accountId: string): boolean {
    return this.find(accountId)?.isSignedIn ?? false
  }

  onChange(listener: (accountId: string) => void): () => void {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  list(): { revision: number; accounts: Account[] } {
    return { revision: this.revision, accounts: this.all().map(({ view }) => view) }
  }

  /** User names are the same in any case. */
  findPerson(instanceUrl: string, username: string): LiveAccount | null {
    const wanted = username.toLowerCase()
    const isWanted = ({ stored }: LiveAccount): boolean =>
      stored.instanceUrl === instanceUrl && stored.username.toLowerCase() === wanted
    return this.all().find(isWanted) ?? null
  }

  /**
   * Takes in a person who has just signed in: an account that is here, signed out, keeps its id, its queue and its
   * name. The tokens are stored first; rejects with `no-secure-store` when they can't be.
   */
  async admit(person: NewAccount, pair: TokenPair): Promise<LiveAccount> {
    const known = this.findPerson(person.instanceUrl, person.username)
    const stored: StoredAccount =
      known === null
        ? { ...person, id: randomUUID(), state: 'signed-in', addedAt: this.deps.clock.now() }
        : { ...known.stored, ...person, username: known.stored.username, state: 'signed-in' }
    const account = known ?? this.bring(stored)
    await account.session.begin(pair, this.vaultFor(stored))
    try {
      if (known === null) this.deps.table.insert(stored)
      else this.deps.table.update(stored)
    } catch (error) {
      await account.session.end()
      throw error
    }
    account.stored = stored
    account.isLocked = false
    this.accounts.set(stored.id, account)
    this.tell(stored.id)
    return account
  }

  /** Changes what is kept of an account; nothing happens when nothing differs. */
  change(account: LiveAccount, changes: Partial<Omit<StoredAccount, 'id'>>): void {
    const next = { ...account.stored, ...changes }
    if (!this.isCurrent(account) || JSON.stringify(next) === JSON.stringify(account.stored)) return
    this.deps.table.update(next)
    account.stored = next
    this.tell(account.id)
  }

  setLocked(account: LiveAccount, isLocked: boolean): void {
    if (account.isLocked === isLocked) return
    account.isLocked = isLocked
    if (this.isCurrent(account)) this.tell(account.id)
  }

  remove(account: LiveAccount): void {
    this.deps.table.delete(account.id)
    this.accounts.delete(account.id)
    this.tell(account.id)
  }

  /** What is still on its way changes nothing any more. */
  close(): void {
    this.accounts.clear()
    this.listeners.clear()
  }

  private isCurrent(account: LiveAccount): boolean {
    return this.accounts.get(account.id) === account
  }

  private tell(accountId: string): void {
    this.revision += 1
    const account = this.find(accountId)
    const upserts = account === null ? [] : [account.view]
    const removals = account === null ? [accountId] : []
    this.deps.onChanged({ revision: this.revision, upserts, removals })
    for (const listener of [...this.listeners]) listener(accountId)
  }

  /** Memory forgot its tokens with the last run. */
  private afterRestart(stored: StoredAccount): StoredAccount {
    if (stored.state === 'signed-out' || stored.tokenStore === 'keychain') return stored
    const next: StoredAccount = { ...stored, state: 'signed-out' }
    this.deps.table.update(next)
    return next
  }

  private vaultFor({ tokenStore }: StoredAccount): TokenVault {
    return tokenStore === 'memory' ? this.memory : this.deps.vault
  }

  private bring(stored: StoredAccount): LiveAccount {
    const { instances, bandwidth, limits } = this.deps
    const account: LiveAccount = new LiveAccount({
      stored,
      session: this.sessionFor(stored),
      bandwidth,
      instance: () => instances.at(account.instanceUrl),
      limits: () => limits(account),
    })
    return account
  }

  private sessionFor(stored: StoredAccount): Session {
    const withAccount = (action: (account: LiveAccount) => void): void => {
      const account = this.find(stored.id)
      if (account !== null) action(account)
    }
    return new Session({
      accountId: stored.id,
      isSignedIn: stored.state === 'signed-in',
      clock: this.deps.clock,
      vault: this.vaultFor(stored),
      endpoint: () => this.deps.instances.at(this.find(stored.id)?.instanceUrl ?? stored.instanceUrl).tokens,
      onSignedOut: () => {
        withAccount((account) => {
          this.change(account, { state: 'signed-out' })
        })
      },
      onStored: (isStored) => {
        withAccount((account) => {
          this.change(account, { tokenStore: isStored ? 'keychain' : 'memory' })
        })
      },
    })
  }
}
