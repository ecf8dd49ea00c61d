import type { VideoField } from '@shared/library/edit'
import { looksCut } from '../storage/library-fields'
import type { FieldsApart } from '../storage/library-table'
import type { Priority } from '../peertube/pacing'
import { readDetails } from './details'
import type { LateAnswers } from './late-answers'
import type { LibraryDeps } from './library'
import type { DetailedVideo, LibraryAccount } from './ports'
import { readAlone } from './read-alone'

type Deps = Pick<
  LibraryDeps,
  'accounts' | 'connectivity' | 'clock' | 'table' | 'syncs' | 'queries' | 'transaction' | 'log'
>

export interface VideoReadsOptions {
  late: LateAnswers
  /** The copy is other than it was. */
  onChanged: () => void
  /** The background learnt more of a video than its list told. */
  onFilled: () => void
  /** A video was read in full: fewer are left. */
  onRead: () => void
  /** The app ends. */
  stopped: AbortSignal
}

/** Asks the instances for single videos, and takes what they say into the copy. */
export class VideoReads {
  private readonly running = new Map<string, Promise<void>>()
  private readonly late: LateAnswers
  private readonly onChanged: () => void
  private readonly onFilled: () => void
  private readonly onRead: () => void
  private readonly stopped: AbortSignal

  constructor(
    private readonly deps: Deps,
    { late, onChanged, onFilled, onRead, stopped }: VideoReadsOptions,
  ) {
    this.late = late
    this.onChanged = onChanged
    this.onFilled = onFilled
    this.onRead = onRead
    this.stopped = stopped
  }

  /** Resolves when none is under way. */
  async ended(): Promise<void> {
    await Promise.all(this.running.values())
  }

  /** Reads these fields of a video for a plan of many. False: nobody can be asked. Rejects with the signal's reason. */
  fields(
    accountId: string,
    uuid: string,
    wanted: readonly VideoField[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { accounts, connectivity, clock, log, table, transaction, syncs } = this.deps
    const account = accounts.find(accountId)
    if (account?.isSignedIn !== true || !connectivity.online) return Promise.resolve(false)
    const askedAt = this.late.now()
    const isLate = (): boolean => this.late.isLate(accountId, uuid, askedAt)
    const takeApart = (apart: FieldsApart): void => {
      if (signal.aborted || accounts.find(accountId) !== account || isLate()) return
      transaction(() => {
        table.takeApart(accountId, uuid, apart)
      })
      this.onChanged()
    }
    const take = async (video: DetailedVideo | null): Promise<void> => {
      // The account may have gone meanwhile.
      if (signal.aborted || accounts.find(accountId) !== account || isLate()) return
      const pass = syncs.find(accountId)?.pass ?? 0
      transaction(() => {
        if (video === null) table.remove(accountId, uuid)
        else table.takeFields(accountId, video, pass, clock.now())
      })
      this.onChanged()
      // Only one that was read with everything is known to be whole.
      if (video !== null && looksCut(video.description)) await this.quietly(accountId, uuid, 'background')
    }
    return readAlone({ server: account.library, clock, take, takeApart, log }, uuid, wanted, signal)
  }

  /** Asks for a video's state, and reads all of it when it is another than the copy has. Never rejects. */
  async lookAt(accountId: string, uuid: string): Promise<void> {
    const account = this.deps.accounts.find(accountId)
    if (account?.isSignedIn !== true || !this.deps.connectivity.online) return
    try {
      const found = await account.library.video(uuid, 'background', this.stopped)
      const known = await this.deps.queries.video(accountId, uuid)
      if (found?.state === known?.state) return
    } catch (error) {
      if (!this.stopped.aborted) this.deps.log('a video could not be asked for', error)
      return
    }
    await this.quietly(accountId, uuid, 'background')
  }

  /** Reads the video that is due next. False: none is, or nobody can be asked. Rejects with what kept it from that. */
  async next(accountId: string, signal: AbortSignal): Promise<boolean> {
    const { accounts, connectivity, table, transaction, clock } = this.deps
    const account = accounts.find(accountId)
    if (account?.isSignedIn !== true || !connectivity.online) return false
    const uuid = table.nextDue(accountId, clock.now())
    if (uuid === null) return false
    try {
      await this.read(account, uuid, 'idle', signal)
    } catch (error) {
      // Whosever fault it is: the next time another one is tried.
      if (!signal.aborted)
        transaction(() => {
          table.putOff(accountId, uuid, clock.now())
        })
      throw error
    }
    return true
  }

  /**
   * Single flight, but a person waits for a reading of their own, which is told more. What fails is written to the log
   * alone: the copy stays as it is.
   */
  quietly(accountId: string, uuid: string, priority: Priority): Promise<void> {
    const account = this.deps.accounts.find(accountId)
    if (account?.isSignedIn !== true || !this.deps.connectivity.online) return Promise.resolve()
    const key = `${accountId} ${uuid}${priority === 'person' ? ' in full' : ''}`
    const running = this.running.get(key)
    if (running !== undefined) return running
    const reading = this.read(account, uuid, priority, this.stopped)
      .catch((error: unknown) => {
        if (!this.stopped.aborted) this.deps.log('a video could not be read', error)
      })
      .finally(() => {
        this.running.delete(key)
      })
    this.running.set(key, reading)
    return reading
  }

  private async read(
    account: LibraryAccount,
    uuid: string,
    priority: Priority,
    signal: AbortSignal,
  ): Promise<void> {
    const { table, transaction, clock, syncs, log } = this.deps
    const known = table.captionVersions(account.id, uuid)
    const askedAt = this.late.now()
    const details = await readDetails({ server: account.library, uuid, priority, known, signal })
    // The account may have gone meanwhile.
    if (signal.aborted || this.deps.accounts.find(account.id) !== account) return
    // It has become another meanwhile: what it is now is asked for.
    if (this.late.isLate(account.id, uuid, askedAt)) return this.read(account, uuid, priority, signal)
    const pass = syncs.find(account.id)?.pass ?? 0
    transaction(() => {
      if (details === null) {
        table.remove(account.id, uuid)
        return
      }
      table.takeDetails(account.id, details.video, details, pass, clock.now())
      if (details.troubles.length > 0) table.putOff(account.id, uuid, clock.now())
    })
    this.onRead()
    for (const trouble of details?.troubles ?? []) log('some of a video could not be read', trouble)
    if (priority === 'idle' && details !== null) this.onFilled()
    else this.onChanged()
  }
}
