import { join } from 'node:path'
import type { Accounts } from '../accounts'
import { captionReader } from '../captions'
import { createDrafts } from '../drafts/drafts'
import { createLastChannels } from '../drafts/last-channel'
import { createIntake } from '../intake/intake'
import { newDraft } from '../intake/new-draft'
import type { Machine } from '../machine'
import { createAttachmentsTable } from '../storage/attachments-table'
import { type Database, inTransaction } from '../storage/database'
import { createDraftsTable } from '../storage/drafts-table'
import { createIntakeTable } from '../storage/intake-table'
import { createSettingsTable } from '../storage/settings-table'
import { UploadCaptionsTable } from '../storage/upload-captions-table'
import type { Uploads } from '../uploads'

export function composeDrafts(machine: Machine, database: Database, accounts: Accounts, uploads: Uploads) {
  const { clock, publisher, log } = machine
  const lastChannels = createLastChannels(createSettingsTable(database))
  const drafts = createDrafts({
    drafts: createDraftsTable(database, () => clock.now()),
    attachments: createAttachmentsTable(database),
    captionWork: new UploadCaptionsTable(database),
    readCaptions: captionReader(machine),
    lastChannels,
    attachmentsFolder: join(machine.folder, 'attachments'),
    transaction: (work) => inTransaction(database, work),
    limitsOf: (accountId) => accounts.limits(accountId),
    startOf: (accountId, channelId) => {
      const defaults = channelId === null ? null : accounts.channelDefaults(accountId, channelId)
      return newDraft('', { channelId, defaults }, accounts.knownChoices(accountId)?.limits ?? {})
    },
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
