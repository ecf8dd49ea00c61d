import type { EditNote } from '@shared/library/edit'
import type { EditRecord } from '../../storage/edits-table'
import type { Clock, Connectivity } from '../../uploads/ports'
import type { BatchStore } from './batch-store'
import type { EditAccount, EditAccounts } from './ports'
import type { Sender } from './sender'
import type { EditStore } from './store'

export interface DispatcherDeps {
  store: EditStore
  batches: BatchStore
  accounts: EditAccounts
  connectivity: Connectivity
  clock: Clock
  sender: Sender
  log: (message: string, error: unknown) => void
}

/** `person`: edits that somebody made one by one, before those of a batch. */
const LANES = ['person', 'background'] as const

type Lane = (typeof LANES)[number]

const WOKEN_AT_ONCE = 100
/** The database took nothing. */
const TROUBLE_MS = 10_000

/** Sends what waits: for each account one edit of a person and one of a batch at a time, never two of one video. */
export class Dispatcher {
  private readonly running = new Map<string, { done: Promise<void>; abort: AbortController }>()
  /** Monotonic milliseconds until which an account is left alone. */
  private readonly pauses = new Map<string, number>()
  private readonly timers = new Map<string, () => void>()
  private readonly unsubscribe: (() => void)[] = []
  private isOpen = false

  constructor(private readonly deps: DispatcherDeps) {}

  startUp(): void {
    const { accounts, connectivity } = this.deps
    this.isOpen = true
    this.unsubscribe.push(
      accounts.onChange((accountId) => {
        this.comeBack(accountId, ['signed-out'])
      }),
      connectivity.onChange((online) => {
        if (!online) return
        for (const { id } of accounts.all()) this.comeBack(id, ['offline', 'unreachable'])
      }),
    )
    this.wake()
  }

  async close(): Promise<void> {
    this.isOpen = false
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    for (const cancel of this.timers.values()) cancel()
    this.timers.clear()
    await this.stop([...this.running.keys()])
  }

  /** What is on its way for this account is broken off. */
  async leave(accountId: string): Promise<void> {
    this.timers.get(accountId)?.()
    this.timers.delete(accountId)
    await this.stop(LANES.map((lane) => `${accountId} ${lane}`))
  }

  wake(): void {
    for (const account of this.deps.accounts.all()) for (const lane of LANES) this.begin(account, lane)
  }

  /** At once, whatever kept an account waiting. */
  insist(): void {
    this.pauses.clear()
    this.wake()
  }

  private async stop(keys: readonly string[]): Promise<void> {
    const running = keys.flatMap((key) => this.running.get(key) ?? [])
    for (const { abort } of running) abort.abort(new Error('edits are not sent any more'))
    await Promise.all(running.map(({ done }) => done))
  }

  private begin(account: EditAccount, lane: Lane): void {
    const key = `${account.id} ${lane}`
    if (!this.canSend(account) || this.running.has(key)) return
    const abort = new AbortController()
    const done = this.run(account, lane, abort.signal)
      .finally(() => {
        this.running.delete(key)
      })
      .then(() => {
        // What was saved while it ended found it running.
        const isDue = !abort.signal.aborted && this.canSend(account) && this.next(account.id, lane) !== null
        if (isDue) this.begin(account, lane)
      })
      .catch((error: unknown) => {
        if (abort.signal.aborted) return
        this.deps.log('sending edits stopped', error)
        this.pauses.set(account.id, this.deps.clock.monotonic() + TROUBLE_MS)
      })
      .then(() => {
        if (!abort.signal.aborted) this.scheduleNext(account)
      })
    this.running.set(key, { done, abort })
  }

  private canSend(account: EditAccount): boolean {
    const { connectivity, clock } = this.deps
    const isPaused = (this.pauses.get(account.id) ?? 0) > clock.monotonic()
    return this.isOpen && connectivity.online && account.isSignedIn && !isPaused
  }

  private async run(account: EditAccount, lane: Lane, signal: AbortSignal): Promise<void> {
    // The caller has to know it as running before anything is written.
    await Promise.resolve()
    while (this.canSend(account) && !signal.aborted) {
      const edit = this.next(account.id, lane)
      if (edit === null) return
      const pauseMs = await this.deps.sender.send(edit, account, lane, signal)
      if (pauseMs > 0) this.pauses.set(account.id, this.deps.clock.monotonic() + pauseMs)
      // The other lane may have waited for this edit's video.
      this.wake()
    }
  }

  private next(accountId: string, lane: Lane): EditRecord | null {
    const { store, batches, clock } = this.deps
    if (lane === 'person') return store.table.next(accountId, null, clock.now())
    for (const batchId of batches.running()) {
      const edit = store.table.next(accountId, batchId, clock.now())
      if (edit !== null) return edit
    }
    return null
  }

  /** Comes back for what was put off. */
  private scheduleNext({ id }: Pick<EditAccount, 'id'>): void {
    if (!this.isOpen || this.timers.has(id)) return
    const { store, clock } = this.deps
    const pauseMs = (this.pauses.get(id) ?? 0) - clock.monotonic()
    // What is due by now and was not taken is kept back by something that wakes it at its end.
    const retryAt = store.table.nextRetryAt(id, clock.now())
    if (pauseMs <= 0 && retryAt === null) return
    const delayMs = pauseMs > 0 ? pauseMs : (retryAt ?? 0) - clock.now()
    this.timers.set(
      id,
      clock.schedule(delayMs + 1, () => {
        this.timers.delete(id)
        this.wake()
        // A timer may come a moment before its time.
        this.scheduleNext({ id })
      }),
    )
  }

  /** What kept these edits waiting is over, as it seems. */
  private comeBack(accountId: string, notes: readonly EditNote[]): void {
    if (this.deps.accounts.find(accountId)?.isSignedIn !== true) return
    const { store } = this.deps
    this.pauses.delete(accountId)
    for (const { id, state } of store.table.postponed(accountId, WOKEN_AT_ONCE)) {
      if (state.name === 'waiting' && state.note !== null && notes.includes(state.note))
        store.happen(id, { type: 'retried' })
    }
    this.wake()
  }
}
