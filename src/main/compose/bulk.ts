import type { Accounts } from '../accounts'
import { createBulk, type Bulk } from '../library/bulk'
import type { Edits } from '../library/edits'
import type { Library } from '../library'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'
import { LibraryFields } from '../storage/library-fields'

export function composeBulk(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  library: Library,
  edits: Edits,
): Bulk {
  const { publisher, log, clock } = machine
  const fields = new LibraryFields(database)
  return createBulk({
    edits,
    library,
    fields,
    accounts: {
      all: () => accounts.directory.all(),
      find: (accountId) => accounts.directory.find(accountId),
      onChange: (listener) => accounts.directory.onChange(listener),
      knownChoices: (accountId) => accounts.knownChoices(accountId),
    },
    clock,
    ownersOf: (uuids) => fields.owners(uuids),
    accountName: (accountId) => accounts.nameOf(accountId),
    locale: () => machine.formatsLocale(),
    pickTable: () => machine.pickFile('table'),
    saveFile: (name) => machine.saveFile(name),
    changed: (batch) => {
      publisher.publish('library.batchChanged', batch)
    },
    log: (message, error) => {
      log.warn('library', message, error)
    },
  })
}
