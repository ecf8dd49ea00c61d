import { hasVideo } from '@shared/uploads/actions'
import type { Settings } from '@shared/settings/settings'
import type { Progress, UploadRow, UploadState } from '@shared/uploads/upload'
import { AfterSteps } from './after-steps'
import { BlockWatch } from './blocks'
import { ChangeFeed, type Changes } from './changes'
import { UploadCommands } from './commands'
import type { Hasher } from './hasher'
import { KeepAlive } from './keep-alive'
import { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity, LocalFile } from './ports'
import { ProcessingWatch } from './processing'
import { ProgressFeed } from './progress'
import { UploadQueue } from './queue'
import { ReceiptKeeper } from './receipt-keeper'
import { problemsIn, rowOf, type ProblemsOf } from './rows'
import { Settler } from './settle'
import type { NoteStore, ReceiptStore, UploadRecord, UploadStore } from './store'
import { Waits } from './waits'

export interface UploadsDeps {
  store: UploadStore
  receipts: ReceiptStore
  notes: NoteStore
  accounts: AccountDirectory
  settings: { get(): Settings; onChange(listener: () => void): () => void }
  connectivity: Connectivity
  clock: Clock
  hasher: Hasher
  problemsOf: ProblemsOf
  attachment: (id: string) => LocalFile | null
  releaseFiles: (ids: readonly string[]) => void
  publish: {
    changed: (changes: Changes) => void
    progressed: (batch: Progress[]) => void
    receiptsChanged: () => void
  }
  onPublished: (row: UploadRow) => void
  onNeedsAttention: (row: UploadRow) => void
  /** The database takes no change (disk full): the queue stands still and tries again by itself. */
  onStorageTrouble: (error: unknown) => void
  log: (message: string, error?: unknown) => void
  random?: () => number
}

export interface Activity {
  /** Uploads with bytes on the way. */
  running: number
  /** Of everything that waits or runs, 0 to 1; null: nothing does. */
  progress: number | null
}

const ATTENTION_BLOCKS = ['signed-out', 'quota', 'file-missing', 'file-changed']

/** The upload engine. Nothing happens before `startUp`. */
export class Uploads {
  readonly commands: UploadCommands
  private readonly store: UploadStore
  private readonly ledger: Ledger
  private readonly queue: UploadQueue
  private readonly steps: AfterSteps
  private readonly blocks: BlockWatch
  private readonly processing: ProcessingWatch
  private readonly keeper: ReceiptKeeper
  private readonly keepAlive: KeepAlive
  private readonly changes: ChangeFeed
  private readonly progress: ProgressFeed
  private readonly unsubscribe: (() => void)[] = []

  constructor(private readonly deps: UploadsDeps) {
    const { store, clock, accounts, connectivity, hasher, notes, attachment } = deps
    const random = deps.random ?? Math.random
    const settings = (): Settings => deps.settings.get()
    this.store = store
    this.changes = new ChangeFeed(clock, (ids) => this.rows(ids), deps.publish.changed)
    this.progress = new ProgressFeed(clock, (id) => store.find(id)?.fileBytes ?? 0, deps.publish.progressed)
    const ledger = new Ledger(store, (record, before) => {
      this.stateChanged(record, before)
    })
    this.ledger = ledger
    const waits = new Waits(() => clock.monotonic())
    const onSignedOut = (accountId: string): void => {
      this.queue.blockSignedOut(accountId)
    }
    const settler = new Settler({ store, notes, ledger, waits, clock, random, onSignedOut })
    this.queue = new UploadQueue({
      store,
      notes,
      ledger,
      waits,
      settler,
      accounts,
      connectivity,
      clock,
      hasher,
      settings,
      attachment,
      onProgress: (id, bytesSent) => {
        this.progress.report(id, bytesSent)
      },
      onRunEnded: (id) => {
        this.progress.end(id)
      },
      onStorageTrouble: deps.onStorageTrouble,
    })
    const problems = (record: UploadRecord) => problemsIn(record, deps.problemsOf)
    this.steps = new AfterSteps({
      store,
      ledger,
      accounts,
      connectivity,
      clock,
      random,
      attachment,
      problemsIn: problems,
    })
    const onUnblocked = (): void => {
      this.queue.pump()
    }
    this.blocks = new BlockWatch({ store, ledger, accounts, connectivity, clock, onUnblocked })
    this.processing = new ProcessingWatch({ store, ledger, accounts, connectivity, clock })
    this.keepAlive = new KeepAlive({ store, ledger, accounts, connectivity, clock, settings, attachment })
    const onReceipt = deps.publish.receiptsChanged
    this.keeper = new ReceiptKeeper({
      store,
      ledger,
      hasher,
      accounts,
      onReceipt,
      receipts: deps.receipts,
      log: deps.log,
    })
    this.commands = new UploadCommands({
      store,
      ledger,
      accounts,
      clock,
      queue: this.queue,
      steps: this.steps,
      changes: this.changes,
      problemsOf: deps.problemsOf,
      releaseFiles: deps.releaseFiles,
    })
  }

  /** Picks up where the last run of the app ended, however it ended. */
  startUp(): void {
    const { accounts, connectivity, settings } = this.deps
    this.store.recover()
    this.unsubscribe.push(
      accounts.onChange((accountId) => {
        this.accountChanged(accountId)
      }),
      connectivity.onChange((online) => {
        this.networkChanged(online)
      }),
      settings.onChange(() => {
        this.queue.pump()
      }),
    )
    for (const id of this.store.idsToFollow()) this.followUp(id)
    this.keepAlive.open()
    this.queue.open()
    void this.blocks.look(true)
  }

  async shutdown(): Promise<void> {
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    this.blocks.close()
    this.processing.close()
    this.keepAlive.close()
    this.progress.close()
    await Promise.all([this.queue.close(), this.steps.close(), this.keeper.close()])
    this.changes.close()
    await this.deps.hasher.close()
  }

  page(after: number | null, limit: number): { revision: number; total: number; rows: UploadRow[] } {
    const { total, records } = this.store.page(after, limit)
    const rows = records.map((record) => rowOf(record, this.deps.problemsOf))
    return { revision: this.changes.revision, total, rows }
  }

  /** Null: not in the queue. */
  row(id: string): UploadRow | null {
    return this.rows([id])[0] ?? null
  }

  /** After the computer slept: timers stood still and connections are dead, so everything is looked at anew. */
  wake(): void {
    void this.blocks.look(true).then(() => {
      this.queue.pump()
    })
    this.processing.wake()
  }

  /** Uploads that are on the wire or wait for their turn: what quitting would interrupt. */
  unfinished(): number {
    return this.store.totals().count
  }

  /** Rows were added as drafts: told on, and that is all there is to do for ten thousand of them. */
  added(ids: readonly string[]): void {
    for (const id of ids) this.changes.mark(id)
  }

  /** Drafts changed: told on, and sent where the video exists already. */
  touched(ids: readonly string[]): void {
    for (const id of ids) {
      this.changes.mark(id)
      this.steps.retry(id)
    }
    this.queue.pump()
  }

  /** Rows were deleted by another part. */
  removed(ids: readonly string[]): void {
    for (const id of ids) {
      void this.queue.stop(id, 'removed')
      this.queue.forget(id)
      this.changes.markRemoved(id)
    }
  }

  /** To be called before an account is deleted with its rows: nothing of it is on the wire afterwards. */
  async accountLeaves(accountId: string): Promise<void> {
    const ids = this.store.idsOfAccount(accountId)
    await Promise.all(ids.map((id) => this.queue.stop(id, 'removed')))
    this.deps.releaseFiles(ids)
    this.removed(ids)
  }

  activity(): Activity {
    const { count, bytes, bytesSent } = this.store.totals()
    const running = this.queue.runningIds
    let live = bytesSent
    for (const id of running) {
      const known = this.store.find(id)?.bytesSent ?? 0
      live += Math.max(0, (this.progress.bytesSent(id) ?? known) - known)
    }
    return {
      running: running.length,
      progress: count === 0 || bytes === 0 ? null : Math.min(1, live / bytes),
    }
  }

  private rows(ids: string[]): UploadRow[] {
    return this.store.findMany(ids).map((record) => rowOf(record, this.deps.problemsOf))
  }

  private stateChanged(record: UploadRecord, before: UploadState): void {
    this.changes.mark(record.id)
    const { state } = record
    if (state.name === 'blocked') this.blocks.plan()
    if (state === before || state.name === before.name) {
      if (state.name === 'uploading' && before.name === 'uploading')
        this.blocks.accountWorks(record.accountId)
      return
    }
    if (state.name === 'processing') this.followUp(record.id)
    if (state.name === 'published') {
      this.keeper.published(record.id, state.publishedAt)
      this.deps.onPublished(rowOf(record, this.deps.problemsOf))
    }
    const isTrouble = state.name === 'blocked' && ATTENTION_BLOCKS.includes(state.reason)
    if (state.name === 'failed' || isTrouble) this.deps.onNeedsAttention(rowOf(record, this.deps.problemsOf))
  }

  private followUp(id: string): void {
    const record = this.store.find(id)
    if (record === null || !hasVideo(record.state)) return
    if (record.state.name === 'processing') this.processing.wake()
    if (record.sha256 === null) this.keeper.add(id)
    this.steps.add(id)
  }

  private accountChanged(accountId: string): void {
    if (!this.deps.accounts.isSignedIn(accountId)) {
      this.queue.blockSignedOut(accountId)
      return
    }
    void this.blocks.look(true)
    for (const id of this.store.idsToFollow(accountId)) this.steps.add(id)
    this.processing.wake()
  }

  private networkChanged(online: boolean): void {
    if (online) {
      void this.blocks.look(true).then(() => {
        this.queue.pump()
      })
      this.processing.wake()
      return
    }
    const at = this.deps.clock.now()
    for (const id of this.queue.runningIds) {
      this.ledger.apply(id, { type: 'block', reason: 'offline', at, detail: null })
      void this.queue.stop(id, 'offline')
    }
  }
}

export function createUploads(deps: UploadsDeps): Uploads {
  return new Uploads(deps)
}
