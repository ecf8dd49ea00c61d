import type { Accounts } from '../accounts'
import { Lists } from '../library/lists'
import { settingsForms } from '../live'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'
import { LiveDetailsTable } from '../storage/live-details-table'

export function composeLists(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  videosChanged: (accountId: string) => void,
): Lists {
  const { publisher, log, clock } = machine
  const { directory } = accounts
  const details = new LiveDetailsTable(database)
  return new Lists({
    ...machine,
    database,
    accounts: directory,
    liveForms: (signal) => settingsForms({ accounts: directory, clock, details }, signal),
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
