import { AppError } from '@shared/errors'
import type { Draft } from '@shared/uploads/draft'
import { nextTurn } from '../intake/turns'
import type { AttachmentFile, AttachmentsTable } from '../storage/attachments-table'
import type { DraftRow, DraftsTable } from '../storage/drafts-table'
import type { OwnFiles } from './own-files'

const BATCH = 500

export interface EditPorts {
  drafts: DraftsTable
  attachments: AttachmentsTable
  ownFiles: OwnFiles
  /** All of `work` is on the disk afterwards, or nothing. */
  transaction<T>(work: () => T): T
  /** Rows that changed, after their commit: the engine sends what differs, the window shows it. */
  touched(ids: readonly string[]): void
  /** Epoch milliseconds. */
  now(): number
  warn(message: string, error: unknown): void
}

/** What becomes of one draft. */
export interface Edit {
  draft: Draft
  /** A file that the new draft refers to. */
  attach?: AttachmentFile
}

export type EditableRow = DraftRow & { draft: Draft }

/** The one door through which drafts change: rows, columns, attachments and files go together. */
export interface Edits {
  /**
   * Changes the drafts with these ids, at most 500 in one transaction; `edit` answers null to leave one as it is. Throws
   * `not-found` when none of them is there, `not-allowed-now` when none can be edited (cancelled, or unreadable).
   */
  change(ids: readonly string[], edit: (row: EditableRow) => Edit | null): Promise<void>
  /** A row that can be edited; throws as `change` does. */
  editable(id: string): EditableRow
  /** When every change that was asked for so far is done. Never rejects. */
  settled(): Promise<void>
}

export function createEdits(ports: EditPorts): Edits {
  // One after the other: an edit that came later wins on every row.
  let last: Promise<unknown> = Promise.resolve()

  async function changeAll(ids: readonly string[], edit: (row: EditableRow) => Edit | null): Promise<void> {
    let found = 0
    let edited = 0
    for (let start = 0; start < ids.length; start += BATCH) {
      if (start > 0) await nextTurn()
      const outcome = ports.transaction(() => changeSome(ports, ids.slice(start, start + BATCH), edit))
      found += outcome.found
      edited += outcome.editable
      if (outcome.changed.length > 0) ports.touched(outcome.changed)
      await removeFiles(ports, outcome.forgotten)
    }
    if (found === 0) throw new AppError('not-found', 'no such upload')
    if (edited === 0) throw new AppError('not-allowed-now', 'this draft can not be edited')
  }

  return {
    change(ids, edit) {
      const done = last.then(() => changeAll(ids, edit))
      last = done.catch(() => undefined)
      return done
    },
    editable(id) {
      const row = ports.drafts.find(id)
      if (row === null) throw new AppError('not-found', 'no such upload')
      if (!isEditable(row)) throw new AppError('not-allowed-now', 'this draft can not be edited')
      return row
    },
    async settled() {
      for (let seen: unknown = null; seen !== last;) {
        seen = last
        await last
      }
    },
  }
}

interface Outcome {
  found: number
  editable: number
  changed: string[]
  forgotten: AttachmentFile[]
}

function changeSome(
  ports: EditPorts,
  ids: readonly string[],
  edit: (row: EditableRow) => Edit | null,
): Outcome {
  const rows = ports.drafts.findMany(ids)
  const editable = rows.filter(isEditable)
  const outcome: Outcome = { found: rows.length, editable: editable.length, changed: [], forgotten: [] }
  for (const row of editable) {
    const change = edit(row)
    if (change === null) continue
    if (change.attach !== undefined) ports.attachments.insert(row.id, change.attach)
    ports.drafts.write(row.id, change.draft, thumbnailVersion(row, change.draft, ports.now()))
    if (attachmentIds(row.draft).join() !== attachmentIds(change.draft).join()) {
      outcome.forgotten.push(...ports.attachments.keepOnly(row.id, attachmentIds(change.draft)))
    }
    outcome.changed.push(row.id)
  }
  return outcome
}

function isEditable(row: DraftRow): row is EditableRow {
  return row.draft !== null && row.stateName !== 'cancelled'
}

function attachmentIds({ thumbnail, captions }: Draft): string[] {
  return [...(thumbnail === null ? [] : [thumbnail.file.id]), ...captions.map(({ file }) => file.id)]
}

/** Never a number that the page has seen with another picture, even when the clock was set back. */
function thumbnailVersion(row: EditableRow, { thumbnail }: Draft, now: number): number | null {
  if (thumbnail?.file.id === row.draft.thumbnail?.file.id) return row.thumbnailVersion
  return thumbnail === null ? null : Math.max(now, (row.thumbnailVersion ?? 0) + 1)
}

async function removeFiles(ports: EditPorts, files: readonly AttachmentFile[]): Promise<void> {
  for (const { path, isOwn } of files) {
    if (!isOwn) continue
    // What stays is swept at the next start: no reason to tell the person that an edit failed.
    await ports.ownFiles
      .remove(path)
      .catch((error: unknown) => ports.warn('a file of a draft could not be deleted', error))
  }
}
