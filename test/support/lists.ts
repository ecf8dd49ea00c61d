import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PlaylistChange, PlaylistRow } from '@shared/playlists/playlist'
import { startDemoInstance, type DemoInstance, type DemoInstanceOptions } from '../../src/demo-instance'
import { Lists } from '../../src/main/library/lists'
import { createLibrary, type Library } from '../../src/main/library'
import { settingsForms } from '../../src/main/live'
import { LiveDetailsTable } from '../../src/main/storage/live-details-table'
import { systemClock } from '../../src/main/system/clock'
import type { Clock } from '../../src/main/uploads/ports'
import { createTestAccounts, type TestAccounts } from './accounts'

const GENEROUS = { max: 1_000_000, windowMs: 10_000 }

/** As the system's, but what is scheduled comes at once: waits between tries take no time. */
const hastyClock: Clock = { ...systemClock, schedule: (_ms, run) => systemClock.schedule(0, run) }

/** Channels and playlists over real tables, signed in to a demo instance of its own. */
export class ListsOnDemo {
  readonly troubles: unknown[] = []
  private readonly watchers = new Set<() => void>()
  lists: Lists
  private readonly library: Library

  private constructor(
    readonly demo: DemoInstance,
    private readonly folder: string,
    readonly accountId: string,
    readonly accounts: TestAccounts,
  ) {
    this.lists = this.build()
    const { database, connectivity } = accounts
    const quiet = (): void => undefined
    this.library = createLibrary({
      database,
      folder,
      thread: undefined,
      accounts: accounts.accounts.directory,
      connectivity,
      clock: hastyClock,
      changed: quiet,
      synced: () => {
        this.tell()
      },
      isFollowed: () => false,
      missedUploads: () => [],
      workEnded: quiet,
      log: quiet,
    })
  }

  static async open(options: Partial<DemoInstanceOptions> = {}): Promise<ListsOnDemo> {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-lists-'))
    const rateLimits = { api: GENEROUS, login: GENEROUS }
    const demo = await startDemoInstance({ dataDir: join(folder, 'demo'), rateLimits, ...options })
    const accounts = createTestAccounts()
    const person = { ...demo.users.demo, otp: null, tokenStore: 'keychain' as const }
    const signedIn = await accounts.accounts.signIn({ ...person, instanceUrl: demo.url })
    if (signedIn.kind !== 'signed-in') throw new Error('the sign-in failed')
    return new ListsOnDemo(demo, folder, signedIn.account.id, accounts)
  }

  /** Where pictures lie that wait to be sent. */
  get formsFolder(): string {
    const folder = join(this.folder, 'forms')
    mkdirSync(folder, { recursive: true })
    return folder
  }

  /** Runs one sync and waits for its end. */
  async sync(): Promise<void> {
    this.lists.sync(this.accountId)
    await this.until(() => this.lists.status().every(({ state }) => state !== 'running'))
  }

  /** Copies the videos too. */
  async syncVideos(): Promise<void> {
    this.library.sync(this.accountId)
    await this.until(() => this.library.status().every(({ state }) => state === 'done'))
  }

  /** Resolves when it holds; looks each time that something was told. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve) => {
      const watcher = (): void => {
        if (!holds()) return
        this.watchers.delete(watcher)
        resolve()
      }
      this.watchers.add(watcher)
    })
  }

  playlist(name: string): PlaylistRow {
    const found = this.lists.playlists.list().find(({ displayName }) => displayName === name)
    if (found === undefined) throw new Error(`no playlist ${name}`)
    return found
  }

  /** Ids of what it holds, as the window sees it. */
  order(name: string): number[] {
    const { uuid } = this.playlist(name)
    return this.lists.playlists.elements(this.accountId, uuid, 0, 500).rows.map(({ id }) => id)
  }

  /** Ids of what it holds, as the instance has it. */
  async orderThere(name: string): Promise<number[]> {
    const account = this.accounts.accounts.directory.find(this.accountId)
    const signal = new AbortController().signal
    const page = await account?.playlists.elements(this.playlist(name).uuid, 0, signal)
    return (page?.elements ?? []).map(({ id }) => id)
  }

  change(name: string, ...changes: PlaylistChange[]): void {
    this.lists.playlists.change(this.accountId, this.playlist(name).uuid, changes)
  }

  /** Until nothing waits any more. */
  settled(name: string): Promise<void> {
    return this.until(() => this.playlist(name).waiting === 0)
  }

  /** The app ends and starts again over the same database. */
  async restart(): Promise<void> {
    await this.lists.shutdown()
    this.lists = this.build()
  }

  async close(): Promise<void> {
    await this.lists.shutdown()
    await this.library.shutdown()
    this.accounts.close()
    await this.demo.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher()
  }

  private build(): Lists {
    const { accounts, database, connectivity } = this.accounts
    return new Lists({
      database,
      folder: this.folder,
      accounts: accounts.directory,
      connectivity,
      clock: hastyClock,
      liveForms: (signal) =>
        settingsForms(
          { accounts: accounts.directory, clock: hastyClock, details: new LiveDetailsTable(database) },
          signal,
        ),
      changed: () => {
        this.tell()
      },
      synced: () => {
        this.tell()
      },
      videosChanged: () => undefined,
      log: (_message, error) => this.troubles.push(error),
    })
  }
}
