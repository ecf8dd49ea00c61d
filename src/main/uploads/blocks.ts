import { BLOCK_REASONS, type BlockReason } from '@shared/uploads/upload'
import { checkFile } from './file-reader'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity } from './ports'
import type { UploadRecord, UploadStore } from './store'

const LOOK_MS = 15_000
/** How long a row stays blocked before it is tried again, by reason. */
const PATIENCE_MS: Record<BlockReason, number> = {
  offline: 5_000,
  'signed-out': 0,
  quota: 10 * 60_000,
  'file-missing': 0,
  'file-changed': 0,
  'instance-unreachable': 60_000,
}
const MOST_FILES_AT_ONCE = 50
const MOST_AT_ONCE = 500
const ALL = 1_000_000

export interface BlockWatchDeps {
  store: UploadStore
  ledger: Ledger
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
  onUnblocked: () => void
}

/** Sets free what the app itself blocked, once the reason is gone. What the person paused is not its business. */
export class BlockWatch {
  private cancelTimer: (() => void) | null = null
  private isClosed = false
  private isLooking = false
  private isAskedAgain = false

  constructor(private readonly deps: BlockWatchDeps) {}

  /** Looks at once: the network came back, somebody signed in. */
  async look(now = false): Promise<void> {
    if (this.isClosed) return
    if (this.isLooking) {
      this.isAskedAgain ||= now
      return
    }
    this.isLooking = true
    this.cancelTimer?.()
    this.cancelTimer = null
    try {
      // Who is signed out signs in again: that is heard of, and not looked for among ten thousand rows.
      const reasons = BLOCK_REASONS.filter((reason) => now || reason !== 'signed-out')
      const ids = this.deps.store.idsBlocked(reasons, now ? ALL : MOST_AT_ONCE)
      const blocked = this.deps.store.findMany(ids)
      const freed = await this.setFree(blocked, now)
      if (freed) this.deps.onUnblocked()
      if (blocked.length > 0) this.plan()
    } catch {
      this.plan()
    } finally {
      this.isLooking = false
    }
    if (!this.isAskedAgain) return
    this.isAskedAgain = false
    await this.look(true)
  }

  /** A row was blocked: look after it from now on. */
  plan(): void {
    if (this.isClosed) return
    this.cancelTimer ??= this.deps.clock.schedule(LOOK_MS, () => {
      this.cancelTimer = null
      void this.look()
    })
  }

  /** The instance takes uploads of this account again: its other rows need not wait their time. */
  accountWorks(accountId: string): void {
    const ids = this.deps.store.idsBlocked(['quota', 'instance-unreachable'], ALL)
    for (const record of ids.length === 0 ? [] : this.deps.store.findMany(ids)) {
      if (record.accountId === accountId) this.free(record)
    }
  }

  close(): void {
    this.isClosed = true
    this.cancelTimer?.()
  }

  private async setFree(blocked: UploadRecord[], now: boolean): Promise<boolean> {
    let files = 0
    let freed = false
    /** One row of an account tries whether the quota or the instance let it through. */
    const probes = new Set<string>()
    for (const record of blocked) {
      const reason = reasonOf(record)
      if (reason === null) continue
      const isAboutFile = reason === 'file-missing' || reason === 'file-changed'
      if (isAboutFile && ++files > MOST_FILES_AT_ONCE) continue
      const isProbe = reason === 'quota' || reason === 'instance-unreachable'
      if (isProbe && probes.has(record.accountId)) continue
      if (!(await this.mayGo(record, reason, now))) continue
      if (isProbe) probes.add(record.accountId)
      freed = this.free(record) || freed
    }
    return freed
  }

  private async mayGo(record: UploadRecord, reason: BlockReason, now: boolean): Promise<boolean> {
    const since = record.state.name === 'blocked' ? record.state.since : 0
    // A clock that was set back must not keep it for ever.
    const waitedMs = Math.abs(this.deps.clock.now() - since)
    const isReady = waitedMs >= PATIENCE_MS[reason] || (now && reason !== 'quota')
    if (!isReady || !this.deps.connectivity.online) return false
    if (!this.deps.accounts.isSignedIn(record.accountId)) return false
    if (reason !== 'file-missing' && reason !== 'file-changed') return true
    const file = { path: record.filePath, bytes: record.fileBytes, mtimeMs: record.fileMtimeMs }
    return checkFile(file).then(
      () => true,
      () => false,
    )
  }

  private free(record: UploadRecord): boolean {
    return this.deps.ledger.apply(record.id, { type: 'unblock' }) !== null
  }
}

function reasonOf({ state }: UploadRecord): BlockReason | null {
  return state.name === 'blocked' ? state.reason : null
}
