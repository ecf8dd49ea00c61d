import type { Settings } from '@shared/settings/settings'
import { isRemoved } from '@shared/uploads/actions'
import type { Problem, Progress, UploadRow } from '@shared/uploads/upload'
import { AfterSteps } from './after-steps'
import { BlockWatch } from './blocks'
import { ChangeFeed, type Changes } from './changes'
import { UploadCommands } from './commands'
import type { Hasher } from './hasher'
import { KeepAlive } from './keep-alive'
import { Errands } from './errands'
import { LateVideos } from './late-videos'
import { Ledger, type StateListener } from './ledger'
import type { AccountDirectory, Clock, Connectivity, LocalFile } from './ports'
import { ProcessingWatch } from './processing'
import { ProgressFeed } from './progress'
import { UploadQueue } from './queue'
import { ReceiptKeeper } from './receipt-keeper'
import { problemsIn, rowOf, type ProblemsOf } from './rows'
import { Settler } from './settle'
import type { NoteStore, ReceiptStore, UploadRecord, UploadStore } from './store'
import { Verdicts } from './verdicts'
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
  /** The instance has a file more, whether it is processed yet or not. */
  onArrived: (accountId: string) => void
  /** Told again when one that was held back is opened. */
  onPublished: (row: UploadRow) => void
  /** Steps after the video has arrived: what is known of it elsewhere is older now. */
  onStepsSent: (row: UploadRow) => void
  onNeedsAttention: (row: UploadRow) => void
  /** The database takes no change (disk full): the queue stands still and tries again by itself. */
  onStorageTrouble: (error: unknown) => void
  log: (message: string, error?: unknown) => void
  random?: () => number
}

/** The parts of the engine, connected. */
export interface Parts {
  ledger: Ledger
  queue: UploadQueue
  errands: Errands
  steps: AfterSteps
  blocks: BlockWatch
  processing: ProcessingWatch
  late: LateVideos
  keeper: ReceiptKeeper
  keepAlive: KeepAlive
  changes: ChangeFeed
  progress: ProgressFeed
  commands: UploadCommands
}

/** Builds every part; nothing runs yet. */
export function buildParts(deps: UploadsDeps, onStateChanged: StateListener): Parts {
  const { store, clock, publish, problemsOf } = deps
  const rowsOf = (ids: string[]): UploadRow[] =>
    store
      .findMany(ids)
      .filter(({ state }) => !isRemoved(state))
      .map((record) => rowOf(record, problemsOf))
  const changes = new ChangeFeed(clock, rowsOf, publish.changed)
  const progress = new ProgressFeed(clock, (id) => store.find(id)?.fileBytes ?? 0, publish.progressed)
  const ledger = new Ledger(store, onStateChanged)
  const settings = (): Settings => deps.settings.get()
  const errands = new Errands({
    isRunning: (id) => queue.isRunning(id),
    onEnded: () => {
      queue.pump()
    },
  })
  const shared = {
    ...deps,
    ledger,
    errands,
    settings,
    random: deps.random ?? Math.random,
    problemsIn: (record: UploadRecord) => problemsIn(record, problemsOf),
  }
  const queue: UploadQueue = buildQueue(shared, progress)
  const onSent = (id: string): void => {
    for (const row of rowsOf([id])) deps.onStepsSent(row)
  }
  const steps = new AfterSteps({ ...shared, onSent })
  const keepAlive = new KeepAlive({ ...shared, planOf: (id) => queue.planOf(id) })
  const onUnblocked = (): void => {
    queue.pump()
  }
  return {
    ledger,
    queue,
    errands,
    steps,
    changes,
    progress,
    blocks: new BlockWatch({ ...shared, onUnblocked }),
    processing: new ProcessingWatch(shared),
    late: new LateVideos(shared),
    keepAlive,
    keeper: new ReceiptKeeper({ ...shared, onReceipt: publish.receiptsChanged }),
    commands: new UploadCommands({ ...shared, queue, steps, keepAlive, changes }),
  }
}

type SharedDeps = Omit<UploadsDeps, 'settings' | 'random'> & {
  ledger: Ledger
  errands: Errands
  settings: () => Settings
  random: () => number
  problemsIn: (record: UploadRecord) => Problem[]
}

function buildQueue(shared: SharedDeps, progress: ProgressFeed): UploadQueue {
  const waits = new Waits(() => shared.clock.monotonic())
  const verdicts = new Verdicts({ ...shared, waits })
  const onSignedOut = (accountId: string): void => {
    queue.blockSignedOut(accountId)
  }
  const queue: UploadQueue = new UploadQueue({
    ...shared,
    waits,
    verdicts,
    settler: new Settler({ ...shared, waits, verdicts, onSignedOut }),
    onProgress: (id, bytesSent) => {
      progress.report(id, bytesSent)
    },
    onRunEnded: (id) => {
      progress.end(id)
    },
  })
  return queue
}
