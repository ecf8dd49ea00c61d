import type { Accounts } from '../accounts'
import { type Library, createLibrary } from '../library'
import type { Lists } from '../library/lists'
import type { Machine } from '../machine'
import { type Database, databaseFileIn } from '../storage/database'
import type { UploadsTable } from '../storage/uploads-table'

export function composeLibrary(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  uploads: UploadsTable,
  lists: Lists,
): Library {
  const { publisher, log, libraryProgram: program } = machine
  return createLibrary({
    ...machine,
    database,
    otherPictureOf: (accountId, key) => lists.pictureOf(accountId, key),
    thread: program === undefined ? undefined : { program, databaseFile: databaseFileIn(machine.folder) },
    accounts: accounts.directory,
    changed: (revision) => {
      publisher.publish('library.changed', { revision })
    },
    synced: (status) => {
      publisher.publish('library.synced', status)
    },
    isFollowed: (accountId, uuid) => uploads.isFollowed(accountId, uuid),
    missedUploads: (accountId, since) => uploads.missedByLibrary(accountId, since),
    workEnded: (work) => {
      publisher.publish('library.workEnded', work)
      machine.onWorkEnded(work)
    },
    log: (message, error) => {
      log.warn('library', message, error)
    },
  })
}
