import { AppError, ServerError } from '@shared/errors'
import type { StoredChange } from '../../storage/playlist-changes-table'
import { backoffMs } from '../../uploads/backoff'
import type { Clock, Connectivity } from '../../uploads/ports'
import { verdictOf } from '../edits/verdict'
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
  /** As in `CarryOutDeps`. */
  pictureChanged: CarryOutDeps['pictureChanged']
  log: (message: string, error: unknown) => void
}

type Outcome = { name: 'done' } | { name: 'refused' } | { name: 'later'; waitMs: number }

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
    const { accounts, log, store } = this.deps
    if (this.running.has(account.id) || this.isOver(account)) return
    if (store.changes.next(account.id) === null) return
    const run = this.run(account).then(
      () => {
        this.running.delete(account.id)
        // What came in at the last moment, and after another sign-in.
        const now = accounts.find(account.id)
        if (now !== null) this.wake(now)
      },
      (error: unknown) => {
        this.running.delete(account.id)
        log('changes of playlists could not be sent', error)
      },
    )
    this.running.set(account.id, run)
  }

  /** Also what waits before its next try. */
  wakeAgain(account: ListsAccount): void {
    this.resting.get(account.id)?.abort(new Error('tried at once'))
    this.wake(account)
  }

  /** The change whose answer is awaited; null: none. */
  sendingNow(accountId: string): number | null {
    return this.underWay.get(accountId) ?? null
  }

  /** Whether the instance did not answer the last time. */
  isUnreachable(accountId: string): boolean {
    return this.resting.has(accountId)
  }

  async close(): Promise<void> {
    this.stopped.abort(new AppError('cancelled', 'the app ends'))
    await Promise.all(this.running.values())
  }

  private async run(account: ListsAccount): Promise<void> {
    // The caller has to know it as running first.
    await Promise.resolve()
    let failures = 0
    let touched: string | null = null
    /** The copy of what is touched was the instance's when it was touched first, and nothing failed since. */
    let isFresh = false
    while (!this.isOver(account)) {
      const next = this.deps.store.changes.next(account.id)
      if (touched !== null && next?.playlistUuid !== touched) await this.settle(account, touched, isFresh)
      if (next === null) return
      isFresh &&= next.playlistUuid === touched
      touched = next.playlistUuid
      const outcome = await this.send(account, next, isFresh, failures)
      isFresh = outcome.name === 'done' || (outcome.name === 'refused' && isFresh)
      this.deps.changed()
      failures = outcome.name === 'later' ? failures + 1 : 0
      if (outcome.name === 'later') await this.rest(account, outcome.waitMs)
    }
  }

  private async rest(account: ListsAccount, waitMs: number): Promise<void> {
    if (this.isOver(account)) return
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
  }

  private isOver(account: ListsAccount): boolean {
    const { accounts, connectivity } = this.deps
    const isHere = accounts.find(account.id) === account && account.isSignedIn
    return this.stopped.signal.aborted || !connectivity.online || !isHere
  }

  private async send(
    account: ListsAccount,
    stored: StoredChange,
    isFresh: boolean,
    failures: number,
  ): Promise<Outcome> {
    const { store, log } = this.deps
    try {
      const deps = this.carryOutDeps(account)
      await store.alone(account.id, stored.playlistUuid, async () => {
        // Taken back while its turn was awaited.
        const now = store.changes.find(stored.id)
        if (now === null) return
        this.underWay.set(account.id, now.id)
        await carryOut(deps, now, isFresh)
      })
      return { name: 'done' }
    } catch (error) {
      const waitMs = this.stopped.signal.aborted ? 0 : restMs(error, failures, Math.random())
      if (waitMs !== null) return { name: 'later', waitMs }
      // What the deletion comes to will tell: it was asked for meanwhile.
      if (store.changes.awaitsDeletion(stored.id)) return { name: 'later', waitMs: 0 }
      log('a change of a playlist was refused', error)
      const detail = error instanceof ServerError ? error.answer.detail : ''
      store.transaction(() => {
        store.changes.setState(stored.id, 'refused', codeOf(error), detail)
      })
      return { name: 'refused' }
    } finally {
      this.underWay.delete(account.id)
    }
  }

  /** After the last change of a playlist: what its instance says of it now is what the copy is of. */
  private async settle(account: ListsAccount, uuid: string, isFresh: boolean): Promise<void> {
    const deps = this.carryOutDeps(account)
    try {
      await this.deps.store.alone(account.id, uuid, () => lookAfter(deps, uuid, isFresh))
      this.deps.changed()
    } catch (error) {
      // The next sync sees that the stamps differ.
      if (!this.stopped.signal.aborted) this.deps.log('a playlist could not be looked at', error)
    }
  }

  private carryOutDeps(account: ListsAccount): CarryOutDeps {
    const { store, clock, pictureChanged } = this.deps
    const { id, playlists } = account
    return { accountId: id, server: playlists, store, clock, signal: this.stopped.signal, pictureChanged }
  }
}

/**
 * Milliseconds until the next try, longer and longer, and as long as the instance asks for; null: it was an answer that
 * stays.
 * @param failures in a row before this one
 * @param random from 0 to 1
 */
export function restMs(error: unknown, failures: number, random: number): number | null {
  // As before the first try: whatever the server is in trouble with, it may end.
  const verdict = verdictOf(error, 0, random)
  const answer = error instanceof ServerError ? error.answer : null
  if (verdict.kind === 'fail') return null
  return Math.max(verdict.delayMs, backoffMs(failures + 1, random), answer?.retryAfterMs ?? 0)
}
