import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SyncStatus } from '@shared/library/library'
import { createLibrary, type Library } from '../../src/main/library'
import type { LibraryAccount } from '../../src/main/library/ports'
import { openDatabase, type Database } from '../../src/main/storage/database'
import { FakeConnectivity } from './accounts'
import { FakeClock } from './fake-clock'
import { FakeLibraryServer } from './fake-library-server'
import { insertAccount } from './library-rows'

/** A library over real tables, with servers and a time that a test leads. */
export class LibraryOnFakes {
  readonly folder = mkdtempSync(join(tmpdir(), 'longshore-library-'))
  readonly database: Database = openDatabase(join(this.folder, 'longshore.db'))
  readonly clock = new FakeClock()
  readonly connectivity = new FakeConnectivity()
  readonly statuses: SyncStatus[] = []
  readonly troubles: unknown[] = []
  readonly library: Library
  private readonly accounts = new Map<string, LibraryAccount & { isSignedIn: boolean }>()

  constructor() {
    this.library = createLibrary({
      database: this.database,
      folder: this.folder,
      thread: undefined,
      accounts: {
        all: () => [...this.accounts.values()],
        find: (id) => this.accounts.get(id) ?? null,
        onChange: () => () => undefined,
      },
      connectivity: this.connectivity,
      clock: this.clock,
      changed: () => undefined,
      synced: (status) => this.statuses.push(status),
      isFollowed: () => false,
      missedUploads: () => [],
      workEnded: () => undefined,
      log: (_message, error) => this.troubles.push(error),
    })
  }

  /** Signed in, on an instance of its own. */
  addAccount(id: string): FakeLibraryServer {
    insertAccount(this.database, id, `https://${id}.example`)
    const library = new FakeLibraryServer()
    this.accounts.set(id, { id, isSignedIn: true, library })
    return library
  }

  async close(): Promise<void> {
    await this.library.shutdown()
    this.database.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
