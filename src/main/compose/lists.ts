import type { Accounts } from '../accounts'
import { Lists } from '../library/lists'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'

export function composeLists(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  videosChanged: (accountId: string) => void,
): Lists {
  const { publisher, log } = machine
  return new Lists({
    ...machine,
    database,
    accounts: accounts.directory,
    changed: (revision) => {
      publisher.publish('lists.changed', { revision })
    },
    synced: (status) => {
      publisher.publish('lists.synced', status)
    },
    videosChanged,
    log: (message, error) => {
      log.warn('lists', message, error)
    },
  })
}
