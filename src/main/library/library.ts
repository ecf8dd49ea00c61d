import { AppError } from '@shared/errors'
import type { LibrarySelection } from '@shared/library/batch'
import type { VideoField } from '@shared/library/edit'
import type { LibraryFacets, LibraryVideo, SyncStatus } from '@shared/library/library'
import type { FieldsApart, LibraryTable } from '../storage/library-table'
import type { Clock, Connectivity } from '../uploads/ports'
import { Announcer } from './announcer'
import { videosOf } from './bulk/selection'
import { BackgroundFill } from './background-fill'
import type { Calendar, CalendarSpan } from './calendar'
import { LateAnswers } from './late-answers'
import { every } from './patience'
import type { ShownPicture, Pictures } from './pictures'
import type { DetailedVideo, LibraryAccount, LibraryAccounts, ListedVideo } from './ports'
import type { LibraryQueries } from './queries'
import type { LibraryPage, PageRequest, VideoKey } from './reader'
import type { SavedFilters } from './saved-filters'
import type { ScheduleWatch, ScheduleWatchDeps } from './schedule-watch'
import type { SyncStore } from './sync'
import { Syncs } from './syncs'
import { VideoReads } from './video-reads'
import type { WorkWatch, WorkWatchDeps } from './work-watch'

/** UUIDs of videos that this app has uploaded since then (epoch milliseconds) and that the copy has not got. */
export type MissedUploads = (accountId: string, since: number) => string[]

export interface LibraryDeps {
  accounts: LibraryAccounts
  connectivity: Connectivity
  clock: Clock
  table: LibraryTable
  syncs: SyncStore
  queries: LibraryQueries
  pictures: Pictures
  savedFilters: SavedFilters
  /** Takes what earlier versions wrote to the search as it is now; true: there was something. */
  foldEarlier: (signal: AbortSignal) => Promise<boolean>
  createWork: (lookAt: WorkWatchDeps['lookAt']) => WorkWatch
  missedUploads: MissedUploads
  createSchedules: (read: ScheduleWatchDeps['read']) => ScheduleWatch
  transaction: <T>(work: () => T) => T
  /** At most twice a second. */
  changed: (revision: number) => void
  synced: (status: SyncStatus) => void
  log: (message: string, error: unknown) => void
}

/** The network is left to the queue and the accounts for the first moments. */
const AFTER_START_MS = 5000
const FRESH_MS = 15 * 60_000
/** While the app stays open; a large library is read again less often, since every pass reads all of its list. */
const LOOK_EVERY_MS = 5 * 60_000
const FRESH_MS_PER_VIDEO = 100
const TELL_EVERY_MS = 500
/** Each time the order of the whole library is found anew, and what is in sight is asked for again. */
const TELL_FILLED_EVERY_MS = 5000
const TELL_DETAILS_EVERY_MS = 10_000
const CAPTION_LIMIT_BYTES = 20 * 1024 * 1024
/** A video that is opened is asked for again when what is known of it is older. */
const DETAILS_FRESH_MS = 60_000

export interface CaptionFile {
  name: string
  text: string
}

/**
 * The local copy of what the accounts own: everything can be read from it without a network. Longer than other files: it
 * is the one face of its parts, most methods one call to one of them.
 */
export class Library {
  /** What the instances work on. */
  readonly work: WorkWatch
  readonly savedFilters: SavedFilters
  private readonly schedules: ScheduleWatch
  private readonly syncs: Syncs
  private readonly fill: BackgroundFill
  private readonly announcer: Announcer
  private readonly detailsAnnouncer: Announcer
  private readonly stopped = new AbortController()
  private readonly late: LateAnswers
  private readonly reads: VideoReads
  private folding: Promise<void> | null = null
  private readonly unsubscribe: (() => void)[] = []

  constructor(private readonly deps: LibraryDeps) {
    const { clock, log } = deps
    this.savedFilters = deps.savedFilters
    this.work = deps.createWork((accountId, uuid) => this.reads.lookAt(accountId, uuid))
    this.schedules = deps.createSchedules((...video) => this.reads.quietly(...video, 'background'))
    const tell = (revision: number): void => {
      deps.changed(revision)
      this.work.look()
      this.schedules.look()
    }
    this.announcer = new Announcer(clock, TELL_EVERY_MS, tell, TELL_FILLED_EVERY_MS)
    this.detailsAnnouncer = new Announcer(clock, TELL_DETAILS_EVERY_MS, () => {
      for (const { id } of deps.accounts.all()) this.syncs.tell(id)
    })
    this.late = new LateAnswers(clock)
    this.reads = new VideoReads(deps, {
      late: this.late,
      onChanged: () => this.announcer.changed(),
      onFilled: () => this.announcer.changedAside(),
      onRead: () => this.detailsAnnouncer.changed(),
      stopped: this.stopped.signal,
    })
    this.fill = new BackgroundFill({
      clock,
      accountIds: () => deps.accounts.all().map(({ id }) => id),
      // A pass has the instance's patience to itself; its end wakes the reading again.
      next: async (accountId, signal) =>
        !this.syncs.isRunning(accountId) && (await this.reads.next(accountId, signal)),
      log,
    })
    this.syncs = new Syncs({
      clock,
      store: deps.syncs,
      late: this.late,
      detailsLeft: (accountId) => deps.table.countUnread(accountId),
      log,
      onChanged: () => this.announcer.changed(),
      onStatus: deps.synced,
      onDone: () => this.fill.wake(),
    })
  }

  /** Takes up what was interrupted, and looks what is new where that is long ago. */
  startUp(): void {
    const { accounts, connectivity, clock } = this.deps
    this.unsubscribe.push(
      clock.schedule(AFTER_START_MS, () => {
        this.work.look()
        this.schedules.look()
        this.folding = this.fold()
        this.readMissed()
        this.syncDue(() => FRESH_MS)
      }),
      every(LOOK_EVERY_MS, clock, () => {
        this.readMissed()
        this.syncDue((total) => Math.max(FRESH_MS, total * FRESH_MS_PER_VIDEO))
      }),
      accounts.onChange((accountId) => this.accountChanged(accountId)),
      connectivity.onChange((online) => {
        if (!online) return
        this.schedules.look()
        this.readMissed()
        this.syncDue(() => FRESH_MS)
      }),
    )
  }

  async shutdown(): Promise<void> {
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    this.announcer.close()
    this.detailsAnnouncer.close()
    const running = [this.folding, this.reads.ended()]
    await Promise.all([
      this.work.close(),
      this.schedules.close(),
      this.syncs.close(),
      this.fill.close(),
      ...running,
    ])
    await this.deps.queries.close()
  }

  async page(request: PageRequest): Promise<LibraryPage & { revision: number }> {
    const { revision } = this.announcer
    return { revision, ...(await this.deps.queries.page(request, revision)) }
  }

  async calendar(span: CalendarSpan): Promise<Calendar & { revision: number }> {
    const { revision } = this.announcer
    return { revision, ...(await this.deps.queries.calendar(span)) }
  }

  facets(accountIds: readonly string[]): Promise<LibraryFacets> {
    return this.deps.queries.facets(accountIds, this.announcer.revision)
  }

  /** From the copy at once; asks the instance behind it when that is old. Rejects with `not-found`. */
  async video(accountId: string, uuid: string): Promise<LibraryVideo> {
    const video = await this.deps.queries.video(accountId, uuid)
    if (video === null) throw new AppError('not-found', 'no such video', { what: 'video' })
    const isFresh = video.detailsAt !== null && this.deps.clock.now() - video.detailsAt < DETAILS_FRESH_MS
    if (!isFresh) void this.reads.quietly(accountId, uuid, 'person')
    return video
  }

  /** From the copy alone; null: not in it. */
  peek(accountId: string, uuid: string): Promise<LibraryVideo | null> {
    return this.deps.queries.video(accountId, uuid)
  }

  /** The chosen videos in their order. Rejects with `list-changed`. */
  keys(selection: LibrarySelection): Promise<VideoKey[]> {
    return videosOf(selection, this.deps.queries, this.announcer.revision)
  }

  status(): SyncStatus[] {
    return this.deps.accounts.all().map(({ id }) => this.syncs.status(id))
  }

  /** Null: all accounts. Those that are signed out are passed over. */
  sync(accountId: string | null): void {
    const { accounts } = this.deps
    const found = accountId === null ? accounts.all() : [accounts.find(accountId)]
    for (const account of found) if (account?.isSignedIn === true) this.syncs.begin(account)
  }

  cancelSync(accountId: string): Promise<void> {
    return this.syncs.cancel(accountId)
  }

  /** Before an account is removed. */
  async accountLeaves(accountId: string): Promise<void> {
    await this.syncs.cancel(accountId)
    await this.deps.pictures.forget(accountId)
    this.announcer.changed()
  }

  /** Rows of a list that was read for another reason than a sync. `askedAt`: the monotonic milliseconds of asking. */
  takeListed(accountId: string, videos: readonly ListedVideo[], askedAt: number): void {
    const { accounts, table, transaction, clock, syncs } = this.deps
    // The account may have gone meanwhile.
    if (accounts.find(accountId) === null || this.stopped.signal.aborted) return
    const pass = syncs.find(accountId)?.pass ?? 0
    const timely = videos.filter(({ uuid }) => !this.late.isLate(accountId, uuid, askedAt))
    if (transaction(() => table.take(accountId, timely, pass, clock.now())) > 0) this.announcer.changed()
  }

  /** A video that this app has just published, or changed since. */
  published(accountId: string, uuid: string): void {
    this.late.changed(accountId, uuid)
    void this.reads.quietly(accountId, uuid, 'background')
  }

  /** Reads a video in full for a person who waits; what fails leaves the copy as it is. */
  refresh(accountId: string, uuid: string): Promise<void> {
    return this.reads.quietly(accountId, uuid, 'person')
  }

  /** Reads these fields of a video for a plan of many. False: nobody can be asked. Rejects with the signal's reason. */
  readFields(
    accountId: string,
    uuid: string,
    wanted: readonly VideoField[],
    signal: AbortSignal,
  ): Promise<boolean> {
    return this.reads.fields(accountId, uuid, wanted, signal)
  }

  /** What an edit made of a video. */
  takeEdited(accountId: string, video: DetailedVideo, apart: FieldsApart): void {
    const { table, transaction, clock, syncs } = this.deps
    const pass = syncs.find(accountId)?.pass ?? 0
    this.late.changed(accountId, video.uuid)
    transaction(() => {
      table.takeEdited(accountId, video, apart, pass, clock.now())
    })
    this.announcer.changed()
  }

  /** A video that was deleted on the instance. */
  removed(accountId: string, uuid: string): void {
    this.late.changed(accountId, uuid)
    this.deps.transaction(() => this.deps.table.remove(accountId, uuid))
    this.announcer.changed()
  }

  /** What rows say is other than it was, by no doing of the copy. */
  rowsChanged(): void {
    this.announcer.changed()
  }

  /** A caption file of the instance; null: none in that language. Rejects with `offline`, `signed-out`. */
  async captionFile(accountId: string, uuid: string, language: string): Promise<CaptionFile | null> {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    if (!account.isSignedIn) throw new AppError('signed-out')
    const { signal } = this.stopped
    const captions = await account.library.captions(uuid, 'person', signal)
    const file = captions.find((caption) => caption.language === language)?.file ?? null
    if (file === null) return null
    const bytes = await account.library.file(file, CAPTION_LIMIT_BYTES, signal)
    if (bytes === null) return null
    const name = file.split('?')[0]?.split('/').at(-1) ?? ''
    return { name, text: new TextDecoder('utf-8').decode(bytes) }
  }

  /** From the cache, or from the instance; null: there is none, or nobody can be asked. */
  picture(accountId: string, uuid: string): Promise<ShownPicture | null> {
    const account = this.deps.accounts.find(accountId)
    const canAsk = account !== null && this.deps.connectivity.online
    return this.deps.pictures.get(accountId, uuid, canAsk ? account.library : null, this.stopped.signal)
  }

  private accountChanged(accountId: string): void {
    const account = this.deps.accounts.find(accountId)
    if (account === null) this.announcer.changed()
    else {
      this.schedules.look()
      this.syncIfDue(account, FRESH_MS)
    }
  }

  /** Nobody could be asked when they were published, or the app ended before: the next sync may be far. */
  private readMissed(): void {
    for (const { id } of this.deps.accounts.all()) {
      const sync = this.deps.syncs.find(id)
      // The first one reads all.
      if (sync === null) continue
      for (const uuid of this.deps.missedUploads(id, sync.begunAt)) this.published(id, uuid)
    }
  }

  private async fold(): Promise<void> {
    const { foldEarlier, log } = this.deps
    try {
      const isOther = await foldEarlier(this.stopped.signal)
      if (isOther && !this.stopped.signal.aborted) this.announcer.changed()
    } catch (error) {
      if (!this.stopped.signal.aborted) log('the search could not be renewed', error)
    }
  }

  /** @param freshMs for how long a list of so many videos counts as up to date */
  private syncDue(freshMs: (total: number) => number): void {
    for (const account of this.deps.accounts.all()) {
      this.syncIfDue(account, freshMs(this.deps.syncs.find(account.id)?.total ?? 0))
    }
    this.fill.wake()
  }

  private syncIfDue(account: LibraryAccount, freshMs: number): void {
    if (!account.isSignedIn || !this.deps.connectivity.online || this.stopped.signal.aborted) return
    const record = this.deps.syncs.find(account.id)
    const ageMs = this.deps.clock.now() - (record?.lastDoneAt ?? 0)
    const isDue = record?.state === 'running' || ageMs > freshMs || ageMs < 0
    // What the person cancelled waits for the person.
    if (isDue && record?.state !== 'cancelled') this.syncs.begin(account)
  }
}
