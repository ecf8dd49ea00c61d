import { type Accounts, createAccounts } from './accounts'
import { composeCaptions } from './captions'
import { composeBulk } from './compose/bulk'
import { composeChanges } from './compose/changes'
import { composeDownloads } from './compose/downloads'
import { composeDrafts } from './compose/drafts'
import { composeDiscard } from './compose/discard'
import { composeEdits } from './compose/edits'
import { composeLibrary } from './compose/library'
import { composeLists } from './compose/lists'
import { composeLives } from './compose/lives'
import { composeReplaceFile } from './compose/replace-file'
import { composeUploads } from './compose/uploads'
import type { Downloads } from './downloads'
import { type LocalFiles, createLocalFiles } from './drafts/local-files'
import type { Intake } from './intake/intake'
import type { Handlers } from './ipc/handlers'
import { accountHandlers } from './ipc/handlers/accounts'
import { captionsHandlers } from './ipc/handlers/captions'
import { changesHandlers } from './ipc/handlers/changes'
import { channelHandlers } from './ipc/handlers/channels'
import { downloadsHandlers } from './ipc/handlers/downloads'
import { createDraftsHandlers } from './ipc/handlers/drafts'
import { formHandlers } from './ipc/handlers/forms'
import { createIntakeHandlers } from './ipc/handlers/intake'
import { libraryHandlers } from './ipc/handlers/library'
import { bulkHandlers } from './ipc/handlers/library-bulk'
import { libraryEditHandlers } from './ipc/handlers/library-edits'
import { liveHandlers } from './ipc/handlers/live'
import { playlistHandlers } from './ipc/handlers/playlists'
import { createReceiptsHandlers } from './ipc/handlers/receipts'
import { createSettingsHandlers } from './ipc/handlers/settings'
import { uploadHandlers } from './ipc/handlers/uploads'
import type { Library } from './library'
import type { Edits } from './library/edits'
import type { Lists } from './library/lists'
import type { Lives } from './live'
import type { Machine } from './machine'
import { RemoteVideos } from './media/remote-videos'
import { Bandwidth } from './peertube/bandwidth'
import { createReceipts } from './receipts/receipts'
import { type SettingsStore, createSettings } from './settings/settings'
import { createAttachmentsTable } from './storage/attachments-table'
import { databaseFileIn, openDatabase } from './storage/database'
import { createDraftsTable } from './storage/drafts-table'
import { FormDraftsTable } from './storage/form-drafts-table'
import { StorageHealth, writeProbe } from './storage/health'
import { createReceiptsReader } from './storage/receipts-reader'
import { createSettingsTable } from './storage/settings-table'
import { UploadsTable } from './storage/uploads-table'
import type { Uploads } from './uploads'

/** The handlers that need nothing of Electron; `app.…` is the shell's. */
export type CoreHandlers = Omit<Handlers, `app.${string}`>

export interface Longshore {
  readonly handlers: CoreHandlers
  readonly settings: SettingsStore
  readonly accounts: Accounts
  readonly uploads: Uploads
  readonly intake: Intake
  readonly library: Library
  readonly edits: Edits
  readonly lists: Lists
  readonly lives: Lives
  readonly localFiles: LocalFiles
  /** Videos of the library, for the window's player. */
  readonly remoteVideos: RemoteVideos
  readonly downloads: Downloads
  readonly storage: StorageHealth
  /** Picks up where the last run ended. */
  startUp(): Promise<void>
  /** Stops what runs and waits until it is written down. */
  shutdown(): Promise<void>
}

/** Builds every part and connects them. Nothing runs before `startUp`. Throws `database-newer`. */
export function createLongshore(machine: Machine): Longshore {
  const { clock, publisher, log } = machine
  const database = openDatabase(databaseFileIn(machine.folder))
  const settingsTable = createSettingsTable(database)
  const settings = createSettings(settingsTable, (changed) => {
    publisher.publish('settings.changed', changed)
  })
  const bandwidth = new Bandwidth(clock, settings.get().bandwidthLimit)
  settings.onChange(({ bandwidthLimit }) => {
    bandwidth.setLimit(bandwidthLimit)
  })

  const accounts = createAccounts({
    ...machine,
    database,
    bandwidth,
    onChanged: (change) => {
      publisher.publish('accounts.changed', change)
    },
    beforeRemove: async (accountId) => {
      await downloads.downloads.accountLeaves(accountId)
      await uploads.accountLeaves(accountId)
      await edits.accountLeaves(accountId)
      await lists.cancelSync(accountId)
      await library.accountLeaves(accountId)
    },
  })
  const lists = composeLists(machine, database, accounts, (accountId) => {
    library.sync(accountId)
  })
  const uploadsTable = new UploadsTable(database, () => clock.now())
  const library = composeLibrary(machine, database, accounts, uploadsTable, lists)
  const edits = composeEdits(machine, database, accounts, library, lists)
  const changes = composeChanges(machine, edits, lists)
  const bulk = composeBulk(machine, database, accounts, library, edits)
  const storage = new StorageHealth({
    probe: writeProbe(database),
    clock,
    onChanged: (trouble) => {
      publisher.publish('storage.changed', { trouble })
    },
  })
  const uploads = composeUploads(machine, database, uploadsTable, settings, accounts, library, storage)
  const remoteVideos = new RemoteVideos({
    accounts: accounts.directory,
    now: () => clock.now(),
    log: (message, error) => {
      log.warn('media', message, error)
    },
  })
  const captions = composeCaptions({ ...machine, database, accounts, library, edits })
  const downloads = composeDownloads(machine, database, accounts, library)
  const { drafts, intake } = composeDrafts(machine, database, accounts, uploads)
  const replaceFile = composeReplaceFile(machine, database, accounts, uploads)
  const lives = composeLives(machine, database, accounts, library)
  const receipts = createReceipts({
    reader: createReceiptsReader(database),
    saveFile: (name) => machine.saveFile(name),
    appVersion: machine.version,
    now: () => clock.now(),
  })

  return {
    settings,
    accounts,
    uploads,
    intake,
    library,
    remoteVideos,
    edits,
    lists,
    downloads: downloads.downloads,
    lives,
    storage,
    localFiles: createLocalFiles(
      createDraftsTable(database, () => clock.now()),
      createAttachmentsTable(database),
    ),
    handlers: {
      ...accountHandlers(accounts),
      ...uploadHandlers({
        uploads,
        pickFile: (name) => machine.locateFile(name),
        discard: composeDiscard({ accounts, uploads, library, edits }),
      }),
      ...createDraftsHandlers(drafts),
      ...libraryHandlers(library, lists, replaceFile, remoteVideos),
      ...channelHandlers(lists),
      ...playlistHandlers(lists),
      ...formHandlers(new FormDraftsTable(database), () => clock.now()),
      ...libraryEditHandlers(edits),
      ...changesHandlers(changes, lists.formOutbox),
      ...bulkHandlers(bulk),
      ...liveHandlers(lives, lists.formOutbox),
      ...createIntakeHandlers({ intake, pickVideos: (kind) => machine.pickVideos(kind) }),
      ...captionsHandlers(captions),
      ...downloadsHandlers(downloads),
      ...createReceiptsHandlers(receipts),
      ...createSettingsHandlers(settings),
    },
    async startUp() {
      await drafts.sweep().catch((error: unknown) => {
        log.warn('drafts', 'old pictures could not be deleted', error)
      })
      await accounts.startUp()
      uploads.startUp()
      library.startUp()
      downloads.downloads.startUp()
      lists.startUp()
      await edits.startUp()
      await bulk.batches.startUp()
    },
    async shutdown() {
      remoteVideos.close()
      captions.close()
      await downloads.downloads.shutdown()
      await intake.close()
      await lists.shutdown()
      await bulk.batches.shutdown()
      await edits.shutdown()
      changes.close()
      await lives.shutdown()
      await library.shutdown()
      await uploads.shutdown()
      await drafts.settled()
      accounts.close()
      storage.stop()
      database.close()
    },
  }
}
