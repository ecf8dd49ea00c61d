import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { EventName, EventPayload } from '@shared/ipc/contract'
import type { Publisher } from '../../src/main/ipc/handlers'
import { openDatabase, type Database } from '../../src/main/storage/database'
import type { Clock } from '../../src/main/uploads/ports'

export const ACCOUNT_ID = '11111111-1111-4111-8111-111111111111'
export const OTHER_ACCOUNT_ID = '22222222-2222-4222-8222-222222222222'

/** A profile folder with a real database and two accounts, and a folder for a person's files. */
export interface QueueProfile {
  folder: string
  database: Database
  /** Writes a file under the person's folder and returns its path. */
  file(name: string, content: string | Uint8Array): string
  files: string
  remove(): void
}

export function createQueueProfile(): QueueProfile {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'))
  const files = join(folder, 'files')
  mkdirSync(files)
  const database = openDatabase(join(folder, 'longshore.db'))
  const insert = database.prepare(
    "INSERT INTO accounts VALUES (?, 'https://tube.example', 'Tube', '6.3.0', ?, ?, 'signed-in', 'memory', 0, NULL, 0)",
  )
  insert.run(ACCOUNT_ID, 'ada', 'Ada')
  insert.run(OTHER_ACCOUNT_ID, 'bob', 'Bob')
  return {
    folder,
    files,
    database,
    file(name, content) {
      const path = join(files, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    remove() {
      database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Remembers what was told. */
export class RecordingPublisher implements Publisher {
  private readonly told: { name: EventName; payload: unknown }[] = []

  publish<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    this.told.push({ name, payload })
  }

  all<Name extends EventName>(name: Name): EventPayload<Name>[] {
    return this.told
      .filter((event) => event.name === name)
      .map(({ payload }) => payload as EventPayload<Name>)
  }
}

/** Time stands still, unless a test moves it. */
export class StillClock implements Clock {
  constructor(private at = Date.UTC(2026, 0, 15)) {}

  move(ms: number): void {
    this.at += ms
  }

  now(): number {
    return this.at
  }

  monotonic(): number {
    return this.at
  }

  schedule(): () => void {
    return () => undefined
  }
}
