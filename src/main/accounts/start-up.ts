import { AppError } from '@shared/errors'
import { getMyQuotaUsed, getUserInfo } from '../peertube/operations/session'
import type { Clock, Connectivity } from '../uploads/ports'
import type { ChoicesBook } from './choices'
import type { DemoAccount } from './demo-account'
import type { Directory } from './directory'
import { withTimeout } from './keychain'
import type { LiveAccount } from './live-account'
import { quotaFrom } from './person'

export interface StartUpDeps {
  clock: Clock
  connectivity: Connectivity
  directory: Directory
  choices: ChoicesBook
  demo: DemoAccount
  /** Revokes what a signed-out account still has in the vault. Never rejects. */
  leave: (account: LiveAccount) => Promise<void>
  log: { warn(area: string, message: string, error?: unknown): void }
}

/** A keyring that is locked at start may be unlocked by then. */
const LOAD_AGAIN_MS = 30_000
const TIMEOUT_MS = 60_000

/** The uploads wait so long for a keyring that asks its owner, or for the demo instance; not longer. */
const LONGEST_START_MS = 3000

/** What is done for the accounts when the app starts, and when the network comes back. */
export class StartUp {
  private readonly stopped = new AbortController()
  private news: Promise<void> = Promise.resolve()

  constructor(private readonly deps: StartUpDeps) {}

  stop(): void {
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
  }

  /** Resolves when the tokens are read and the demo instance is up, or when that takes too long. Never rejects. */
  async run(): Promise<void> {
    const unsubscribe = this.deps.connectivity.onChange((online) => {
      if (online) this.news = this.askAll(false)
    })
    this.stopped.signal.addEventListener('abort', unsubscribe, { once: true })
    const ready = this.prepare()
    this.news = ready.then(() => this.askAll(true))
    await withTimeout(this.deps.clock, LONGEST_START_MS, ready).catch(() => undefined)
  }

  /** Resolves when the instances have been asked what is new. Never rejects. */
  whenUpToDate(): Promise<void> {
    return this.news
  }

  /** Silent when nobody answers: the number on screen is then the last one known. */
  async refreshQuota(account: LiveAccount): Promise<void> {
    const timeout = new AbortController()
    const cancel = this.deps.clock.schedule(TIMEOUT_MS, () => {
      timeout.abort(new AppError('cancelled', 'quota'))
    })
    try {
      const me = await account.api().call(getUserInfo, { signal: timeout.signal })
      const used = await account.api().call(getMyQuotaUsed, { signal: timeout.signal })
      this.deps.directory.change(account, { quota: quotaFrom(me, used) })
    } catch (error) {
      this.deps.log.warn('accounts', 'the quota could not be asked', error)
    } finally {
      cancel()
    }
  }

  private async prepare(): Promise<void> {
    const { directory, demo, log } = this.deps
    const signedIn = directory.all().filter(({ stored }) => stored.state === 'signed-in')
    const demoIsUp = demo.resume().catch((error: unknown) => {
      log.warn('accounts', 'the demo instance does not start', error)
    })
    await Promise.all([demoIsUp, ...signedIn.map((account) => this.load(account))])
  }

  /** The secure store may be locked, which is not the same as signed out. */
  private async load(account: LiveAccount): Promise<void> {
    try {
      await account.session.load()
      this.deps.directory.setLocked(account, false)
    } catch (error) {
      this.deps.log.warn('accounts', 'the secure store does not give the tokens', error)
      this.deps.directory.setLocked(account, true)
      this.loadAgainLater(account)
    }
  }

  private loadAgainLater(account: LiveAccount): void {
    const cancel = this.deps.clock.schedule(LOAD_AGAIN_MS, () => {
      const stillWanted = this.deps.directory.find(account.id) === account && account.isLocked
      if (stillWanted && !this.stopped.signal.aborted) void this.load(account)
    })
    this.stopped.signal.addEventListener('abort', cancel, { once: true })
  }

  private async askAll(refresh: boolean): Promise<void> {
    if (!this.deps.connectivity.online) return
    await Promise.all(this.deps.directory.all().map((account) => this.askAnew(account, refresh)))
  }

  private async askAnew(account: LiveAccount, refresh: boolean): Promise<void> {
    if (this.stopped.signal.aborted) return
    if (account.stored.state === 'signed-out') await this.deps.leave(account)
    if (!account.isSignedIn) return
    try {
      await this.deps.choices.get(account, refresh, 'background')
    } catch (error) {
      this.deps.log.warn('accounts', 'an instance could not be asked what is new', error)
    }
  }
}
