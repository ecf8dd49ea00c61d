import { join } from 'node:path'
import type { SyncStatus } from '@shared/library/library'
import type { EndedWork } from '@shared/library/work'
import { inTransaction, type Database } from '../storage/database'
import { LibraryPicturesTable } from '../storage/library-pictures-table'
import { LibrarySchedulesTable } from '../storage/library-schedules-table'
import { LibrarySearchTexts } from '../storage/library-search-texts'
import { LibrarySyncsTable } from '../storage/library-syncs-table'
import { LibraryTable } from '../storage/library-table'
import { LibraryWorkTable } from '../storage/library-work-table'
import { createSettingsTable } from '../storage/settings-table'
import type { Clock, Connectivity } from '../uploads/ports'
import { foldEarlier } from './fold-earlier'
import { Library, type MissedUploads } from './library'
import { Pictures } from './pictures'
import type { LibraryAccounts } from './ports'
import { queriesInPlace } from './queries'
import { QueryThread } from './query-thread'
import { LibraryReader } from './reader'
import { SavedFilters } from './saved-filters'
import { ScheduleWatch } from './schedule-watch'
import type { SyncStore } from './sync'
import { WorkWatch } from './work-watch'

export type { Library } from './library'

export interface CreateLibraryDeps {
  database: Database
  /** The profile's folder. */
  folder: string
  /** The built `library-worker`, which answers in a thread of its own; undefined: the caller's thread does. */
  thread: { program: string; databaseFile: string } | undefined
  /** Where a picture is that is none of a video of the library; null: nowhere. */
  otherPictureOf?: (accountId: string, key: string) => { address: string; version: string } | null
  accounts: LibraryAccounts
  connectivity: Connectivity
  clock: Clock
  changed: (revision: number) => void
  synced: (status: SyncStatus) => void
  /** Whether the queue of uploads follows a video, and tells of it by itself. */
  isFollowed: (accountId: string, uuid: string) => boolean
  missedUploads: MissedUploads
  workEnded: (work: EndedWork) => void
  log: (message: string, error: unknown) => void
}

/** Nothing happens before `startUp`. */
export function createLibrary({
  database,
  folder,
  thread,
  otherPictureOf,
  ...deps
}: CreateLibraryDeps): Library {
  const table = new LibraryTable(database)
  const settings = createSettingsTable(database)
  const { clock, log } = deps
  const transaction = <T>(work: () => T): T => inTransaction(database, work)
  const pictures = new Pictures({
    folder: join(folder, 'pictures'),
    table: new LibraryPicturesTable(database),
    pictureOf: (accountId, key) => table.picture(accountId, key) ?? otherPictureOf?.(accountId, key) ?? null,
    clock,
    log,
  })
  return new Library({
    ...deps,
    table,
    pictures,
    savedFilters: new SavedFilters(settings),
    foldEarlier: (signal) =>
      foldEarlier({ texts: new LibrarySearchTexts(database), settings, transaction, signal }),
    syncs: createSyncStore(database, table, clock),
    queries:
      thread === undefined
        ? queriesInPlace(new LibraryReader(database))
        : new QueryThread(thread.program, thread.databaseFile),
    createWork: (lookAt) =>
      new WorkWatch({
        clock,
        table: new LibraryWorkTable(database),
        transaction,
        askable: () => askable(deps),
        lookAt,
        isFollowed: deps.isFollowed,
        ended: deps.workEnded,
      }),
    createSchedules: (read) =>
      new ScheduleWatch({
        clock,
        table: new LibrarySchedulesTable(database),
        askable: () => askable(deps),
        read,
      }),
    transaction,
  })
}

function askable({ accounts, connectivity }: Pick<CreateLibraryDeps, 'accounts' | 'connectivity'>): string[] {
  const signedIn = accounts.all().filter(({ isSignedIn }) => isSignedIn)
  return connectivity.online ? signedIn.map(({ id }) => id) : []
}

/** Rows and the place where the next page begins go to the disk together, or not at all. */
export function createSyncStore(database: Database, table: LibraryTable, clock: Clock): SyncStore {
  const syncs = new LibrarySyncsTable(database)
  return {
    find: (accountId) => syncs.find(accountId),
    put: (record) => {
      syncs.put(record)
    },
    take: (record, videos) =>
      inTransaction(database, () => {
        syncs.put(record)
        return table.takePage(record.accountId, videos, record.pass, clock.now())
      }),
    meet: (record, uuids) => {
      inTransaction(database, () => {
        table.meetPage(record.accountId, uuids, record.pass)
      })
    },
    hasSeen: (accountId, pass, uuid) => table.hasSeen(accountId, pass, uuid),
    removeUnseen: (accountId, pass) => inTransaction(database, () => table.removeUnseen(accountId, pass)),
  }
}
