import type { Accounts } from '../accounts'
import { createDownloads } from '../downloads'
import type { Library } from '../library'
import type { Machine } from '../machine'
import type { Database } from '../storage/database'
import { DownloadsTable } from '../storage/downloads-table'
import { createSettingsTable } from '../storage/settings-table'

export function composeDownloads(machine: Machine, database: Database, accounts: Accounts, library: Library) {
  const { clock, connectivity, publisher, log } = machine
  return createDownloads({
    clock,
    connectivity,
    table: new DownloadsTable(database),
    settings: createSettingsTable(database),
    accounts: accounts.directory,
    usualFolder: () => machine.downloadsFolder(),
    pickFolder: () => machine.pickFolder(),
    titleOf: async (accountId, uuid) => (await library.video(accountId, uuid)).name,
    changed: (change) => {
      publisher.publish('downloads.changed', change)
    },
    progressed: (batch) => {
      publisher.publish('downloads.progressed', batch)
    },
    log: (message, error) => {
      log.warn('downloads', message, error)
    },
  })
}
