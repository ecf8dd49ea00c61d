import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { ListsStatus } from '@shared/library/lists'
import { ChannelsTable } from '../storage/channels-table'
import type { Database } from '../storage/database'
import { ListsTable, NO_RULES, type ListsRecord } from '../storage/lists-table'
import type { Clock, Connectivity } from '../uploads/ports'
import { Announcer } from './announcer'
import { Channels } from './channels/channels'
import { codeOf } from './errors'
import { formKinds, type FormKind } from './forms/kinds'
import { FormOutbox } from './forms/outbox'
import { FormPictures } from './forms/pictures'
import { FormSender } from './forms/sender'
import { ListFormStore } from './forms/store'
import { KeptFiles } from './kept-files'
import type { ListsAccount, ListsAccounts } from './lists-ports'
import { syncChannels, syncElements, syncLists, syncPlaylists, type ListsSyncDeps } from './lists-sync'
import { PlaylistOutbox } from './playlists/outbox'
import { Playlists } from './playlists/playlists'
import { Sender } from './playlists/sender'
import { PlaylistStore } from './playlists/store'

export interface ListsDeps {
  database: Database
  /** The profile's folder. */
  folder: string
  accounts: ListsAccounts
  connectivity: Connectivity
  clock: Clock
  /** Their settings are saved as forms of channels and playlists are. @param signal ends what is asked */
  liveForms: (signal: AbortSignal) => FormKind
  /** At most four times a second. */
  changed: (revision: number) => void
  synced: (status: ListsStatus) => void
  /** Videos of the account may say something else now. */
  videosChanged: (accountId: string) => void
  log: (message: string, error: unknown) => void
}

const AFTER_START_MS = 5000
const FRESH_MS = 15 * 60_000
const TELL_EVERY_MS = 250

/** The local copy of channels and playlists, and what is done with them. */
export class Lists {
  readonly channels: Channels
  readonly playlists: Playlists
  /** What of them their instances have not got. */
  readonly formOutbox: FormOutbox
  readonly playlistOutbox: PlaylistOutbox
  readonly formPictures: FormPictures
  private readonly formSender: FormSender
  private readonly outboxListeners = new Set<() => void>()
  private readonly lists: ListsTable
  private readonly channelsTable: ChannelsTable
  private readonly store: PlaylistStore
  private readonly sender: Sender
  private readonly announcer: Announcer
  private readonly stopped = new AbortController()
  private readonly running = new Map<string, { abort: AbortController; done: Promise<void> }>()
  private readonly unsubscribe: (() => void)[] = []

  constructor(private readonly deps: ListsDeps) {
    const { accounts, clock, database } = deps
    this.announcer = new Announcer(clock, TELL_EVERY_MS, deps.changed)
    this.lists = new ListsTable(database)
    this.channelsTable = new ChannelsTable(database)
    this.store = new PlaylistStore(database)
    const changed = (): void => {
      this.announcer.changed()
      for (const listener of this.outboxListeners) listener()
    }
    const now = (): number => clock.now()
    const store = new ListFormStore(database, now, () => {
      changed()
      // What waits for a deletion, which may be off.
      for (const account of accounts.all()) this.sender.wake(account)
    })
    this.sender = new Sender({
      ...deps,
      store: this.store,
      changed,
      pictureChanged: (...picture) => {
        store.rebasePicture(...picture)
      },
    })
    const { signal } = this.stopped
    this.channels = new Channels({
      accounts,
      table: this.channelsTable,
      lists: this.lists,
      playlists: this.store.table,
      reread: (account) => syncChannels(this.syncDeps(account, signal)),
      othersChanged: (accountId) => {
        deps.videosChanged(accountId)
        this.sync(accountId)
      },
      signal,
    })
    this.playlistOutbox = new PlaylistOutbox({ accounts, store: this.store, sender: this.sender, changed })
    this.playlists = new Playlists({
      accounts,
      store: this.store,
      sender: this.sender,
      reread: (account) => syncPlaylists(this.syncDeps(account, signal)),
      rereadElements: (account, uuid) => syncElements(this.syncDeps(account, signal), uuid),
      changed,
      now,
      signal,
    })
    const kinds = formKinds(this.channels, this.playlists, deps.liveForms(signal))
    const pictures = new FormPictures({
      ...deps,
      files: new KeptFiles({ ...deps, folder: join(deps.folder, 'forms') }),
      forms: () => store.table.all(),
    })
    this.formPictures = pictures
    this.formSender = new FormSender({ ...deps, store, kinds, pictures })
    this.formOutbox = new FormOutbox({ accounts, store, kinds, pictures, sender: this.formSender, now })
  }

  /** Told when something came into the outbox, left it or changed in it. */
  onOutboxChange(listener: () => void): void {
    this.outboxListeners.add(listener)
  }

  get revision(): number {
    return this.announcer.revision
  }

  startUp(): void {
    const { accounts, connectivity, clock } = this.deps
    const all = (): void => {
      for (const account of accounts.all()) this.wake(account)
    }
    void this.formPictures.startUp()
    this.formSender.startUp()
    this.unsubscribe.push(
      clock.schedule(AFTER_START_MS, all),
      accounts.onChange((accountId) => {
        const account = accounts.find(accountId)
        if (account === null) this.announcer.changed()
        else this.wake(account)
      }),
      connectivity.onChange((online) => {
        if (online) all()
      }),
    )
  }

  async shutdown(): Promise<void> {
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    this.announcer.close()
    this.formPictures.close()
    for (const { abort } of this.running.values()) abort.abort(new AppError('cancelled', 'the app ends'))
    await Promise.all([
      this.sender.close(),
      this.formSender.close(),
      ...[...this.running.values()].map(({ done }) => done),
    ])
  }

  status(): ListsStatus[] {
    return this.deps.accounts.all().map(({ id }) => this.statusOf(id))
  }

  /** Null: all accounts. Those that are signed out are passed over. */
  sync(accountId: string | null): void {
    const { accounts } = this.deps
    const found = accountId === null ? accounts.all() : [accounts.find(accountId)]
    for (const account of found) {
      if (account?.isSignedIn !== true) continue
      this.begin(account)
      this.sender.wakeAgain(account)
      this.formSender.comeBack(account)
    }
  }

  async cancelSync(accountId: string): Promise<void> {
    const running = this.running.get(accountId)
    running?.abort.abort(new AppError('cancelled', 'the sync was cancelled'))
    await running?.done
  }

  /** Where a picture of a channel, a playlist or a video of one is, by the key in its address. */
  pictureOf(accountId: string, key: string): { address: string; version: string } | null {
    const channel = /^channel-(\d+)-(avatar|banner)$/.exec(key)
    if (channel === null) return this.store.table.picture(accountId, key)
    return this.channelsTable.picture(
      accountId,
      Number(channel[1]),
      channel[2] === 'avatar' ? 'avatar' : 'banner',
    )
  }

  private wake(account: ListsAccount): void {
    if (!account.isSignedIn || !this.deps.connectivity.online) return
    this.sender.wakeAgain(account)
    this.formSender.comeBack(account)
    const known = this.lists.find(account.id)
    const ageMs = this.deps.clock.now() - (known?.lastDoneAt ?? 0)
    const isDue = known?.state === 'running' || ageMs > FRESH_MS || ageMs < 0
    // What the person cancelled waits for the person.
    if (isDue && known?.state !== 'cancelled') this.begin(account)
  }

  private begin(account: ListsAccount): void {
    if (this.stopped.signal.aborted || this.running.has(account.id)) return
    const abort = new AbortController()
    const done = this.run(account, abort.signal).finally(() => {
      this.running.delete(account.id)
    })
    this.running.set(account.id, { abort, done })
  }

  private async run(account: ListsAccount, signal: AbortSignal): Promise<void> {
    // The caller has to know it as running before anything is told.
    await Promise.resolve()
    try {
      this.deps.synced({ ...this.statusOf(account.id), state: 'running', error: null })
      await syncLists(this.syncDeps(account, signal))
    } catch (error) {
      this.broken(account, error)
      if (!signal.aborted) this.deps.log('channels and playlists could not be read', error)
    }
    if (this.stopped.signal.aborted) return
    this.running.delete(account.id)
    this.deps.synced(this.statusOf(account.id))
  }

  private broken({ id }: ListsAccount, error: unknown): void {
    // The app ends, or the account is gone: what is left is taken up by the next start.
    if (this.stopped.signal.aborted || this.deps.accounts.find(id) === null) return
    const known = this.lists.find(id)
    const code = codeOf(error)
    const state = code === 'cancelled' ? 'cancelled' : 'failed'
    const rules = known?.rules ?? NO_RULES
    const lastDoneAt = known?.lastDoneAt ?? null
    this.lists.put({ accountId: id, state, lastDoneAt, error: state === 'failed' ? code : null, rules })
  }

  private statusOf(accountId: string): ListsStatus {
    const record = this.lists.find(accountId)
    const { lastDoneAt = null, error = null } = record ?? {}
    return {
      accountId,
      state: this.stateOf(record, accountId),
      lastDoneAt,
      error,
      maxChannels: record?.rules.maxChannels ?? null,
      maxPictureBytes: record?.rules.avatarMaxBytes ?? record?.rules.bannerMaxBytes ?? null,
    }
  }

  private stateOf(record: ListsRecord | null, accountId: string): ListsStatus['state'] {
    if (this.running.has(accountId)) return 'running'
    if (record === null) return 'never'
    return record.state === 'running' ? 'cancelled' : record.state
  }

  private syncDeps(account: ListsAccount, signal: AbortSignal): ListsSyncDeps {
    return {
      account,
      lists: this.lists,
      channels: this.channelsTable,
      playlists: this.store,
      clock: this.deps.clock,
      onChanged: () => {
        this.announcer.changed()
      },
      signal,
    }
  }
}
