import type { Accounts } from '../accounts'
import { captionReader } from '../captions'
import type { Library } from '../library'
import { type Edits, createEdits } from '../library/edits'
import type { Lists } from '../library/lists'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'

export function composeEdits(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  library: Library,
  lists: Lists,
): Edits {
  const { publisher, log } = machine
  const { directory } = accounts
  return createEdits({
    ...machine,
    readCaptions: captionReader(machine),
    database,
    accounts: {
      all: () => directory.all(),
      find: (accountId) => directory.find(accountId),
      onChange: (listener) => directory.onChange(listener),
      knownChoices: (accountId) => accounts.knownChoices(accountId),
    },
    copy: {
      refresh: (accountId, uuid) => library.refresh(accountId, uuid),
      take: (accountId, video, apart) => {
        library.takeEdited(accountId, video, apart)
      },
      remove: (accountId, uuid) => {
        library.removed(accountId, uuid)
        // If it was a live, its settings may wait.
        lists.formOutbox.targetWasDeleted({ of: 'live', accountId, target: uuid })
      },
      rowsChanged: () => {
        library.rowsChanged()
      },
      captionText: (accountId, uuid, language) => library.captionFile(accountId, uuid, language),
    },
    changed: (revision, counts) => {
      publisher.publish('library.outboxChanged', { revision, counts })
    },
    log: (message, error) => {
      log.warn('edits', message, error)
    },
  })
}
