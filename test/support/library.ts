import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EMPTY_FILTER, type LibraryFilter, type SyncStatus } from '@shared/library/library'
import type { EndedWork } from '@shared/library/work'
import { startDemoInstance, type DemoInstance, type DemoInstanceOptions } from '../../src/demo-instance'
import { createLibrary, type Library } from '../../src/main/library'
import type { LibraryPage } from '../../src/main/library/reader'
import { systemClock } from '../../src/main/system/clock'
import type { Clock } from '../../src/main/uploads/ports'
import { createTestAccounts, type TestAccounts } from './accounts'

const GENEROUS = { max: 1_000_000, windowMs: 10_000 }

/** A library over real tables, signed in to a demo instance of its own. */
export class LibraryOnDemo {
  readonly statuses: SyncStatus[] = []
  readonly troubles: unknown[] = []
  readonly ended: EndedWork[] = []
  /** Videos that the queue of uploads follows. */
  readonly followed = new Set<string>()
  /** Uploads that the copy has not got, with their times. */
  missed: { uuid: string; at: number }[] = []
  private readonly watchers = new Set<() => void>()
  library: Library

  private constructor(
    readonly demo: DemoInstance,
    readonly folder: string,
    readonly accountId: string,
    private readonly current: TestAccounts,
    private readonly clock: Clock,
  ) {
    this.library = this.build()
  }

  static async open(
    options: Partial<DemoInstanceOptions> = {},
    clock: Clock = systemClock,
  ): Promise<LibraryOnDemo> {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-library-'))
    const rateLimits = { api: GENEROUS, login: GENEROUS }
    const demo = await startDemoInstance({ dataDir: join(folder, 'demo'), rateLimits, ...options })
    const accounts = createTestAccounts()
    const person = { ...demo.users.demo, otp: null, tokenStore: 'keychain' as const }
    const signedIn = await accounts.accounts.signIn({ ...person, instanceUrl: demo.url })
    if (signedIn.kind !== 'signed-in') throw new Error('the sign-in failed')
    return new LibraryOnDemo(demo, folder, signedIn.account.id, accounts, clock)
  }

  get accounts(): TestAccounts {
    return this.current
  }

  /** The status of the account. */
  get status(): SyncStatus {
    const status = this.library.status().find(({ accountId }) => accountId === this.accountId)
    if (status === undefined) throw new Error('no status')
    return status
  }

  /** Runs one pass and waits for its end. */
  async sync(): Promise<SyncStatus> {
    this.library.sync(this.accountId)
    await this.until(({ state }) => state !== 'running')
    return this.status
  }

  /** Resolves at the next status for which it holds. */
  until(holds: (status: SyncStatus) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watcher = (): void => {
        const last = this.statuses.at(-1)
        if (last === undefined || !holds(last)) return
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  page(filter: Partial<LibraryFilter> = {}, limit = 100): Promise<LibraryPage> {
    return this.library.page({
      filter: { ...EMPTY_FILTER, ...filter },
      sort: { column: 'createdAt', descending: false },
      offset: 0,
      limit,
    })
  }

  async names(filter: Partial<LibraryFilter> = {}): Promise<string[]> {
    return (await this.page(filter, 500)).rows.map(({ name }) => name)
  }

  /** Requests for a page of the list so far. */
  get listRequests(): number {
    return this.demo.control.requests().filter(({ path }) => path.startsWith('/api/v1/users/me/videos?'))
      .length
  }

  async close(): Promise<void> {
    await this.library.shutdown()
    this.current.close()
    await this.demo.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private build(): Library {
    const { accounts, database, connectivity } = this.current
    return createLibrary({
      database,
      folder: this.folder,
      thread: undefined,
      accounts: accounts.directory,
      connectivity,
      clock: this.clock,
      changed: () => undefined,
      isFollowed: (_accountId, uuid) => this.followed.has(uuid),
      missedUploads: (_accountId, since) =>
        this.missed.filter(({ at }) => at > since).map(({ uuid }) => uuid),
      workEnded: (work) => this.ended.push(work),
      synced: (status) => {
        this.statuses.push(status)
        for (const watcher of [...this.watchers]) watcher()
      },
      log: (_message, error) => this.troubles.push(error),
    })
  }
}
