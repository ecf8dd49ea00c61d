import { hasVideo, isRemoved } from '@shared/uploads/actions'
import type { UploadRow, UploadState } from '@shared/uploads/upload'
import type { UploadCommands } from './commands'
import { buildParts, type Parts, type UploadsDeps } from './parts'
import { StorageProblem } from './problems'
import { isHeldBack, rowOf } from './rows'
import type { UploadRecord } from './store'

export type { UploadsDeps } from './parts'

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
  private readonly parts: Parts
  private readonly unsubscribe: (() => void)[] = []
  /** Row -> the reason that the person was told last. */
  private readonly toldBlocks = new Map<string, string>()
  /** Published ones that are not told as such yet. */
  private readonly heldBack = new Set<string>()

  constructor(private readonly deps: UploadsDeps) {
    this.parts = buildParts(deps, (record, before) => {
      this.stateChanged(record, before)
    })
    this.commands = this.parts.commands
  }

  /** Picks up where the last run of the app ended, however it ended. */
  startUp(): void {
    const { accounts, connectivity, settings } = this.deps
    const interrupted = this.deps.store.idsInState(['uploading', 'finishing'])
    this.deps.store.recover()
    // A window that was quicker has read them as running: it hears what became of them.
    for (const id of interrupted) this.parts.changes.mark(id)
    this.unsubscribe.push(
      accounts.onChange((accountId) => {
        this.orTellTrouble(() => {
          this.accountChanged(accountId)
        })
      }),
      connectivity.onChange((online) => {
        this.orTellTrouble(() => {
          this.networkChanged(online)
        })
      }),
      settings.onChange(() => {
        this.orTellTrouble(() => {
          this.parts.queue.settingsChanged()
        })
      }),
    )
    for (const id of this.deps.store.idsToFollow()) this.followUp(id)
    this.parts.late.wake()
    this.parts.keepAlive.open()
    this.parts.queue.open()
    void this.parts.blocks.look(true)
  }

  async shutdown(): Promise<void> {
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    this.parts.blocks.close()
    this.parts.processing.close()
    this.parts.late.close()
    this.parts.keepAlive.close()
    this.parts.progress.close()
    const { queue, errands, steps, keeper } = this.parts
    await Promise.all([queue.close(), errands.close(), steps.close(), keeper.close()])
    this.parts.changes.close()
    await this.deps.hasher.close()
  }

  page(after: number | null, limit: number): { revision: number; total: number; rows: UploadRow[] } {
    const { total, records } = this.deps.store.page(after, limit)
    const rows = records.map((record) => rowOf(record, this.deps.problemsOf))
    return { revision: this.parts.changes.revision, total, rows }
  }

  /** Null: not in the queue. */
  row(id: string): UploadRow | null {
    const record = this.deps.store.find(id)
    return record === null || isRemoved(record.state) ? null : rowOf(record, this.deps.problemsOf)
  }

  /** After the computer slept: timers stood still and connections are dead, so everything is looked at anew. */
  wake(): void {
    void this.parts.blocks.look(true).then(() => {
      this.parts.queue.pump()
    })
    this.parts.processing.wake()
    this.parts.late.wake()
  }

  /** Uploads that are on the wire or wait for their turn: what quitting would interrupt. */
  unfinished(): number {
    return this.deps.store.totals().count
  }

  /** Rows were added as drafts: told on, and that is all there is to do for ten thousand of them. */
  added(ids: readonly string[]): void {
    for (const id of ids) this.parts.changes.mark(id)
  }

  /** Drafts changed: told on, and sent where the video exists already. */
  touched(ids: readonly string[]): void {
    for (const id of ids) {
      this.parts.changes.mark(id)
      this.parts.steps.edited(id)
    }
    this.parts.queue.pump()
  }

  /** Rows were deleted by another part. */
  removed(ids: readonly string[]): void {
    for (const id of ids) {
      void this.parts.queue.stop(id, 'removed')
      this.parts.queue.forget(id)
      this.heldBack.delete(id)
      this.parts.changes.markRemoved(id)
    }
  }

  /** To be called before an account is deleted with its rows: nothing of it is on the wire afterwards. */
  async accountLeaves(accountId: string): Promise<void> {
    await this.parts.queue.closeAccount(accountId)
    const ids = this.deps.store.idsOfAccount(accountId)
    this.deps.releaseFiles(ids)
    this.removed(ids)
  }

  activity(): Activity {
    const { count, bytes, bytesSent } = this.deps.store.totals()
    const running = this.parts.queue.runningIds
    let live = bytesSent
    for (const id of running) {
      const known = this.deps.store.find(id)?.bytesSent ?? 0
      live += Math.max(0, (this.parts.progress.bytesSent(id) ?? known) - known)
    }
    return {
      running: running.length,
      progress: count === 0 || bytes === 0 ? null : Math.min(1, live / bytes),
    }
  }

  private stateChanged(record: UploadRecord, before: UploadState): void {
    this.parts.changes.mark(record.id)
    const { state } = record
    if (state.name === 'blocked') this.parts.blocks.plan()
    if (state === before || state.name === before.name) {
      if (state.name === 'uploading' && before.name === 'uploading')
        this.parts.blocks.accountWorks(record.accountId)
      if (this.heldBack.has(record.id) && !isHeldBack(record)) this.tellPublished(record)
      return
    }
    if (state.name === 'cancelled') this.parts.late.wake()
    if (state.name === 'processing') {
      this.followUp(record.id)
      this.deps.onArrived(record.accountId)
    }
    if (state.name === 'published') {
      this.deps.publish.receiptsChanged()
      this.tellPublished(record)
    }
    if (this.isNewTrouble(record.id, state, before)) {
      this.deps.onNeedsAttention(rowOf(record, this.deps.problemsOf))
    }
  }

  private tellPublished(record: UploadRecord): void {
    const row = rowOf(record, this.deps.problemsOf)
    if (row.isHeldBack) this.heldBack.add(record.id)
    else this.heldBack.delete(record.id)
    this.deps.onPublished(row)
  }

  /** Told once: of ten thousand rows that wait for one sign-in by those that ran, and not at each new try. */
  private isNewTrouble(id: string, state: UploadState, before: UploadState): boolean {
    if (state.name === 'failed') return true
    if (state.name === 'processing' || state.name === 'paused') this.toldBlocks.delete(id)
    if (state.name !== 'blocked' || !ATTENTION_BLOCKS.includes(state.reason)) return false
    const ran = before.name === 'uploading' || before.name === 'finishing'
    if (!ran || this.toldBlocks.get(id) === state.reason) return false
    this.toldBlocks.set(id, state.reason)
    return true
  }

  private followUp(id: string): void {
    const record = this.deps.store.find(id)
    if (record === null || !hasVideo(record.state)) return
    if (record.state.name === 'processing') this.parts.processing.wake()
    if (record.sha256 === null) this.parts.keeper.add(id)
    if (isHeldBack(record)) this.heldBack.add(id)
    this.parts.steps.add(id)
  }

  private accountChanged(accountId: string): void {
    const { queue, blocks, steps, processing, late } = this.parts
    if (!this.deps.accounts.isSignedIn(accountId)) {
      queue.blockSignedOut(accountId)
      return
    }
    queue.openAccount(accountId)
    void blocks.look(true)
    for (const id of this.deps.store.idsToFollow(accountId)) steps.add(id)
    processing.wake()
    late.wake()
  }

  private networkChanged(online: boolean): void {
    const { queue, blocks, processing, late, ledger } = this.parts
    if (online) {
      processing.wake()
      late.wake()
      void blocks.look(true).then(() => {
        queue.pump()
      })
      return
    }
    const at = this.deps.clock.now()
    for (const id of queue.runningIds) {
      ledger.apply(id, { type: 'block', reason: 'offline', at, detail: null })
      void queue.stop(id, 'offline')
    }
  }

  /** For what comes as an event, where nobody would catch it. */
  private orTellTrouble(work: () => void): void {
    try {
      work()
    } catch (error) {
      if (!(error instanceof StorageProblem)) throw error
      this.deps.onStorageTrouble(error)
    }
  }
}

export function createUploads(deps: UploadsDeps): Uploads {
  return new Uploads(deps)
}
