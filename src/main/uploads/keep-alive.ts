import type { Settings } from '@shared/settings/settings'
import { makeInit } from './init'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity } from './ports'
import type { UploadRecord, UploadStore } from './store'
import { readRange, uploadIdOf, UPLOAD_PATH } from './uploadx'

const LOOK_MS = 5 * 60_000
/** The server forgets a session after an hour at the earliest. */
const TOUCH_AFTER_MS = 30 * 60_000
const TIMEOUT_MS = 60_000

export interface KeepAliveDeps {
  store: UploadStore
  ledger: Ledger
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
  settings: () => Settings
}

/**
 * Keeps the sessions of paused and blocked uploads while the app runs: a repeated init with the same title and
 * `lastModified` finds the session and makes it young again. One that is lost stays as it is here: when its upload
 * goes on, the server says so, and the row tells why it starts from zero.
 */
export class KeepAlive {
  private cancelTimer: (() => void) | null = null
  private readonly controller = new AbortController()
  private readonly lost = new Set<string>()

  constructor(private readonly deps: KeepAliveDeps) {}

  open(): void {
    this.cancelTimer = this.deps.clock.schedule(LOOK_MS, () => {
      void this.look().finally(() => {
        if (!this.controller.signal.aborted) this.open()
      })
    })
  }

  close(): void {
    this.cancelTimer?.()
    this.controller.abort(new Error('closed'))
  }

  async look(): Promise<void> {
    const { store, settings, connectivity } = this.deps
    if (!settings().keepSessionsAlive || !connectivity.online) return
    for (const record of store.findMany(store.idsInState(['paused', 'blocked']))) {
      if (this.controller.signal.aborted) return
      // No answer now: the next look tries again, in time.
      if (this.isDue(record)) await this.touch(record).catch(() => undefined)
    }
  }

  private isDue({ state, accountId, carried }: UploadRecord): boolean {
    if ((state.name !== 'paused' && state.name !== 'blocked') || carried === null) return false
    const { session } = state
    if (session?.uploadId == null || this.lost.has(session.uploadId)) return false
    if (!this.deps.accounts.isSignedIn(accountId)) return false
    return Math.abs(this.deps.clock.now() - (session.lastByteAt ?? 0)) >= TOUCH_AFTER_MS
  }

  private async touch(record: UploadRecord): Promise<void> {
    const account = this.deps.accounts.find(record.accountId)
    const session = 'session' in record.state ? record.state.session : null
    if (account === null || session?.uploadId == null) return
    const limits = await account.limits()
    const { headers, body, carried } = makeInit(record, session, account, limits)
    const { signal } = this.controller
    const timeoutMs = TIMEOUT_MS
    const answer = await account.wire.send({
      method: 'POST',
      path: UPLOAD_PATH,
      headers,
      body,
      signal,
      timeoutMs,
    })
    const isKept =
      uploadIdOf(answer) === session.uploadId && (answer.status === 200 || readRange(answer) !== null)
    if (!isKept) {
      if (answer.status < 300) this.lost.add(session.uploadId)
      return
    }
    this.deps.ledger.apply(record.id, { type: 'session-touched', at: this.deps.clock.now() }, { carried })
  }
}
