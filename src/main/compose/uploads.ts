import { unlink } from 'node:fs/promises'
import type { Accounts } from '../accounts'
import { createProblemsOf } from '../drafts/problems'
import type { Library } from '../library'
import type { Machine } from '../machine'
import type { SettingsStore } from '../settings/settings'
import { createAttachmentsTable } from '../storage/attachments-table'
import type { Database } from '../storage/database'
import { createDraftsTable } from '../storage/drafts-table'
import type { StorageHealth } from '../storage/health'
import { NotesTable } from '../storage/notes-table'
import { ReceiptsTable } from '../storage/receipts-table'
import type { UploadsTable } from '../storage/uploads-table'
import { type Uploads, createUploads } from '../uploads'

const FILES_GO_AFTER_MS = 1000

export function composeUploads(
  machine: Machine,
  database: Database,
  store: UploadsTable,
  settings: SettingsStore,
  accounts: Accounts,
  library: Library,
  storage: StorageHealth,
): Uploads {
  const { clock, publisher, log } = machine
  const attachments = createAttachmentsTable(database)
  const drafts = createDraftsTable(database, () => clock.now())
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
    onArrived: (accountId) => void accounts.refreshQuota(accountId),
    onPublished: (row) => {
      // Nobody can see it yet; it is told when it is opened.
      if (!row.isHeldBack) machine.onPublished(row)
      void accounts.refreshQuota(row.accountId)
      if (row.state.name === 'published') library.published(row.accountId, row.state.video.uuid)
    },
    onStepsSent: ({ accountId, state }) => {
      // Until it is published nothing was read of it.
      if (state.name === 'published') library.published(accountId, state.video.uuid)
    },
    onNeedsAttention: (row) => {
      machine.onNeedsAttention(row)
      // A video that is there although its upload failed is one of the library: it may be deleted from there.
      if (row.state.name === 'failed' && row.state.video !== null)
        library.published(row.accountId, row.state.video.uuid)
    },
    onStorageTrouble: (error) => {
      log.error('uploads', 'the database takes no change', error)
      storage.failed(error)
    },
    log: (message, error) => {
      log.warn('uploads', message, error)
    },
  })
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
