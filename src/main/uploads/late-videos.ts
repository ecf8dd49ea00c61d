import { isRemoved } from '@shared/uploads/actions'
import type { PublishedVideo, Session } from '@shared/uploads/upload'
import type { Errands } from './errands'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity, UploadAccount } from './ports'
import { findVideo } from './reconcile'
import { Rounds } from './rounds'
import type { UploadRecord, UploadStore } from './store'

const LATEST_MS = 60_000
/** As long as the answer to a last chunk is waited for: after that the server is not making its video any more. */
const SETTLED_MS = 15 * 60_000

export interface LateVideosDeps {
  store: UploadStore
  ledger: Ledger
  errands: Errands
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
  /** Deletes the files of ours that belong to rows about to go. */
  releaseFiles: (ids: readonly string[]) => void
}

interface Sought {
  record: UploadRecord
  session: Session
  since: number
}

/**
 * Looks for the videos of uploads that were cancelled when their last byte may have been with the server already. That
 * a row is sought stands in its state until one is found, or none was there once the server had to be done with it:
 * without a network, and after the app has ended, it is looked for later. A row that the person removed meanwhile is
 * gone at the end of the search, or is seen again with the video that it found.
 */
export class LateVideos {
  private readonly rounds: Rounds
  private isClosed = false

  constructor(private readonly deps: LateVideosDeps) {
    this.rounds = new Rounds(deps.clock, () => this.look(), LATEST_MS)
  }

  wake(): void {
    this.rounds.wake()
  }

  close(): void {
    this.isClosed = true
    this.rounds.close()
  }

  private async look(): Promise<number | null> {
    await this.lookForAll(this.sought())
    return this.nextInMs(this.sought())
  }

  private sought(): Sought[] {
    const { store } = this.deps
    return store.findMany(store.idsSought()).flatMap((record) => {
      const { state } = record
      if (state.name !== 'cancelled' || state.lastSession === undefined || state.soughtSince === undefined)
        return []
      return [{ record, session: state.lastSession, since: state.soughtSince }]
    })
  }

  private async lookForAll(all: readonly Sought[]): Promise<void> {
    const { accounts, connectivity, errands } = this.deps
    for (const sought of all) {
      const { id, accountId } = sought.record
      const account = accounts.find(accountId)
      if (this.isClosed || !connectivity.online) return
      if (account === null || !accounts.isSignedIn(accountId)) continue
      await errands.run(id, (signal) => this.lookFor(sought, account, signal))
    }
  }

  private async lookFor(sought: Sought, account: UploadAccount, signal: AbortSignal): Promise<void> {
    const { record, session, since } = sought
    const isSettled = this.ageMs(since) >= SETTLED_MS
    const video = await findVideo(this.deps.store, record.id, session, account, signal)
    if (signal.aborted) return
    if (video === null) {
      if (isSettled) this.absent(record)
    } else if (!this.isAnothers(record, video)) this.found(record, video)
  }

  /** The same file was sent again, and its row may not know of its video yet: it is asked for another time. */
  private isAnothers(record: UploadRecord, { uuid }: PublishedVideo): boolean {
    if (record.replaces !== null) return false
    return this.deps.store.isArriving(record) || this.deps.store.knowsVideo(uuid)
  }

  private absent({ id, state }: UploadRecord): void {
    const { ledger, store, releaseFiles } = this.deps
    if (!isRemoved(store.find(id)?.state ?? state)) {
      ledger.apply(id, { type: 'video-absent' })
      return
    }
    releaseFiles([id])
    ledger.together(() => {
      store.remove([id])
    })
  }

  /** A file that took the place of another one stays: what was there before is gone. */
  private found({ id, replaces, fileBytes }: UploadRecord, video: PublishedVideo): void {
    const at = this.deps.clock.now()
    const event = { type: 'video-found', video, at, isKept: replaces !== null } as const
    this.deps.ledger.apply(id, event, { uploadedAt: at, bytesSent: fileBytes })
  }

  /** Half the age of the youngest. Null: nothing is sought. */
  private nextInMs(all: readonly Sought[]): number | null {
    if (all.length === 0) return null
    const youngest = Math.min(...all.map(({ since }) => this.ageMs(since)))
    return this.rounds.pauseMs(youngest / 2)
  }

  /** A clock that was set back must not keep it for ever. */
  private ageMs(since: number): number {
    return Math.abs(this.deps.clock.now() - since)
  }
}
