import { AppError, ConnectionError, ServerError } from '@shared/errors'
import type { StoredChange } from '../../storage/playlist-changes-table'
import type { Clock, Connectivity } from '../../uploads/ports'
import { codeOf } from '../errors'
import { wait } from '../patience'
import type { ListsAccount, ListsAccounts } from '../lists-ports'
import { carryOut, lookAfter, type CarryOutDeps } from './carry-out'
import type { PlaylistStore } from './store'

export interface SenderDeps {
  accounts: ListsAccounts
  connectivity: Connectivity
  clock: Clock
  store: PlaylistStore
  /** The copy or what waits changed. */
  changed: () => void
  log: (message: string, error: unknown) => void
}

const WAITS_MS = [2000, 8000, 30_000, 120_000]

/** Sends what waits, one change after the other for each account, in the order in which they were made. */
export class Sender {
  private readonly running = new Map<string, Promise<void>>()
  /** Ids of what is on its way, by account. */
  private readonly underWay = new Map<string, number>()
  /** Accounts that wait before the next try, and what ends it. */
  private readonly resting = new Map<string, AbortController>()
  private readonly stopped = new AbortController()

  constructor(private readonly deps: SenderDeps) {}

  /** Does nothing while it runs, or while nobody can be asked. */
  wake(account: ListsAccount): void {
    const { connectivity, store } = this.deps
    if (this.stopped.signal.aborted || this.running.has(account.id)) return
    if (!account.isSignedIn || !connectivity.online || store.changes.next(account.id) === null) return
    const run = this.run(account).finally(() => {
      this.running.delete(account.id)
      // What came in at the last moment.
      if (!this.gaveUp.has(account.id)) this.wake(account)
    })
    this.running.set(account.id, run)
  }

  /** Accounts whose instance does not answer: woken by the network, a change or the next sync. */
  private readonly gaveUp = new Set<string>()

  /** Also what had been given up, or waits before its next try. */
  wakeAgain(account: ListsAccount): void {
    this.gaveUp.delete(account.id)
    this.resting.get(account.id)?.abort(new Error('tried at once'))
    this.wake(account)
  }

  /** The change whose answer is awaited; null: none. */
  sendingNow(accountId: string): number | null {
    return this.underWay.get(accountId) ?? null
  }

  /** Whether the instance did not answer the last time. */
  isUnreachable(accountId: string): boolean {
    return this.gaveUp.has(accountId) || this.resting.has(accountId)
  }

  async close(): Promise<void> {
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    await Promise.all(this.running.values())
  }

  private async run(account: ListsAccount): Promise<void> {
    // The caller has to know it as running first.
    await Promise.resolve()
    this.gaveUp.delete(account.id)
    let failures = 0
    let touched: string | null = null
    for (;;) {
      const next = this.deps.store.changes.next(account.id)
      if (touched !== null && next?.playlistUuid !== touched) await this.settle(account, touched)
      if (next === null || this.isOver(account)) return
      touched = next.playlistUuid
      const outcome = await this.send(account, next)
      this.deps.changed()
      if (outcome === 'done') failures = 0
      else if (!(await this.rest(account, failures++))) return
    }
  }

  /** False: not now any more. */
  private async rest(account: ListsAccount, failures: number): Promise<boolean> {
    const waitMs = WAITS_MS[failures]
    if (waitMs === undefined || this.isOver(account)) {
      this.gaveUp.add(account.id)
      return false
    }
    const rest = new AbortController()
    const end = (): void => {
      rest.abort(this.stopped.signal.reason)
    }
    this.stopped.signal.addEventListener('abort', end, { once: true })
    this.resting.set(account.id, rest)
    this.deps.changed()
    await wait(waitMs, this.deps.clock, rest.signal).catch(() => undefined)
    this.resting.delete(account.id)
    this.stopped.signal.removeEventListener('abort', end)
    return !this.stopped.signal.aborted
  }

  private isOver(account: ListsAccount): boolean {
    const { accounts, connectivity } = this.deps
    const isHere = accounts.find(account.id) === account && account.isSignedIn
    return this.stopped.signal.aborted || !connectivity.online || !isHere
  }

  /** `later`: it was no answer, or none that means anything. */
  private async send(account: ListsAccount, stored: StoredChange): Promise<'done' | 'later'> {
    const { store, log } = this.deps
    try {
      const deps = this.carryOutDeps(account)
      await store.alone(account.id, stored.playlistUuid, async () => {
        // Taken back while its turn was awaited.
        const now = store.changes.find(stored.id)
        if (now === null) return
        this.underWay.set(account.id, now.id)
        await carryOut(deps, now)
      })
      return 'done'
    } catch (error) {
      if (this.stopped.signal.aborted || isPassing(error)) return 'later'
      log('a change of a playlist was refused', error)
      const detail = error instanceof ServerError ? error.answer.detail : ''
      store.transaction(() => {
        store.changes.setState(stored.id, 'refused', codeOf(error), detail)
      })
      return 'done'
    } finally {
      this.underWay.delete(account.id)
    }
  }

  /** After the last change of a playlist: what its instance says of it now is what the copy is of. */
  private async settle(account: ListsAccount, uuid: string): Promise<void> {
    try {
      await this.deps.store.alone(account.id, uuid, () => lookAfter(this.carryOutDeps(account), uuid))
      this.deps.changed()
    } catch (error) {
      // The next sync sees that the stamps differ.
      if (!this.stopped.signal.aborted) this.deps.log('a playlist could not be looked at', error)
    }
  }

  private carryOutDeps(account: ListsAccount): CarryOutDeps {
    const { store, clock } = this.deps
    const { id, playlists } = account
    return { accountId: id, server: playlists, store, clock, signal: this.stopped.signal }
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof ConnectionError) return true
  if (!(error instanceof ServerError)) return false
  const { status } = error.answer
  return status === 401 || status === 429 || status >= 500
}
