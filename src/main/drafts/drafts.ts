import { basename } from 'node:path'
import type { InstanceLimits } from '@shared/accounts/choices'
import { AppError, type ErrorCode } from '@shared/errors'
import type { Draft, DraftPatch, MergedDraft } from '@shared/uploads/draft'
import { extensionOf } from '@shared/uploads/file-names'
import { applyPatch, asMerged, mergeInto, sameValue } from '@shared/uploads/merge-drafts'
import { FALLBACK_LIMITS } from '../intake/fallback-limits'
import { nextTurn } from '../intake/turns'
import type { CaptionReader } from '../captions/reading-thread'
import type { AttachmentsTable } from '../storage/attachments-table'
import type { DraftsTable } from '../storage/drafts-table'
import type { UploadCaptionsTable } from '../storage/upload-captions-table'
import { createCaptionWork, type CaptionWork } from './caption-work'
import { inOtherChannel } from './channel-change'
import { createCaptions, type Captions } from './captions'
import { createEdits, type EditableRow } from './edits'
import type { LastChannels } from './last-channel'
import { createOwnFiles } from './own-files'
import { createThumbnails, type Thumbnails } from './thumbnails'

const READ_AT_ONCE = 500

/** Errors that say nothing about the file. */
const OWN_TROUBLE: readonly ErrorCode[] = ['not-found', 'disk-full']

export interface DraftsPorts {
  drafts: DraftsTable
  attachments: AttachmentsTable
  captionWork: UploadCaptionsTable
  readCaptions: CaptionReader
  lastChannels: LastChannels
  /** Where the app keeps frames, and copies of what was picked. */
  attachmentsFolder: string
  transaction<T>(work: () => T): T
  limitsOf(accountId: string): Promise<InstanceLimits>
  /** A new draft of that channel, as the intake would make it. */
  startOf(accountId: string, channelId: number | null): Draft
  pickFile(kind: 'picture' | 'caption'): Promise<string | null>
  touched(ids: readonly string[]): void
  /** Epoch milliseconds. */
  now(): number
  warn(message: string, error: unknown): void
}

export interface Drafts extends Pick<Thumbnails, 'setFrame'>, Pick<Captions, 'setLanguage'> {
  /** Captions in the editor. */
  readonly captionWork: CaptionWork
  merged(ids: readonly string[]): Promise<MergedDraft>
  update(ids: readonly string[], patch: DraftPatch): Promise<void>
  /** False: the picker was closed. */
  pickThumbnail(ids: readonly string[]): Promise<boolean>
  clearThumbnail(ids: readonly string[]): Promise<void>
  pickCaption(id: string, language: string | null): Promise<boolean>
  removeCaption(id: string, language: string): Promise<void>
  /** Adds captions and a picture; answers the names of what was not taken. */
  attachPaths(id: string, paths: readonly string[]): Promise<string[]>
  /** Deletes files of ours that no row refers to; at start, before the first edit. */
  sweep(): Promise<void>
  /** When every edit that was asked for is on the disk, or failed; before the database is closed. */
  settled(): Promise<void>
}

export function createDrafts(ports: DraftsPorts): Drafts {
  const ownFiles = createOwnFiles(ports.attachmentsFolder, (path) => ports.attachments.isReferred(path))
  const edits = createEdits({ ...ports, ownFiles })
  const limitsOf = (accountId: string): Promise<InstanceLimits> =>
    ports.limitsOf(accountId).catch(() => FALLBACK_LIMITS)
  const thumbnails = createThumbnails({ edits, ownFiles, limitsOf })
  const { captionWork: work } = ports
  const captions = createCaptions({ edits, ownFiles, work, limitsOf })
  const captionWork = createCaptionWork({ ...ports, edits, ownFiles, work, limitsOf })

  return {
    captionWork,
    setFrame: (id, jpeg, frameAt) => thumbnails.setFrame(id, jpeg, frameAt),
    setLanguage: (id, from, to) => captions.setLanguage(id, from, to),
    clearThumbnail: (ids) => thumbnails.clear(ids),
    removeCaption: (id, language) => captions.remove(id, language),
    merged: (ids) => mergeRows(ports.drafts, ids),
    async update(ids, patch) {
      const accountIds = new Set<string>()
      await edits.change(ids, (row) => {
        const { draft } = row
        accountIds.add(row.accountId)
        const next = applyPatch(asOfChannel(row, patch.channelId, ports), patch)
        return sameValue(draft, next) ? null : { draft: next }
      })
      if (typeof patch.channelId === 'number') ports.lastChannels.set(accountIds, patch.channelId)
    },
    async pickThumbnail(ids) {
      const path = await ports.pickFile('picture')
      if (path === null) return false
      await thumbnails.setPicture(
        ids,
        ports.drafts.findMany(ids).map(({ accountId }) => accountId),
        path,
      )
      return true
    },
    async pickCaption(id, language) {
      const path = await ports.pickFile('caption')
      if (path === null) return false
      await captions.add(id, path, language)
      return true
    },
    async attachPaths(id, paths) {
      const { accountId } = edits.editable(id)
      const { captionExtensions } = await limitsOf(accountId)
      return refusedOf(paths, async (path) => {
        const isCaption = captionExtensions.includes(extensionOf(basename(path)))
        await (isCaption ? captions.add(id, path, null) : thumbnails.setPicture([id], [accountId], path))
      })
    },
    async sweep() {
      await ownFiles.sweep(ports.attachments.ownPaths())
    },
    settled: () => edits.settled(),
  }
}

/** Of what is not on its way yet: the defaults of the channel that it goes to, in place of those of its own. */
function asOfChannel(
  { draft, accountId, stateName }: EditableRow,
  channelId: number | null | undefined,
  { startOf }: Pick<DraftsPorts, 'startOf'>,
): Draft {
  if (stateName !== 'draft' || typeof channelId !== 'number' || channelId === draft.channelId) return draft
  return inOtherChannel(draft, startOf(accountId, draft.channelId), startOf(accountId, channelId))
}

/** Names of the files that were refused for what they are; any other failure is thrown. */
async function refusedOf(
  paths: readonly string[],
  attach: (path: string) => Promise<void>,
): Promise<string[]> {
  const refused: string[] = []
  for (const path of paths) {
    try {
      await attach(path)
    } catch (error) {
      if (!(error instanceof AppError) || OWN_TROUBLE.includes(error.code)) throw error
      refused.push(basename(path))
    }
  }
  return refused
}

async function mergeRows(table: DraftsTable, ids: readonly string[]): Promise<MergedDraft> {
  let merged: MergedDraft | null = null
  for (let start = 0; start < ids.length; start += READ_AT_ONCE) {
    if (start > 0) await nextTurn()
    for (const { draft } of table.findMany(ids.slice(start, start + READ_AT_ONCE))) {
      if (draft !== null) merged = merged === null ? asMerged(draft) : mergeInto(merged, draft)
    }
  }
  if (merged === null) throw new AppError('not-found', 'no such upload')
  return merged
}
