import { AppError } from '@shared/errors'
import type { LiveDetails, LiveRow, LiveStatus, NewLive, StreamKeys } from '@shared/live/live'
import { EMPTY_FILTER, type LibraryRow } from '@shared/library/library'
import { writeAndRename } from '../drafts/own-files'
import type { ListedVideo } from '../library/ports'
import type { Priority } from '../peertube/pacing'
import type { Clock, Connectivity } from '../uploads/ports'
import { AccountWatch } from './account-watch'
import { nextAnnounced } from './announced'
import { createLive } from './create-live'
import { BY_STATE, openLives, type LibraryPort } from './live-copy'
import { OBS_FILE_NAME, obsService } from './obs-service'
import type { ListedLive, LiveAccount, LiveAccounts } from './ports'
import { Preview, type StreamPart } from './preview'
import { readDetails } from './read-details'
import { diskError } from '../system/disk-error'

export interface LivesDeps {
  accounts: LiveAccounts
  clock: Clock
  connectivity: Connectivity
  details: {
    find: (accountId: string, uuid: string) => LiveDetails | null
    put: (accountId: string, uuid: string, details: LiveDetails, now: number) => void
  }
  library: LibraryPort & {
    takeListed: (accountId: string, videos: readonly ListedVideo[], askedAt: number) => void
  }
  /** Asks where to; null: closed. */
  saveFile: (name: string) => Promise<string | null>
  copyText: (text: string) => void | Promise<void>
  status: (status: LiveStatus) => void
  log: (message: string, error: unknown) => void
}

/** A key is for its owner's eyes: files with it are, too. */
const OWNER_ALONE = 0o600

/** Lives of all accounts: listed from the library's copy, watched, made, and put into an encoder. */
export class Lives {
  private readonly watches = new Map<string, AccountWatch>()
  private readonly preview: Preview
  private readonly stopped = new AbortController()
  private readonly unsubscribe: (() => void)[]
  private isWatching = false

  constructor(private readonly deps: LivesDeps) {
    this.preview = new Preview(deps.clock)
    this.unsubscribe = [
      deps.accounts.onChange(() => {
        void this.matchWatches()
      }),
      deps.connectivity.onChange(() => {
        for (const watch of this.watches.values()) watch.askSoon()
      }),
    ]
  }

  async page(offset: number, limit: number): Promise<{ revision: number; total: number; rows: LiveRow[] }> {
    const filter = { ...EMPTY_FILTER, live: true }
    const page = await this.deps.library.page({ filter, sort: BY_STATE, offset, limit })
    const withSettings = (row: LibraryRow): LiveRow => ({
      ...row,
      settings: this.deps.details.find(row.accountId, row.uuid)?.settings ?? null,
    })
    return { ...page, rows: page.rows.map(withSettings) }
  }

  /** From the copy; null: never read. With `refresh` from the instance: null when it is no live any more. */
  async details(accountId: string, uuid: string, refresh: boolean): Promise<LiveDetails | null> {
    return refresh ? this.read(accountId, uuid, 'person') : this.deps.details.find(accountId, uuid)
  }

  /** Reads some of the lives that may be announced for another time by now. What fails leaves the copy as it is. */
  async readAnnounced(): Promise<void> {
    if (!this.deps.connectivity.online) return
    const accounts = this.deps.accounts.all().filter(({ isSignedIn }) => isSignedIn)
    for (const { accountId, uuid } of await nextAnnounced(accounts, this.deps)) {
      if (this.stopped.signal.aborted) return
      await this.read(accountId, uuid, 'background').catch((error: unknown) => {
        this.deps.log('a live could not be read', error)
      })
    }
  }

  /** Asked for each time: nothing of it is kept. Throws `not-found`. */
  async keys(accountId: string, uuid: string): Promise<StreamKeys> {
    const keys = await this.account(accountId).lives.keys(uuid, this.stopped.signal)
    if (keys === null) throw new AppError('not-found', 'no key of such a live', { what: 'live' })
    return keys
  }

  /** Puts one of them on the clipboard without showing it. */
  async copyKey(accountId: string, uuid: string, what: keyof StreamKeys): Promise<void> {
    const text = (await this.keys(accountId, uuid))[what]
    if (text === null) throw new AppError('not-found', `no ${what} here`, { what })
    await this.deps.copyText(text)
  }

  /** False: the dialog was closed. */
  async exportObs(accountId: string, uuid: string, protocol: 'rtmp' | 'rtmps'): Promise<boolean> {
    const content = obsService(await this.keys(accountId, uuid), protocol)
    const path = await this.deps.saveFile(OBS_FILE_NAME)
    if (path === null) return false
    await writeAndRename(path, content, OWNER_ALONE).catch((error: unknown) => {
      throw diskError(error)
    })
    return true
  }

  /** Gives back the UUID. The library's copy has it when this resolves, unless the list could not be read then. */
  async create(accountId: string, live: NewLive): Promise<string> {
    const { lives } = this.account(accountId)
    const uuid = await createLive(lives, live, this.deps.clock.now(), this.stopped.signal)
    await this.readList(accountId)
    // It may go on air: from now on it is followed too.
    this.watches.get(accountId)?.askSoon()
    await this.details(accountId, uuid, true).catch((error: unknown) => {
      this.deps.log('a new live could not be read', error)
    })
    return uuid
  }

  /** Whether somebody looks at the lives: only then are they followed. */
  watch(isWatching: boolean): void {
    this.isWatching = isWatching
    void this.matchWatches()
    if (!isWatching) this.preview.forget()
  }

  /** A piece of the stream, for the player; null: there is none of that name. */
  async streamPart(accountId: string, uuid: string, name: string): Promise<StreamPart | null> {
    const account = this.deps.accounts.find(accountId)
    if (account === null || !/^[0-9a-f-]{36}$/.test(uuid)) return null
    return this.preview.part(`${accountId} ${uuid}`, uuid, name, account.lives, this.stopped.signal)
  }

  async shutdown(): Promise<void> {
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    this.isWatching = false
    await this.matchWatches()
  }

  private async read(accountId: string, uuid: string, priority: Priority): Promise<LiveDetails | null> {
    const { lives } = this.account(accountId)
    const details = await readDetails(lives, uuid, priority, this.deps.clock, this.stopped.signal)
    if (details !== null) this.deps.details.put(accountId, uuid, details, this.deps.clock.now())
    return details
  }

  private account(accountId: string): LiveAccount {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    if (!account.isSignedIn) throw new AppError('signed-out')
    if (!this.deps.connectivity.online) throw new AppError('offline')
    return account
  }

  private async readList(accountId: string): Promise<void> {
    try {
      const askedAt = this.deps.clock.monotonic()
      const { lives } = await this.account(accountId).lives.list(0, 'person', this.stopped.signal)
      this.take(accountId, lives, askedAt)
    } catch (error) {
      this.deps.log('the lives could not be read', error)
    }
  }

  private take(accountId: string, lives: readonly ListedLive[], askedAt: number): void {
    const videos = lives.map(({ video }) => video)
    this.deps.library.takeListed(accountId, videos, askedAt)
  }

  /** One watch for each account that is signed in, while somebody looks. */
  private async matchWatches(): Promise<void> {
    const wanted = this.isWatching ? this.deps.accounts.all().filter(({ isSignedIn }) => isSignedIn) : []
    const ids = new Set(wanted.map(({ id }) => id))
    const ending = [...this.watches].filter(([id]) => !ids.has(id))
    for (const [id] of ending) this.watches.delete(id)
    for (const account of wanted) {
      if (this.watches.has(account.id)) continue
      const watch = new AccountWatch(account, {
        ...this.deps,
        tell: this.deps.status,
        open: (accountId) => openLives(this.deps.library, accountId),
        listed: (accountId, lives, askedAt) => {
          this.take(accountId, lives, askedAt)
        },
      })
      this.watches.set(account.id, watch)
      watch.begin()
    }
    await Promise.all(ending.map(([, watch]) => watch.end()))
  }
}
