import { join } from 'node:path'
import type { EditCounts, EditParts } from '@shared/library/edit'
import { filesOf } from '@shared/library/edit-changes'
import type { CaptionReader } from '../../captions/reading-thread'
import { BatchesTable } from '../../storage/batches-table'
import { CaptionCopiesTable } from '../../storage/caption-copies-table'
import { inTransaction, type Database } from '../../storage/database'
import { EditsTable } from '../../storage/edits-table'
import { LibraryFields } from '../../storage/library-fields'
import type { Clock, Connectivity } from '../../uploads/ports'
import { Announcer } from '../announcer'
import { BatchStore } from './batch-store'
import { CaptionEdits } from './caption-edits'
import { Dispatcher } from './dispatcher'
import { EditMaker } from './edit-maker'
import { Editor } from './editor'
import { Edits } from './edits'
import { KeptFiles } from '../kept-files'
import { Held } from './held'
import { Outbox } from './outbox'
import type { EditAccounts, EditedCopy } from './ports'
import { Sender } from './sender'
import { Staging } from './staging'
import { EditStore } from './store'

export type { Edits } from './edits'

export interface CreateEditsDeps {
  database: Database
  /** The profile's folder. */
  folder: string
  accounts: EditAccounts
  copy: EditedCopy
  connectivity: Connectivity
  clock: Clock
  pickFile: (kind: 'picture' | 'caption') => Promise<string | null>
  readCaptions: CaptionReader
  /** At most four times a second. */
  changed: (revision: number, counts: EditCounts) => void
  log: (message: string, error: unknown) => void
}

const TELL_EVERY_MS = 250

/** Nothing happens before `startUp`. */
export function createEdits({ database, folder, changed, ...deps }: CreateEditsDeps): Edits {
  const { clock, copy, log } = deps
  const table = new EditsTable(database)
  const batchesTable = new BatchesTable(database)
  const listeners = new Set<() => void>()
  const announcer = new Announcer(clock, TELL_EVERY_MS, (revision) => {
    changed(revision, table.counts({ accountId: null, batchId: null }))
    for (const listener of listeners) listener()
  })
  const now = (): number => clock.now()
  const store = new EditStore({
    table,
    now,
    transaction: (work) => inTransaction(database, work),
    changed: (areRowsOther) => {
      announcer.changed()
      if (areRowsOther) copy.rowsChanged()
    },
  })
  const batches = new BatchStore({
    table: batchesTable,
    now,
    changed: () => {
      announcer.changed()
    },
  })
  const files = new KeptFiles({ folder: join(folder, 'edits'), clock, log })
  const copies = new CaptionCopiesTable(database)
  const fields = new LibraryFields(database)
  const held = new Held({ ...deps, store, copy: fields, files, now })
  const editor = new Editor({ ...deps, held, store, files })
  const release = (before: EditParts, after: EditParts | null): void => {
    held.release(before, after)
  }
  const wake = (): void => {
    dispatcher.wake()
  }
  const staging = new Staging({ store, batches, wake, log })
  const maker = new EditMaker({ store, batches, staging, release, wake })
  const outbox = new Outbox({
    store,
    maker,
    copy: fields,
    release,
    wake,
    insist: () => {
      dispatcher.insist()
    },
  })
  const sender = new Sender({ ...deps, store, files, copies, now, random: Math.random })
  const dispatcher = new Dispatcher({ ...deps, store, batches, sender })
  const captions = new CaptionEdits({
    held,
    store,
    files,
    limits: (accountId) => editor.limits(accountId),
    wake,
  })
  const edits = new Edits({
    ...deps,
    captions,
    store,
    batches,
    held,
    editor,
    outbox,
    staging,
    dispatcher,
    files,
    announcer,
    listeners,
    sweepFiles: () => files.sweep(table.withFiles().flatMap(({ parts }) => filesOf(parts))),
    log,
  })
  return edits
}
