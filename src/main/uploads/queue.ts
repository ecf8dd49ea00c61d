import type { Settings } from '@shared/settings/settings'
import type { Session, UploadState } from '@shared/uploads/upload'
import { ChunkPlan } from './chunk-plan'
import { chunkCeiling } from './chunk-size'
import type { Errands } from './errands'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity, UploadAccount } from './ports'
import { Stopped, StorageProblem, type StopReason } from './problems'
import type { RunMemory, Settler } from './settle'
import { NOTHING_SENT, type NoteStore, type UploadRecord, type UploadStore } from './store'
import { UploadRun, type UploaderDeps } from './uploader'
import type { Verdicts } from './verdicts'
import type { Waits } from './waits'

export interface QueueDeps extends UploaderDeps {
  store: UploadStore
  notes: NoteStore
  ledger: Ledger
  waits: Waits
  settler: Settler
  verdicts: Verdicts
  errands: Errands
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
  settings: () => Settings
  onStorageTrouble: (error: unknown) => void
  /** A pass ended, whatever came of it. */
  onRunEnded: (id: string) => void
}

interface ActiveRun {
  id: string
  accountId: string
  instanceUrl: string
  controller: AbortController
  /** What it sends; null while the instance's limits are asked for. */
  upload: UploadRun | null
  done: Promise<void>
}

const STORAGE_RETRY_MS = 10_000

/** Gives slots to what waits, in the queue's order, and takes them back. Knows who runs; the table knows the rest. */
export class UploadQueue {
  private readonly active = new Map<string, ActiveRun>()
  private readonly memories = new Map<string, RunMemory>()
  /** Rows that could not be stored as stopped: their state on the disk still says they run. */
  private readonly stranded = new Set<string>()
  /** Accounts that are about to be deleted with their rows. */
  private readonly leaving = new Set<string>()
  private cancelTimer: () => void = () => undefined
  private isOpen = false
  private holds = 0
  private lastModified = 0

  constructor(private readonly deps: QueueDeps) {}

  open(): void {
    this.isOpen = true
    this.pump()
  }

  /** Stops every pass and waits until each is stored as waiting. */
  async close(): Promise<void> {
    this.isOpen = false
    this.cancelTimer()
    const runs = [...this.active.values()]
    for (const run of runs) run.controller.abort(new Stopped('shutdown'))
    await Promise.all(runs.map((run) => run.done))
    try {
      for (const run of runs) this.deps.ledger.apply(run.id, { type: 'recover' })
    } catch (error) {
      // The next start recovers them.
      this.deps.onStorageTrouble(error)
    }
  }

  /**
   * The settings are others: slots may be free, and a chunk that is on its way may be too large for a new speed limit.
   * It would end in nothing after minutes; its upload begins it anew, smaller.
   */
  settingsChanged(): void {
    const speed = this.sharedSpeed()
    for (const { id, upload, controller } of this.active.values()) {
      if (speed === null || upload === null || upload.isInTime(speed)) continue
      const event = { type: 'retry-later', notBefore: null, counts: false } as const
      if (this.deps.ledger.apply(id, event) !== null) controller.abort(new Stopped('slower'))
    }
    this.pump()
  }

  /** Bytes per second that the limit leaves to each upload that runs; null: no limit. */
  private sharedSpeed(): number | null {
    const { bandwidthLimit } = this.deps.settings()
    return bandwidthLimit === null ? null : bandwidthLimit / Math.max(1, this.active.size)
  }

  isRunning(id: string): boolean {
    return this.active.has(id)
  }

  get runningIds(): string[] {
    return [...this.active.keys()]
  }

  /** Ends what is under way for a row in its next state; resolves when nothing of it is on the wire any more. */
  async stop(id: string, reason: StopReason): Promise<void> {
    const run = this.active.get(id)
    run?.controller.abort(new Stopped(reason))
    await run?.done
    await this.deps.errands.end(id)
  }

  /** Stops what runs for an account and starts nothing of it any more. */
  async closeAccount(accountId: string): Promise<void> {
    this.leaving.add(accountId)
    const running = [...this.active.values()].filter((run) => run.accountId === accountId)
    const asking = this.deps.store
      .findMany(this.deps.errands.ids)
      .filter((row) => row.accountId === accountId)
    await Promise.all([...running, ...asking].map(({ id }) => this.stop(id, 'removed')))
  }

  /** An account that was to be deleted is still there. */
  openAccount(accountId: string): void {
    this.leaving.delete(accountId)
  }

  /** While `work` runs no slot is given: a command for many rows is not overtaken by the queue. */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    this.holds += 1
    try {
      return await work()
    } finally {
      this.holds -= 1
      this.pump()
    }
  }

  forget(id: string): void {
    this.memories.delete(id)
    this.deps.waits.releaseRow(id)
  }

  /** Of a row that the person stopped: it owes no wait and has no strikes, and its chunks are known as they were. */
  forgetTroubles(id: string): void {
    const plan = this.memories.get(id)?.plan
    this.forget(id)
    if (plan !== undefined) this.memories.set(id, newMemory(plan))
  }

  /** What is known of the chunks of a row; null: none was sent in this run of the app. */
  planOf(id: string): ChunkPlan | null {
    return this.memories.get(id)?.plan ?? null
  }

  /** Gives out the free slots and sets the one timer to when the next row may go. */
  pump(): void {
    this.cancelTimer()
    if (!this.isOpen || this.holds > 0) return
    try {
      this.rescueStranded()
      if (this.deps.connectivity.online) this.fillSlots()
      const nextMs = this.deps.waits.nextInMs()
      if (nextMs !== null) this.wakeIn(nextMs)
    } catch (error) {
      this.deps.onStorageTrouble(error)
      this.wakeIn(STORAGE_RETRY_MS)
    }
  }

  private wakeIn(ms: number): void {
    this.cancelTimer = this.deps.clock.schedule(ms, () => {
      this.pump()
    })
  }

  private fillSlots(): void {
    const skippedAccounts = new Set(this.leaving)
    while (this.active.size < this.deps.settings().parallelTotal) {
      const withoutAccounts = [...skippedAccounts, ...this.fullAccounts()]
      const withoutIds = [...this.active.keys(), ...this.deps.waits.heldRows()]
      const record = this.deps.store.nextQueued(withoutAccounts, withoutIds)
      if (record === null) return
      if (this.deps.errands.ids.includes(record.id)) {
        // Its end is heard of, and then the row is looked at again.
        void this.deps.errands.end(record.id)
        return
      }
      if (record.state.name !== 'queued') {
        this.deps.store.write(record.id, { state: record.state })
        continue
      }
      const account = this.deps.accounts.find(record.accountId)
      if (account === null || !this.deps.accounts.isSignedIn(record.accountId)) {
        this.blockSignedOut(record.accountId)
        skippedAccounts.add(record.accountId)
      } else if (this.deps.waits.isInstanceHeld(account.instanceUrl)) skippedAccounts.add(record.accountId)
      else this.begin(record, record.state, account)
    }
  }

  private fullAccounts(): string[] {
    const counts = new Map<string, number>()
    for (const { accountId } of this.active.values()) counts.set(accountId, (counts.get(accountId) ?? 0) + 1)
    const most = this.deps.settings().parallelPerAccount
    return [...counts].filter(([, count]) => count >= most).map(([accountId]) => accountId)
  }

  blockSignedOut(accountId: string): void {
    const at = this.deps.clock.now()
    this.deps.ledger.together(() => {
      for (const id of this.deps.store.idsInState(['queued', 'uploading', 'finishing'], accountId)) {
        this.deps.ledger.apply(id, { type: 'block', reason: 'signed-out', at, detail: null })
      }
    })
    for (const run of this.active.values()) {
      if (run.accountId === accountId) run.controller.abort(new Stopped('signed-out'))
    }
  }

  private begin(
    record: UploadRecord,
    state: Extract<UploadState, { name: 'queued' }>,
    account: UploadAccount,
  ): void {
    const session = state.session ?? this.newSession(record)
    const startedAt = record.startedAt ?? this.deps.clock.now()
    const change = state.session === null ? { startedAt, ...NOTHING_SENT } : { startedAt }
    const started = this.deps.ledger.apply(record.id, { type: 'start', session }, change)
    if (started === null) return
    const controller = new AbortController()
    const run: ActiveRun = {
      id: record.id,
      accountId: record.accountId,
      instanceUrl: account.instanceUrl,
      controller,
      upload: null,
      done: Promise.resolve(),
    }
    this.active.set(record.id, run)
    run.done = this.drive(started, session, account, run)
      .catch((error: unknown) => {
        this.stranded.add(record.id)
        this.deps.onStorageTrouble(error)
      })
      .finally(() => {
        this.active.delete(record.id)
        this.deps.onRunEnded(record.id)
        if (this.stranded.has(record.id)) this.wakeIn(STORAGE_RETRY_MS)
        else this.pump()
      })
  }

  /** Rejects when its end could not be stored. */
  private async drive(
    record: UploadRecord,
    session: Session,
    account: UploadAccount,
    active: ActiveRun,
  ): Promise<void> {
    const { signal } = active.controller
    const memory = this.memoryOf(record.id)
    const { checksums } = this.deps.settings()
    const onAdvanced = (): void => {
      memory.checksumStrikes = 0
      memory.lostSessions = 0
      memory.justRefreshed = false
    }
    const plan = memory.plan
    const pass = { record, session, account, plan, checksums, signal, onAdvanced }
    const run = new UploadRun(this.deps, pass)
    active.upload = run
    try {
      const limits = await account.limits()
      signal.throwIfAborted()
      const ceiling = chunkCeiling(limits.maxChunkSize, this.deps.notes.chunkCeiling(account.instanceUrl))
      plan.begin(record.fileBytes, ceiling, checksums, record.acceptedBytes, () => this.sharedSpeed())
      const { video, isFileChanged } = await run.run(limits)
      if (isFileChanged) this.deps.verdicts.completeInDoubt(record.id, record.fileBytes, video)
      else this.deps.verdicts.complete(record.id, record.fileBytes, video)
      this.memories.delete(record.id)
    } catch (failure) {
      if (failure instanceof StorageProblem) throw failure
      await this.deps.settler.settle({ record, account, run, memory, signal }, failure)
    }
  }

  private memoryOf(id: string): RunMemory {
    const known = this.memories.get(id)
    if (known !== undefined) return known
    const memory = newMemory(new ChunkPlan())
    this.memories.set(id, memory)
    return memory
  }

  /** `lastModified` is part of the session's identity on the server: no two sessions of ours share one. */
  private newSession(record: UploadRecord): Session {
    this.lastModified = Math.max(this.lastModified + 1, this.deps.clock.now())
    const title = record.draft.title.trim()
    return { uploadId: null, lastModified: this.lastModified, title, lastByteAt: null, lastByteSent: false }
  }

  private rescueStranded(): void {
    for (const id of this.stranded) {
      this.deps.ledger.apply(id, { type: 'recover' })
      this.stranded.delete(id)
    }
  }
}

function newMemory(plan: ChunkPlan): RunMemory {
  const offsetStrikes = { at: -1, count: 0 }
  return { plan, checksumStrikes: 0, lostSessions: 0, offsetStrikes, justRefreshed: false }
}
