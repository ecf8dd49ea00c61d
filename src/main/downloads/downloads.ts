import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '@shared/errors'
import type { Download } from '@shared/downloads/download'
import type { MediaAccounts } from '../media/ports'
import type { DownloadRecord } from '../storage/downloads-table'
import { backoffMs } from '../uploads/backoff'
import type { Connectivity } from '../uploads/ports'
import { verdict } from './failures'
import { removePart } from './part-file'
import { DownloadRows, type DownloadRowsDeps } from './rows'
import { transfer } from './transfer'

export interface DownloadsDeps extends DownloadRowsDeps {
  accounts: MediaAccounts & {
    onChange(listener: (accountId: string) => void): () => void
  }
  connectivity: Connectivity
  random?: () => number
  /** Where new files go. */
  folder: () => string
  log: (message: string, error: unknown) => void
}

export interface WantedDownload {
  accountId: string
  uuid: string
  title: string
}

const AT_ONCE = 2
/** Runs that failed with not one more byte, before the person is asked. */
const MOST_ATTEMPTS = 8

interface Running {
  control: AbortController
  ended: Promise<void>
}

/** Files of videos on their way to this disk: a few at a time, the rest in the order in which they were asked for. */
export class Downloads {
  private readonly rows: DownloadRows
  private readonly running = new Map<string, Running>()
  private readonly attempts = new Map<string, number>()
  private readonly notBefore = new Map<string, () => void>()
  private readonly unsubscribe: (() => void)[] = []
  private isClosed = false

  constructor(private readonly deps: DownloadsDeps) {
    this.rows = new DownloadRows(deps)
  }

  /** Goes on where the last run ended. */
  startUp(): void {
    const wake = (): void => {
      this.fill()
    }
    this.unsubscribe.push(this.deps.connectivity.onChange(wake), this.deps.accounts.onChange(wake))
    this.fill()
  }

  list(): { revision: number; downloads: Download[] } {
    return this.rows.shown()
  }

  /** A video that is on its way already is not asked for twice. */
  start(videos: readonly WantedDownload[]): void {
    const folder = this.deps.folder()
    for (const { accountId, uuid, title } of videos) {
      const isUnderWay = this.rows
        .all()
        .some((one) => one.accountId === accountId && one.uuid === uuid && one.state.name !== 'done')
      if (isUnderWay) continue
      this.rows.put({
        id: randomUUID(),
        ...{ accountId, uuid, title, folder },
        state: { name: 'waiting' },
        kind: null,
        address: null,
        fileName: null,
        totalBytes: null,
        estimatedBytes: null,
        safeBytes: 0,
        validator: null,
        addedAt: this.deps.clock.now(),
      })
    }
    this.fill()
  }

  async pause(ids: readonly string[]): Promise<void> {
    for (const record of this.chosen(ids, ['waiting', 'running'])) {
      this.rows.put({ ...record, state: { name: 'paused' } })
      await this.stop(record.id)
    }
    this.fill()
  }

  /** Those that failed are tried again, too. */
  resume(ids: readonly string[]): void {
    for (const record of this.chosen(ids, ['paused', 'failed'])) {
      this.attempts.delete(record.id)
      this.rows.put({ ...record, state: { name: 'waiting' } })
    }
    this.fill()
  }

  /** Takes rows from the list. What has not come whole goes from the disk; a whole file stays. */
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.stop(id)
      const record = this.rows.find(id)
      if (record === undefined) continue
      const isDone = record.state.name === 'done'
      this.rows.remove(id)
      if (!isDone && record.fileName !== null) await removePart(record.folder, record.fileName)
    }
    this.fill()
  }

  /** Where the file is; null: it is not whole yet. */
  pathOf(id: string): string | null {
    const record = this.rows.find(id)
    if (record?.state.name !== 'done' || record.fileName === null) return null
    return join(record.folder, record.fileName)
  }

  /** Before an account is removed: its rows go with it. */
  accountLeaves(accountId: string): Promise<void> {
    return this.remove(
      this.rows
        .all()
        .filter((one) => one.accountId === accountId)
        .map(({ id }) => id),
    )
  }

  async shutdown(): Promise<void> {
    this.isClosed = true
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    for (const cancel of this.notBefore.values()) cancel()
    this.rows.close()
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)))
  }

  private chosen(ids: readonly string[], states: readonly string[]): DownloadRecord[] {
    return ids.flatMap((id) => this.rows.find(id) ?? []).filter(({ state }) => states.includes(state.name))
  }

  private fill(): void {
    if (this.isClosed || !this.deps.connectivity.online) return
    for (const record of this.rows.all()) {
      if (this.running.size >= AT_ONCE) return
      const isFree = !this.running.has(record.id) && !this.notBefore.has(record.id)
      const account = this.deps.accounts.find(record.accountId)
      if (record.state.name === 'waiting' && isFree && account?.isSignedIn === true) this.begin(record)
    }
  }

  private begin(record: DownloadRecord): void {
    const control = new AbortController()
    this.rows.put({ ...record, state: { name: 'running' } })
    const ended = this.run(record.id, control.signal)
    this.running.set(record.id, { control, ended })
    void ended.then(() => {
      this.fill()
    })
  }

  private async run(id: string, signal: AbortSignal): Promise<void> {
    const record = this.rows.find(id)
    const account = record === undefined ? null : this.deps.accounts.find(record.accountId)
    if (record === undefined || account === null) return
    let before = record.safeBytes
    try {
      await transfer(record, {
        server: account.media,
        clock: this.deps.clock,
        signal,
        save: (change) => {
          this.rows.change(id, change)
        },
        arrived: (bytes) => {
          if (bytes > before) this.attempts.delete(id)
          before = bytes
          this.rows.arrived(id, bytes, () => this.running.keys())
        },
      })
      this.settle(id, null)
    } catch (error) {
      if (!signal.aborted) this.failed(id, error)
    } finally {
      this.running.delete(id)
      this.rows.rests(id)
    }
  }

  private failed(id: string, error: unknown): void {
    const outcome = verdict(error)
    const attempt = (this.attempts.get(id) ?? 0) + 1
    this.attempts.set(id, attempt)
    const mayGoOn = attempt <= MOST_ATTEMPTS
    if (outcome.kind === 'fail' || !mayGoOn || (outcome.kind === 'look-again' && attempt > 1)) {
      this.deps.log('a download failed', error)
      const code =
        outcome.kind === 'fail'
          ? outcome.code
          : outcome.kind === 'again'
            ? 'instance-unreachable'
            : 'not-found'
      this.settle(id, code)
      return
    }
    // The file may be elsewhere by now; what has come of it is worth nothing if it is another one, which its ETag says.
    if (outcome.kind === 'look-again') void this.forgetFile(id)
    const delayMs = outcome.kind === 'again' ? outcome.delayMs : 0
    const wait = delayMs ?? backoffMs(attempt, (this.deps.random ?? Math.random)())
    this.notBefore.set(
      id,
      this.deps.clock.schedule(wait, () => {
        this.notBefore.delete(id)
        this.fill()
      }),
    )
    this.rows.change(id, { state: { name: 'waiting' } })
  }

  private forgetFile(id: string): Promise<void> {
    const record = this.rows.find(id)
    if (record === undefined || record.fileName === null) return Promise.resolve()
    const { folder, fileName } = record
    this.rows.change(id, { address: null, fileName: null, totalBytes: null, safeBytes: 0, validator: null })
    return removePart(folder, fileName)
  }

  /** Null: it is whole. */
  private settle(id: string, code: ErrorCode | null): void {
    this.attempts.delete(id)
    this.rows.change(id, { state: code === null ? { name: 'done' } : { name: 'failed', error: code } })
  }

  private async stop(id: string): Promise<void> {
    this.notBefore.get(id)?.()
    this.notBefore.delete(id)
    const running = this.running.get(id)
    running?.control.abort(new AppError('cancelled', 'the download was stopped'))
    await running?.ended
  }
}
