import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createAccounts,
  MemoryVault,
  type Accounts,
  type AccountsChange,
  type AccountsDeps,
} from '../../src/main/accounts'
import { Bandwidth } from '../../src/main/peertube/bandwidth'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { systemClock } from '../../src/main/system/clock'
import type { Connectivity } from '../../src/main/uploads/ports'

/** A network that is there, until a test says otherwise. */
export class FakeConnectivity implements Connectivity {
  online = true
  private readonly listeners = new Set<(online: boolean) => void>()

  onChange(listener: (online: boolean) => void): () => void {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  set(online: boolean): void {
    this.online = online
    for (const listener of this.listeners) listener(online)
  }
}

export interface TestAccounts {
  accounts: Accounts
  vault: MemoryVault
  database: Database
  connectivity: FakeConnectivity
  /** What the window was told. */
  changes: AccountsChange[]
  /** The app ends and starts again over the same database and secure store. */
  restart(): TestAccounts
  close(): void
}

interface Kept {
  folder: string
  vault: MemoryVault
}

/** Accounts with everything real but the secure store, over a database in a temporary folder. */
export function createTestAccounts(
  overrides: Partial<AccountsDeps> = {},
  kept: Kept = { folder: mkdtempSync(join(tmpdir(), 'longshore-accounts-')), vault: new MemoryVault() },
): TestAccounts {
  const database = openDatabase(join(kept.folder, 'longshore.db'))
  const changes: AccountsChange[] = []
  const connectivity = new FakeConnectivity()
  const accounts = createAccounts({
    database,
    vault: kept.vault,
    clock: systemClock,
    connectivity,
    bandwidth: new Bandwidth(systemClock),
    userAgent: 'Longshore/0.0.0 (test)',
    onChanged: (change) => changes.push(change),
    openExternalLogin: () => Promise.reject(new Error('no external login in this test')),
    startDemo: () => Promise.reject(new Error('no demo instance in this test')),
    log: { warn: () => undefined },
    ...overrides,
  })
  const end = (): void => {
    accounts.close()
    database.close()
  }
  return {
    accounts,
    vault: kept.vault,
    database,
    connectivity,
    changes,
    restart: () => {
      end()
      return createTestAccounts(overrides, kept)
    },
    close: () => {
      end()
      rmSync(kept.folder, { recursive: true, force: true })
    },
  }
}
