import { createAttachmentsTable } from '../../src/main/storage/attachments-table'
import { openDatabase } from '../../src/main/storage/database'
import { NotesTable } from '../../src/main/storage/notes-table'
import { ReceiptsTable } from '../../src/main/storage/receipts-table'
import { UploadsTable } from '../../src/main/storage/uploads-table'
import { createUploads } from '../../src/main/uploads'
import { hasherInPlace } from '../../src/main/uploads/hasher'
import { FakeConnectivity } from '../support/accounts'
import { demoAccount } from '../support/engine-account'
import { FakeAccounts, FakeSettings, quickClock } from '../support/engine-parts'

/**
 * The engine alone in a process that is there to be killed: it works through the queue of a database and says
 * `done` when nothing is left to do. Arguments: database, URL of the demo instance, account id, bytes per second.
 */
async function main(): Promise<void> {
  const [file = '', url = '', accountId = '', limit = ''] = process.argv.slice(2)
  const users = { demo: { username: 'demo', password: 'demo-password' } }
  const database = openDatabase(file)
  const store = new UploadsTable(database)
  const attachments = createAttachmentsTable(database)
  const account = await demoAccount({ url, users }, accountId)
  account.bandwidth.setLimit(limit === '' ? null : Number(limit))
  const accounts = new FakeAccounts()
  accounts.add(account)
  const settings = new FakeSettings()
  settings.set({ parallelPerAccount: 3 })
  const tellWhenDone = (): void => {
    if (store.idsInState(['queued', 'uploading', 'finishing', 'processing', 'blocked', 'failed']).length > 0)
      return
    if (store.idsToFollow().length === 0) process.stdout.write('done\n')
  }
  const uploads = createUploads({
    store,
    accounts,
    settings,
    notes: new NotesTable(database),
    receipts: new ReceiptsTable(database),
    connectivity: new FakeConnectivity(),
    clock: quickClock,
    hasher: hasherInPlace,
    problemsOf: () => [],
    attachment: (id) => attachments.findAny(id),
    releaseFiles: () => undefined,
    publish: { changed: tellWhenDone, progressed: () => undefined, receiptsChanged: tellWhenDone },
    onArrived: () => undefined,
    onPublished: () => undefined,
    onStepsSent: () => undefined,
    onNeedsAttention: () => undefined,
    onStorageTrouble: (error) => {
      process.stderr.write(`${String(error)}\n`)
    },
    log: (message, error) => {
      process.stderr.write(`${message} ${String(error)}\n`)
    },
  })
  process.stdout.write('up\n')
  uploads.startUp()
  tellWhenDone()
}

void main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
