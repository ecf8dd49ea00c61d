import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { EndedWork } from '@shared/library/work'
import type { UploadRow } from '@shared/uploads/upload'
import { createAccounts, type Accounts, type AccountsDeps, type TokenVault } from './accounts'
import { composeCaptions } from './captions'
import { createDownloads, type Downloads } from './downloads'
import { createDrafts } from './drafts/drafts'
import { createLastChannels } from './drafts/last-channel'
import { createLocalFiles, type LocalFiles } from './drafts/local-files'
import { createProblemsOf } from './drafts/problems'
import { createIntake, type Intake } from './intake/intake'
import type { Handlers, Publisher } from './ipc/handlers'
import { accountHandlers } from './ipc/handlers/accounts'
import { captionsHandlers } from './ipc/handlers/captions'
import { downloadsHandlers } from './ipc/handlers/downloads'
import { channelHandlers } from './ipc/handlers/channels'
import { createDraftsHandlers } from './ipc/handlers/drafts'
import { formHandlers } from './ipc/handlers/forms'
import { createIntakeHandlers } from './ipc/handlers/intake'
import { libraryHandlers } from './ipc/handlers/library'
import { playlistHandlers } from './ipc/handlers/playlists'
import { bulkHandlers } from './ipc/handlers/library-bulk'
import { libraryEditHandlers } from './ipc/handlers/library-edits'
import { liveHandlers } from './ipc/handlers/live'
import { createReceiptsHandlers } from './ipc/handlers/receipts'
import { createSettingsHandlers } from './ipc/handlers/settings'
import { uploadHandlers } from './ipc/handlers/uploads'
import { createLibrary, type Library } from './library'
import { Lists } from './library/lists'
import { RemoteVideos } from './media/remote-videos'
import { createEdits, type Edits } from './library/edits'
import { composeBulk } from './compose/bulk'
import { Lives } from './live'
import { Bandwidth } from './peertube/bandwidth'
import { createReceipts } from './receipts/receipts'
import { createSettings, type SettingsStore } from './settings/settings'
import { createAttachmentsTable } from './storage/attachments-table'
import { inTransaction, openDatabase, type Database } from './storage/database'
import { DownloadsTable } from './storage/downloads-table'
import { createDraftsTable } from './storage/drafts-table'
import { FormDraftsTable } from './storage/form-drafts-table'
import { createIntakeTable } from './storage/intake-table'
import { LiveDetailsTable } from './storage/live-details-table'
import { NotesTable } from './storage/notes-table'
import { createReceiptsReader } from './storage/receipts-reader'
import { ReceiptsTable } from './storage/receipts-table'
import { createSettingsTable } from './storage/settings-table'
import { UploadsTable } from './storage/uploads-table'
import type { Logger } from './system/logger'
import { createUploads, type Uploads } from './uploads'
import type { Hasher } from './uploads/hasher'
import type { Clock, Connectivity } from './uploads/ports'

/** What a save dialog is about. */
export type SavedFile = 'file' | 'obs-service'

/** All that the app needs of the machine it runs on; everything behind it runs in plain Node as well. */
export interface Machine {
  /** The profile's folder: database, pictures of ours, log. */
  folder: string
  version: string
  userAgent: string
  vault: TokenVault
  clock: Clock
  connectivity: Connectivity
  hasher: Hasher
  /** The built `library-worker`; left out: the library is searched in the caller's thread. */
  libraryProgram?: string
  /** The built `captions-worker`; left out: caption files are read in the caller's thread. */
  captionsProgram?: string
  publisher: Publisher
  log: Logger
  openExternalLogin: AccountsDeps['openExternalLogin']
  startDemo: AccountsDeps['startDemo']
  pickVideos(kind: 'files' | 'folder'): Promise<string[] | null>
  pickFile(kind: 'picture' | 'caption' | 'table'): Promise<string | null>
  locateFile(name: string): Promise<string | null>
  pickCaptions(many: boolean): Promise<string[] | null>
  pickFolder(): Promise<string | null>
  /** The system's own folder for downloads. */
  downloadsFolder(): string
  saveFile(name: string, what?: SavedFile): Promise<string | null>
  copyText(text: string): void | Promise<void>
  onPublished(row: UploadRow): void
  onNeedsAttention(row: UploadRow): void
  onWorkEnded(work: EndedWork): void
}

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
  readonly lives: Lives
  readonly localFiles: LocalFiles
  /** Videos of the library, for the window's player. */
  readonly remoteVideos: RemoteVideos
  readonly downloads: Downloads
  /** Picks up where the last run ended. */
  startUp(): Promise<void>
  /** Stops what runs and waits until it is written down. */
  shutdown(): Promise<void>
}

const FILES_GO_AFTER_MS = 1000

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
  const uploadsTable = new UploadsTable(database)
  const library = composeLibrary(machine, database, accounts, uploadsTable, lists)
  const edits = composeEdits(machine, database, accounts, library)
  const bulk = composeBulk(machine, database, accounts, library, edits)
  const uploads = composeUploads(machine, database, uploadsTable, settings, accounts, library)
  const remoteVideos = new RemoteVideos({
    accounts: accounts.directory,
    now: () => clock.now(),
    log: (message, error) => {
      log.warn('media', message, error)
    },
  })
  const captions = composeCaptions({ ...machine, database, accounts, library })
  const downloads = composeDownloads(machine, database, accounts, library)
  const { drafts, intake } = composeDrafts(machine, database, accounts, uploads)
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
    downloads: downloads.downloads,
    lives,
    localFiles: createLocalFiles(createDraftsTable(database), createAttachmentsTable(database)),
    handlers: {
      ...accountHandlers(accounts),
      ...uploadHandlers({ uploads, pickFile: (name) => machine.locateFile(name) }),
      ...createDraftsHandlers(drafts),
      ...libraryHandlers(library, lists),
      ...channelHandlers(lists),
      ...playlistHandlers(lists),
      ...formHandlers(new FormDraftsTable(database), () => clock.now()),
      ...libraryEditHandlers(edits),
      ...bulkHandlers(bulk),
      ...liveHandlers(lives),
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
      await lives.shutdown()
      await library.shutdown()
      await uploads.shutdown()
      await drafts.settled()
      accounts.close()
      database.close()
    },
  }
}

function databaseFileIn(folder: string): string {
  return join(folder, 'longshore.db')
}

function composeUploads(
  machine: Machine,
  database: Database,
  store: UploadsTable,
  settings: SettingsStore,
  accounts: Accounts,
  library: Library,
): Uploads {
  const { clock, publisher, log } = machine
  const attachments = createAttachmentsTable(database)
  const drafts = createDraftsTable(database)
  const problemsOf = createProblemsOf({
    limitsOf: (accountId) => accounts.knownChoices(accountId)?.limits ?? null,
    quotaOf: (accountId) => accounts.knownQuota(accountId),
    waitingBytes: (accountId) => drafts.waitingBytes(accountId),
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
  })
  return createUploads({
    ...machine,
    store,
    receipts: new ReceiptsTable(database),
    notes: new NotesTable(database),
    accounts: accounts.directory,
    settings,
    problemsOf,
    attachment: (id) => attachments.findAny(id),
    releaseFiles: (ids) => {
      releaseFiles(machine, attachments.ownPathsOf(ids), () => attachments.ownPaths())
    },
    publish: {
      changed: (changes) => {
        publisher.publish('uploads.changed', changes)
      },
      progressed: (batch) => {
        publisher.publish('uploads.progressed', batch)
      },
      receiptsChanged: () => {
        publisher.publish('receipts.changed', {})
      },
    },
    onPublished: (row) => {
      machine.onPublished(row)
      void accounts.refreshQuota(row.accountId)
      if (row.state.name === 'published') library.published(row.accountId, row.state.video.uuid)
    },
    onStorageTrouble: (error) => {
      log.error('uploads', 'the database takes no change', error)
    },
    log: (message, error) => {
      log.warn('uploads', message, error)
    },
  })
}

function composeLists(
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

function composeLibrary(
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
    workEnded: (work) => {
      publisher.publish('library.workEnded', work)
      machine.onWorkEnded(work)
    },
    log: (message, error) => {
      log.warn('library', message, error)
    },
  })
}

function composeEdits(machine: Machine, database: Database, accounts: Accounts, library: Library): Edits {
  const { publisher, log } = machine
  const { directory } = accounts
  return createEdits({
    ...machine,
    database,
    accounts: {
      all: () => directory.all(),
      find: (accountId) => directory.find(accountId),
      onChange: (listener) => directory.onChange(listener),
      knownChoices: (accountId) => accounts.knownChoices(accountId),
    },
    copy: {
      refresh: (accountId, uuid) => library.refresh(accountId, uuid),
      take: (accountId, video, chapters) => {
        library.takeEdited(accountId, video, chapters)
      },
      remove: (accountId, uuid) => {
        library.removed(accountId, uuid)
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

function composeDownloads(machine: Machine, database: Database, accounts: Accounts, library: Library) {
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

function composeLives(machine: Machine, database: Database, accounts: Accounts, library: Library): Lives {
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

function composeDrafts(machine: Machine, database: Database, accounts: Accounts, uploads: Uploads) {
  const { clock, publisher, log } = machine
  const lastChannels = createLastChannels(createSettingsTable(database))
  const drafts = createDrafts({
    drafts: createDraftsTable(database),
    attachments: createAttachmentsTable(database),
    lastChannels,
    attachmentsFolder: join(machine.folder, 'attachments'),
    transaction: (work) => inTransaction(database, work),
    limitsOf: (accountId) => accounts.limits(accountId),
    pickFile: (kind) => machine.pickFile(kind),
    touched: (ids) => {
      uploads.touched(ids)
    },
    now: () => clock.now(),
    warn: (message, error) => {
      log.warn('drafts', message, error)
    },
  })
  const intake = createIntake({
    table: createIntakeTable(database),
    clock,
    progressed: (progress) => {
      publisher.publish('intake.progressed', progress)
    },
    limitsOf: (accountId) => accounts.limits(accountId),
    channelsOf: (accountId) => accounts.knownChoices(accountId)?.channels ?? [],
    lastChannelOf: (accountId) => lastChannels.get(accountId),
    channelDefaultsOf: (accountId, channelId) => accounts.channelDefaults(accountId, channelId),
    quotaOf: (accountId) => accounts.knownQuota(accountId),
    touched: (ids) => {
      uploads.added(ids)
    },
    warn: (message, error) => {
      log.warn('intake', message, error)
    },
  })
  return { drafts, intake }
}

/** Deletes pictures of ours once their rows are gone: not before, so that a row never points at nothing. */
function releaseFiles(machine: Machine, paths: readonly string[], stillReferred: () => Set<string>): void {
  if (paths.length === 0) return
  machine.clock.schedule(FILES_GO_AFTER_MS, () => {
    const referred = stillReferred()
    for (const path of paths) {
      if (referred.has(path)) continue
      unlink(path).catch((error: unknown) => {
        machine.log.warn('drafts', 'a picture could not be deleted', error)
      })
    }
  })
}
