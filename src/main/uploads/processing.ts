import { VIDEO_STATE } from '@shared/library/library'
import { FAILED_STATES } from '@shared/library/work'
import type { UploadState } from '@shared/uploads/upload'
import type { Ledger } from './ledger'
import type { AccountDirectory, Clock, Connectivity, RemoteVideo, UploadAccount } from './ports'
import { Rounds } from './rounds'
import type { ReceiptStore, UploadRecord, UploadStore } from './store'

const LATEST_MS = 20_000
/** From so many on, one list of the newest videos tells about most of them. */
const MANY = 3
/** Answers of "not there" in a row before a video counts as gone. */
const GONE_AFTER = 2

export interface ProcessingDeps {
  store: UploadStore
  receipts: ReceiptStore
  ledger: Ledger
  accounts: AccountDirectory
  connectivity: Connectivity
  clock: Clock
}

type Processing = Extract<UploadState, { name: 'processing' }>

/** Asks after videos that the server still works on, until they are published or failed. */
export class ProcessingWatch {
  private readonly rounds: Rounds
  private readonly controller = new AbortController()
  private readonly missing = new Map<string, number>()

  constructor(private readonly deps: ProcessingDeps) {
    this.rounds = new Rounds(deps.clock, () => this.look(), LATEST_MS)
  }

  /** Looks soon: something entered the state. */
  wake(): void {
    this.rounds.wake()
  }

  close(): void {
    this.rounds.close()
    this.controller.abort(new Error('closed'))
  }

  private async look(): Promise<number | null> {
    const records = this.deps.store.findMany(this.deps.store.idsInState(['processing']))
    if (this.deps.connectivity.online) await this.lookAt(records)
    return records.length === 0 ? null : this.intervalFor(records)
  }

  /** A quarter of the youngest one's age: a short video is told at once, a long one is asked for seldom. */
  private intervalFor(records: UploadRecord[]): number {
    const now = this.deps.clock.now()
    const ages = records.map(({ state }) => (state.name === 'processing' ? now - state.since : LATEST_MS))
    return this.rounds.pauseMs(Math.min(...ages) / 4)
  }

  private async lookAt(records: UploadRecord[]): Promise<void> {
    for (const accountId of new Set(records.map((record) => record.accountId))) {
      const account = this.deps.accounts.find(accountId)
      if (account === null || !this.deps.accounts.isSignedIn(accountId)) continue
      const own = records.filter((record) => record.accountId === accountId)
      // An account that can't be asked now is asked again next time; the others are not kept waiting.
      await this.lookAtAccount(account, own).catch(() => undefined)
    }
  }

  private async lookAtAccount(account: UploadAccount, records: UploadRecord[]): Promise<void> {
    const { signal } = this.controller
    const newest = records.length < MANY ? [] : await account.videos.newest(signal)
    const listed = new Map(newest.map((remote) => [remote.video.uuid, remote]))
    for (const record of records) {
      if (record.state.name !== 'processing') continue
      const { uuid } = record.state.video
      const remote = listed.get(uuid) ?? (await account.videos.find(uuid, signal))
      if (signal.aborted) return
      this.judge(record, record.state, remote)
    }
  }

  private judge({ id, replaces }: UploadRecord, state: Processing, remote: RemoteVideo | null): void {
    const at = this.deps.clock.now()
    const failed = { type: 'fail', status: null, at, keepSession: false } as const
    if (remote === null) {
      const count = (this.missing.get(id) ?? 0) + 1
      this.missing.set(id, count)
      if (count < GONE_AFTER) return
      this.missing.delete(id)
      this.deps.ledger.apply(id, { ...failed, code: 'video-gone', status: 404, detail: state.video.uuid })
      return
    }
    this.missing.delete(id)
    if (remote.state === VIDEO_STATE.published) {
      // A video whose file was replaced was published long ago; its new file is there from now on.
      const publishedAt = replaces === null ? (remote.publishedAt ?? at) : at
      this.deps.ledger.together(() => {
        this.deps.ledger.apply(id, { type: 'published', at: publishedAt })
        this.deps.receipts.setPublished(id, publishedAt)
      })
    } else if (FAILED_STATES.includes(remote.state)) {
      this.deps.ledger.apply(id, { ...failed, code: 'processing', detail: remote.stateLabel })
    }
  }
}
