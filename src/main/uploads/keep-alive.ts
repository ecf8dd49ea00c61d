import type { Settings } from '@shared/settings/settings'
import type { Problem, Session } from '@shared/uploads/upload'
import type { ChunkPlan } from './chunk-plan'
import type { Errands } from './errands'
import type { Hasher } from './hasher'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity } from './ports'
import { SessionKeeper } from './session-keeper'
import type { UploadRecord, UploadStore } from './store'

const LOOK_MS = 5 * 60_000
/** The server forgets a session after an hour at the earliest. */
const TOUCH_AFTER_MS = 30 * 60_000

export interface KeepAliveDeps {
  store: UploadStore
  ledger: Ledger
  errands: Errands
  hasher: Hasher
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
  settings: () => Settings
  problemsIn: (record: UploadRecord) => Problem[]
  planOf: (id: string) => ChunkPlan | null
}

/** Looks after the sessions of uploads that wait, for a slot too; keeps them while the app runs, if the person wants that. */
export class KeepAlive {
  private cancelTimer: (() => void) | null = null
  private isClosed = false
  private readonly keeper: SessionKeeper

  constructor(private readonly deps: KeepAliveDeps) {
    this.keeper = new SessionKeeper(deps)
  }

  open(): void {
    this.cancelTimer = this.deps.clock.schedule(LOOK_MS, () => {
      void this.look().finally(() => {
        if (!this.isClosed) this.open()
      })
    })
  }

  close(): void {
    this.isClosed = true
    this.cancelTimer?.()
  }

  /** A pass was stopped in the middle of what it sent. */
  async ask(record: UploadRecord): Promise<void> {
    const { accounts, errands } = this.deps
    const account = accounts.find(record.accountId)
    const session = 'session' in record.state ? record.state.session : null
    if (account === null || session?.uploadId == null || session.lastByteSent) return
    await errands.run(record.id, (signal) => this.keeper.askWhatIsThere(record, session, account, signal))
  }

  async look(): Promise<void> {
    const { store, settings, connectivity, errands } = this.deps
    if (!settings().keepSessionsAlive || !connectivity.online) return
    for (const id of store.idsToKeep()) {
      if (this.isClosed) return
      const record = store.find(id)
      const session = record === null ? null : this.dueSession(record)
      const account = record === null || session === null ? null : this.deps.accounts.find(record.accountId)
      if (record === null || session === null || account === null) continue
      await errands.run(record.id, (signal) => this.keeper.keep(record, session, account, signal))
    }
  }

  /**
   * Once the last byte was sent, the session is left alone: the video may exist, and a repeated init would put an
   * empty session in the place of the one whose 404 tells to look for it.
   */
  private dueSession({ state, accountId, carried }: UploadRecord): Session | null {
    if (state.name !== 'paused' && state.name !== 'blocked' && state.name !== 'queued') return null
    const { session } = state
    if (carried === null || session?.uploadId == null || session.lastByteSent || session.lastByteAt === 0)
      return null
    if (!this.deps.accounts.isSignedIn(accountId)) return null
    const isDue = Math.abs(this.deps.clock.now() - (session.lastByteAt ?? 0)) >= TOUCH_AFTER_MS
    return isDue ? session : null
  }
}
