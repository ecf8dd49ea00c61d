import type { Accounts } from '../accounts'
import type { Library } from '../library'
import { Lives } from '../live'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'
import { LiveDetailsTable } from '../storage/live-details-table'

export function composeLives(
  machine: Machine,
  database: Database,
  accounts: Accounts,
  library: Library,
): Lives {
  const { publisher, log } = machine
  return new Lives({
    ...machine,
    accounts: accounts.directory,
    details: new LiveDetailsTable(database),
    library,
    saveFile: (name) => machine.saveFile(name, 'obs-service'),
    copyText: (text) => machine.copyText(text),
    status: (status) => {
      publisher.publish('live.status', status)
    },
    log: (message, error) => {
      log.warn('live', message, error)
    },
  })
}
