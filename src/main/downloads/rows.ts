import type { Download, DownloadProgress } from '@shared/downloads/download'
import type { DownloadRecord } from '../storage/downloads-table'
import type { Clock } from '../uploads/ports'
import { Speeds } from './speeds'

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

export interface DownloadRowsDeps {
  table: DownloadsTablePort
  clock: Clock
  changed: (change: DownloadsChange) => void
  /** At most four times a second. */
  progressed: (batch: DownloadProgress[]) => void
}

const TELL_EVERY_MS = 250

/** What is known of each download: written to the database first, then told to the window. */
export class DownloadRows {
  private readonly records = new Map<string, DownloadRecord>()
  private readonly speeds: Speeds
  private cancelTelling: (() => void) | null = null
  private revision = 0

  constructor(private readonly deps: DownloadRowsDeps) {
    this.speeds = new Speeds(deps.clock)
    for (const record of deps.table.all()) this.records.set(record.id, record)
  }

  /** In the order in which they were asked for. */
  all(): DownloadRecord[] {
    return [...this.records.values()]
  }

  find(id: string): DownloadRecord | undefined {
    return this.records.get(id)
  }

  shown(): { revision: number; downloads: Download[] } {
    return { revision: this.revision, downloads: this.all().map((one) => this.view(one)) }
  }

  put(record: DownloadRecord): void {
    this.deps.table.put(record)
    this.records.set(record.id, record)
    this.tell([this.view(record)], [])
  }

  /** Passes over one that is gone. */
  change(id: string, change: Partial<DownloadRecord>): void {
    const record = this.records.get(id)
    if (record !== undefined) this.put({ ...record, ...change })
  }

  remove(id: string): void {
    this.deps.table.remove(id)
    this.records.delete(id)
    this.tell([], [id])
  }

  /** So many bytes are there, counted from the file's beginning; told together with those of `running`. */
  arrived(id: string, bytes: number, running: () => Iterable<string>): void {
    this.speeds.arrived(id, bytes)
    this.cancelTelling ??= this.deps.clock.schedule(TELL_EVERY_MS, () => {
      this.cancelTelling = null
      this.deps.progressed([...running()].map((one) => this.progressOf(one)))
    })
  }

  /** Its run is over. */
  rests(id: string): void {
    this.speeds.forget(id)
  }

  close(): void {
    this.cancelTelling?.()
  }

  private progressOf(id: string): DownloadProgress {
    return { id, ...this.speeds.of(id), totalBytes: this.records.get(id)?.totalBytes ?? null }
  }

  private tell(upserts: Download[], removals: string[]): void {
    this.revision += 1
    this.deps.changed({ revision: this.revision, upserts, removals })
  }

  private view(record: DownloadRecord): Download {
    const { id, accountId, uuid, title, kind, fileName, totalBytes, estimatedBytes } = record
    const { safeBytes, state, addedAt } = record
    const bytes = Math.max(safeBytes, this.speeds.of(id).bytes)
    return { id, accountId, uuid, title, kind, fileName, bytes, totalBytes, estimatedBytes, state, addedAt }
  }
}
