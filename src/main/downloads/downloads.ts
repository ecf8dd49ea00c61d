import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { AppError, type ErrorCode } from '@shared/errors'
import type { Download, DownloadProgress } from '@shared/downloads/download'
import type { MediaAccounts } from '../media/ports'
import type { DownloadRecord } from '../storage/downloads-table'
import { backoffMs } from '../uploads/backoff'
import type { Clock, Connectivity } from '../uploads/ports'
import { verdict } from './failures'
import { removePart } from './part-file'
import { Speeds } from './speeds'
import { transfer } from './transfer'

export interface DownloadsTablePort {
  all(): DownloadRecord[]
  put(record: DownloadRecord): void
  remove(id: string): void
}

export interface DownloadsChange {
  revision: number
  upserts: Download[]
  removals: string[]
}

export interface DownloadsDeps {
  table: DownloadsTablePort
  accounts: MediaAccounts & {
    onChange(listener: (accountId: string) => void): () => void
  }
  connectivity: Connectivity
  clock: Clock
  random?: () => number
  /** Where new files go. */
  folder: () => string
  changed: (change: DownloadsChange) => void
  /** At most four times a second. */
  progressed: (batch: DownloadProgress[]) => void
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
const TELL_EVERY_MS = 250

interface Running {
  control: AbortController
  ended: Promise<void>
}

/** Files of videos on their way to this disk: a few at a time, the rest in the order in which they were asked for. */
export class Downloads {
  private readonly records = new Map<string, DownloadRecord>()
  private readonly running = new Map<string, Running>()
  private readonly attempts = new Map<string, number>()
  private readonly notBefore = new Map<string, () => void>()
  private readonly speeds: Speeds
  private readonly unsubscribe: (() => void)[] = []
  private cancelTelling: (() => void) | null = null
  private isClosed = false
  private revision = 0

  constructor(private readonly deps: DownloadsDeps) {
    this.speeds = new Speeds(deps.clock)
    for (const record of deps.table.all()) this.records.set(record.id, record)
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
    return { revision: this.revision, downloads: [...this.records.values()].map((one) => this.view(one)) }
  }

  /** A video that is on its way already is not asked for twice. */
  start(videos: readonly WantedDownload[]): void {
    const folder = this.deps.folder()
    for (const { accountId, uuid, title } of videos) {
      const isUnderWay = [...this.records.values()].some(
        (one) => one.accountId === accountId && one.uuid === uuid && one.state.name !== 'done',
      )
      if (isUnderWay) continue
      this.put({
        id: randomUUID(),
        ...{ accountId, uuid, title, folder },
        state: { name: 'waiting' },
        kind: null,
        address: null,
        fileName: null,
        totalBytes: null,
        safeBytes: 0,
        validator: null,
        addedAt: this.deps.clock.now(),
      })
    }
    this.fill()
  }

  async pause(ids: readonly string[]): Promise<void> {
    for (const record of this.chosen(ids, ['waiting', 'running'])) {
      this.put({ ...record, state: { name: 'paused' } })
      await this.stop(record.id)
    }
    this.fill()
  }

  /** Those that failed are tried again, too. */
  resume(ids: readonly string[]): void {
    for (const record of this.chosen(ids, ['paused', 'failed'])) {
      this.attempts.delete(record.id)
      this.put({ ...record, state: { name: 'waiting' } })
    }
    this.fill()
  }

  /** Takes rows from the list. What has not come whole goes from the disk; a whole file stays. */
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      await this.stop(id)
      const record = this.records.get(id)
      if (record === undefined) continue
      const isDone = record.state.name === 'done'
      this.deps.table.remove(id)
      this.records.delete(id)
      this.tell([], [id])
      if (!isDone && record.fileName !== null) await removePart(record.folder, record.fileName)
    }
    this.fill()
  }

  /** Where the file is; null: it is not whole yet. */
  pathOf(id: string): string | null {
    const record = this.records.get(id)
    if (record?.state.name !== 'done' || record.fileName === null) return null
    return join(record.folder, record.fileName)
  }

  /** Before an account is removed: its rows go with it. */
  accountLeaves(accountId: string): Promise<void> {
    return this.remove(
      [...this.records.values()].filter((one) => one.accountId === accountId).map(({ id }) => id),
    )
  }

  async shutdown(): Promise<void> {
    this.isClosed = true
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    for (const cancel of this.notBefore.values()) cancel()
    this.cancelTelling?.()
    await Promise.all([...this.running.keys()].map((id) => this.stop(id)))
  }

  private chosen(ids: readonly string[], states: readonly string[]): DownloadRecord[] {
    return ids.flatMap((id) => this.records.get(id) ?? []).filter(({ state }) => states.includes(state.name))
  }

  private fill(): void {
    if (this.isClosed || !this.deps.connectivity.online) return
    for (const record of this.records.values()) {
      if (this.running.size >= AT_ONCE) return
      const isFree = !this.running.has(record.id) && !this.notBefore.has(record.id)
      const account = this.deps.accounts.find(record.accountId)
      if (record.state.name === 'waiting' && isFree && account?.isSignedIn === true) this.begin(record)
    }
  }

  private begin(record: DownloadRecord): void {
    const control = new AbortController()
    this.put({ ...record, state: { name: 'running' } })
    const ended = this.run(record.id, control.signal)
    this.running.set(record.id, { control, ended })
    void ended.then(() => {
      this.fill()
    })
  }

  private async run(id: string, signal: AbortSignal): Promise<void> {
    const record = this.records.get(id)
    const account = record === undefined ? null : this.deps.accounts.find(record.accountId)
    if (record === undefined || account === null) return
    let before = record.safeBytes
    try {
      await transfer(record, {
        server: account.media,
        clock: this.deps.clock,
        signal,
        save: (change) => {
          this.change(id, change)
        },
        arrived: (bytes) => {
          if (bytes > before) this.attempts.delete(id)
          before = bytes
          this.speeds.arrived(id, bytes)
          this.tellSoon()
        },
      })
      this.settle(id, null)
    } catch (error) {
      if (!signal.aborted) this.failed(id, error)
    } finally {
      this.running.delete(id)
      this.speeds.forget(id)
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
    this.change(id, { state: { name: 'waiting' } })
  }

  private forgetFile(id: string): Promise<void> {
    const record = this.records.get(id)
    if (record === undefined || record.fileName === null) return Promise.resolve()
    const { folder, fileName } = record
    this.change(id, { address: null, fileName: null, totalBytes: null, safeBytes: 0, validator: null })
    return removePart(folder, fileName)
  }

  /** Null: it is whole. */
  private settle(id: string, code: ErrorCode | null): void {
    this.attempts.delete(id)
    this.change(id, { state: code === null ? { name: 'done' } : { name: 'failed', error: code } })
  }

  private async stop(id: string): Promise<void> {
    this.notBefore.get(id)?.()
    this.notBefore.delete(id)
    const running = this.running.get(id)
    running?.control.abort(new AppError('cancelled', 'the download was stopped'))
    await running?.ended
  }

  private change(id: string, change: Partial<DownloadRecord>): void {
    const record = this.records.get(id)
    if (record !== undefined) this.put({ ...record, ...change })
  }

  /** To the database first. */
  private put(record: DownloadRecord): void {
    this.deps.table.put(record)
    this.records.set(record.id, record)
    this.tell([this.view(record)], [])
  }

  private tell(upserts: Download[], removals: string[]): void {
    this.revision += 1
    this.deps.changed({ revision: this.revision, upserts, removals })
  }

  private tellSoon(): void {
    this.cancelTelling ??= this.deps.clock.schedule(TELL_EVERY_MS, () => {
      this.cancelTelling = null
      const batch = [...this.running.keys()].map((id) => ({
        id,
        ...this.speeds.of(id),
        totalBytes: this.records.get(id)?.totalBytes ?? null,
      }))
      this.deps.progressed(batch)
    })
  }

  private view(record: DownloadRecord): Download {
    const { id, accountId, uuid, title, kind, fileName, totalBytes, safeBytes, state, addedAt } = record
    const bytes = Math.max(safeBytes, this.speeds.of(id).bytes)
    return { id, accountId, uuid, title, kind, fileName, bytes, totalBytes, state, addedAt }
  }
}
