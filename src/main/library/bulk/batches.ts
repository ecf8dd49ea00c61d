import { randomUUID } from 'node:crypto'
import { AppError } from '@shared/errors'
import { BATCH_KINDS, undoLabel, type Batch, type ImportReport } from '@shared/library/batch'
import type { EditCounts, EditStateName, VideoEdit } from '@shared/library/edit'
import type { Clock } from '../../uploads/ports'
import type { EditBatch } from '../../storage/batches-table'
import { nextTurn } from '../../intake/turns'
import type { BatchStore } from '../edits/batch-store'
import type { Outbox } from '../edits/outbox'
import type { Staging } from '../edits/staging'
import type { EditStore } from '../edits/store'
import { troubleOf, type Planner, type PlanItem, type PlanOutcome, type PlanRun } from './planner'

export interface BatchesDeps {
  store: EditStore
  batches: BatchStore
  outbox: Pick<Outbox, 'retry' | 'revoke' | 'undo'>
  planner: Planner
  clock: Clock
  staging: Pick<Staging, 'begin'>
  changed: (batch: Batch) => void
  log: (message: string, error: unknown) => void
}

/** How a plan goes on; kept while the app runs, since a plan that was not made whole is thrown away at the next start. */
interface Making {
  abort: AbortController
  done: Promise<void>
  progress: NonNullable<Batch['progress']>
}

/** Items to plan for, a few at a time, with their number when it is known. */
export interface PlanSource {
  total: number | null
  items: AsyncIterable<readonly PlanItem[]> | Iterable<readonly PlanItem[]>
  /** After each part: what became of it. */
  planned?: (items: readonly PlanItem[], outcomes: readonly PlanOutcome[]) => void
  report?: () => ImportReport
}

const NEWEST = 50
/** Ids alone are light. */
const IDS_AT_ONCE = 1000
const TELL_EVERY_MS = 250

/** Batches of edits: planned, shown, run, stopped, undone. */
export class Batches {
  private readonly making = new Map<string, Making>()
  /** Those that are made here; others that are only planned so far are being made by whoever began them. */
  private readonly ownPlans = new Set<string>()
  private readonly errors = new Map<string, NonNullable<Batch['error']>>()
  private readonly reports = new Map<string, ImportReport>()
  private readonly lossy = new Map<string, number>()
  private readonly toldAt = new Map<string, number>()
  /** What was told last of the edits of each batch. */
  private readonly toldCounts = new Map<string, EditCounts>()

  constructor(private readonly deps: BatchesDeps) {}

  /** Plans that nobody ran are gone; what a running batch had not begun goes on. */
  async startUp(): Promise<void> {
    const { batches, staging } = this.deps
    for (const id of batches.leftOver()) await this.deletePlan(id)
    for (const id of batches.running()) staging.begin(id)
  }

  async shutdown(): Promise<void> {
    const all = [...this.making.values()]
    for (const { abort } of all) abort.abort(new AppError('cancelled', 'the app ends'))
    await Promise.all(all.map(({ done }) => done))
  }

  /** Begins a plan; it is made meanwhile. Returns its id. */
  plan(kind: Batch['kind'], label: string, source: PlanSource): string {
    const id = randomUUID()
    this.ownPlans.add(id)
    this.deps.batches.create({ id, kind, label, state: 'planning' })
    const abort = new AbortController()
    const making: Making = {
      abort,
      done: Promise.resolve(),
      progress: { read: 0, asked: 0, total: source.total },
    }
    this.making.set(id, making)
    making.done = this.make(id, making, source)
    return id
  }

  list(): Batch[] {
    return this.deps.batches.list(NEWEST).map((batch) => this.shown(batch))
  }

  edits(batchId: string, states: readonly EditStateName[], offset: number, limit: number) {
    const { store } = this.deps
    const { total, edits } = store.table.page({ states, accountId: null, batchId }, offset, limit)
    return { total, edits: edits.map((edit): VideoEdit => store.shown(edit)) }
  }

  /** Throws `not-allowed-now` while the preview is made. */
  run(batchId: string): void {
    this.get(batchId)
    const isWhole = this.ownPlans.has(batchId) && !this.making.has(batchId) && !this.errors.has(batchId)
    if (!isWhole) throw new AppError('not-allowed-now', 'the preview is not made whole')
    // First the word, then the deed: after a power cut the rest is begun.
    this.deps.batches.setState(batchId, 'running')
    this.deps.staging.begin(batchId)
    this.tell(batchId)
  }

  pause(batchId: string): void {
    if (this.get(batchId).state === 'running') this.deps.batches.setState(batchId, 'paused')
    this.tell(batchId)
  }

  resume(batchId: string): void {
    if (this.get(batchId).state === 'paused') this.deps.batches.setState(batchId, 'running')
    this.deps.staging.begin(batchId)
    this.tell(batchId)
  }

  async retry(batchId: string): Promise<void> {
    this.get(batchId)
    await this.deps.outbox.retry(await this.ids(batchId, ['failed']))
    this.tell(batchId)
  }

  /** A plan goes with everything in it; of one that ran, what was not sent is taken back. */
  async discard(batchId: string): Promise<void> {
    const { kind, label, state } = this.get(batchId)
    const making = this.making.get(batchId)
    making?.abort.abort(new AppError('cancelled', 'the plan was thrown away'))
    await making?.done
    if (state === 'planning') await this.deletePlan(batchId)
    else {
      // Nothing more of it is sent, or let wait.
      this.pause(batchId)
      const unsent = await this.ids(batchId, ['planned', 'refused', 'waiting', 'conflict', 'failed'])
      await this.deps.outbox.revoke(unsent, undoLabel({ kind, label }))
    }
    this.tell(batchId)
  }

  /** Null: nothing of it can be put back. */
  async undo(batchId: string): Promise<string | null> {
    const label = undoLabel(this.get(batchId))
    const { store, outbox } = this.deps
    const partly = store.table.partlyOf(batchId)
    const ids = [...(await this.ids(batchId, ['done'])), ...partly]
    const undone = await outbox.undo(ids, { isBatch: true, label })
    this.tell(batchId)
    return undone.batchId
  }

  /** Tells how a batch stands, for as long as it is there. */
  tell(batchId: string): void {
    const batch = this.deps.batches.find(batchId)
    if (batch === null) return
    const shown = this.shown(batch)
    this.toldCounts.set(batchId, shown.counts)
    this.deps.changed(shown)
  }

  /** Edits changed, whoever did it: batches of which other numbers are known by the window are told again. */
  editsChanged(): void {
    for (const { id, state } of this.deps.batches.list(NEWEST)) {
      const told = this.toldCounts.get(id)
      if (state === 'planning' || (told !== undefined && isSettled(told))) continue
      const counts = this.deps.store.table.counts({ accountId: null, batchId: id })
      if (JSON.stringify(counts) !== JSON.stringify(told)) this.tell(id)
    }
  }

  private async make(id: string, making: Making, source: PlanSource): Promise<void> {
    const { planner, log } = this.deps
    const looked = (wasAsked: boolean): void => {
      this.progressed(id, making, wasAsked)
    }
    const run: PlanRun = { batchId: id, signal: making.abort.signal, silent: new Set(), lossy: 0, looked }
    try {
      for await (const items of source.items) {
        const outcomes = await planner.plan(run, items)
        source.planned?.(items, outcomes)
      }
    } catch (error) {
      if (!making.abort.signal.aborted) {
        const trouble = troubleOf(error)
        if (trouble.code === 'internal') log('a plan could not be made', error)
        this.errors.set(id, trouble)
      }
    }
    this.lossy.set(id, run.lossy)
    if (source.report !== undefined) this.reports.set(id, source.report())
    this.making.delete(id)
    this.tell(id)
  }

  private progressed(id: string, making: Making, wasAsked: boolean): void {
    const { read, asked, total } = making.progress
    making.progress = { read: read + 1, asked: asked + (wasAsked ? 1 : 0), total }
    const now = this.deps.clock.monotonic()
    if (now - (this.toldAt.get(id) ?? -TELL_EVERY_MS) < TELL_EVERY_MS) return
    this.toldAt.set(id, now)
    this.tell(id)
  }

  private async ids(batchId: string, states: readonly EditStateName[]): Promise<string[]> {
    const all: string[] = []
    for (const state of states) {
      for await (const ids of this.idsIn(batchId, state, IDS_AT_ONCE)) all.push(...ids)
    }
    return all
  }

  /** A few at a time, each part in a turn of its own. */
  private async *idsIn(batchId: string, state: EditStateName, size: number): AsyncGenerator<string[]> {
    const { table } = this.deps.store
    let part = table.idsOf(batchId, state, 0, size)
    for (;;) {
      yield part.ids
      if (part.isEnd) return
      await nextTurn()
      part = table.idsOf(batchId, state, part.last, size)
    }
  }

  /** With its edits, a few at a time: all of them together would hold everything else. */
  private async deletePlan(batchId: string): Promise<void> {
    const { store, batches } = this.deps
    while (store.together(() => store.table.deletePlanned(batchId)) > 0) await nextTurn()
    batches.delete(batchId)
  }

  /** Throws `not-found`. */
  private get(batchId: string): EditBatch {
    const batch = this.deps.batches.find(batchId)
    if (batch === null) throw new AppError('not-found', 'no such batch', { what: 'batch' })
    return batch
  }

  private shown({ id, kind, label, state, createdAt }: EditBatch): Batch {
    const { table } = this.deps.store
    const counts = table.counts({ accountId: null, batchId: id })
    const elsewhere = { read: counts.planned, asked: 0, total: null }
    const isMadeElsewhere = state === 'planning' && !this.ownPlans.has(id)
    return {
      id,
      kind: BATCH_KINDS.find((known) => known === kind) ?? 'edit',
      label,
      state,
      createdAt,
      counts,
      partly: table.countPartly(id),
      progress: isMadeElsewhere ? elsewhere : (this.making.get(id)?.progress ?? null),
      error: this.errors.get(id) ?? null,
      lossy: this.lossy.get(id) ?? 0,
      report: this.reports.get(id) ?? null,
    }
  }
}

/** Nothing of it changes any more, unless somebody asks this class for it. */
function isSettled({ done, refused, ...open }: EditCounts): boolean {
  return done + refused > 0 && Object.values(open).every((count) => count === 0)
}
