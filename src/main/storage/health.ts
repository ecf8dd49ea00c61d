import { AppError } from '@shared/errors'
import type { StorageTrouble } from '@shared/storage'
import type { Clock } from '../uploads/ports'
import { inTransaction, type Database } from './database'

const LOOK_AGAIN_MS = 5000

export interface StorageHealthDeps {
  /** Writes something that changes nothing; throws while the disk takes nothing. */
  probe: () => void
  clock: Clock
  onChanged: (trouble: StorageTrouble | null) => void
}

/** Whether the database takes what is written: says when it does not, and looks again until it does. */
export class StorageHealth {
  private current: StorageTrouble | null = null
  private cancel: (() => void) | null = null

  constructor(private readonly deps: StorageHealthDeps) {}

  get trouble(): StorageTrouble | null {
    return this.current
  }

  failed(error: unknown): void {
    this.become(error instanceof AppError && error.code === 'disk-full' ? 'disk-full' : 'unwritable')
    this.cancel ??= this.deps.clock.schedule(LOOK_AGAIN_MS, () => {
      this.look()
    })
  }

  stop(): void {
    this.cancel?.()
    this.cancel = null
  }

  private look(): void {
    this.cancel = null
    try {
      this.deps.probe()
      this.become(null)
    } catch {
      this.cancel = this.deps.clock.schedule(LOOK_AGAIN_MS, () => {
        this.look()
      })
    }
  }

  private become(trouble: StorageTrouble | null): void {
    if (this.current === trouble) return
    this.current = trouble
    this.deps.onChanged(trouble)
  }
}

/** Writes the schema's number anew: a page of its own, and nothing is another afterwards. */
export function writeProbe(database: Database): () => void {
  return () => {
    inTransaction(database, () => {
      const { user_version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
      database.exec(`PRAGMA user_version = ${String(user_version)}`)
    })
  }
}
