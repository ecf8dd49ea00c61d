import { basename } from 'node:path'
import type { AccountChoices } from '@shared/accounts/choices'
import type { Batch, LibrarySelection } from '@shared/library/batch'
import type { BulkEdit } from '@shared/library/bulk'
import type { Clock } from '../../uploads/ports'
import type { CopiedVideo, LibraryFields } from '../../storage/library-fields'
import type { Edits } from '../edits'
import type { EditAccounts } from '../edits/ports'
import { withWaiting } from '../edits/with-waiting'
import type { Library } from '../library'
import type { VideoKey } from '../reader'
import { Batches } from './batches'
import { exportTable } from './export-table'
import { importSource } from './import-source'
import { Planner } from './planner'
import { deleteSource, editSource } from './sources'

export { patternProblem } from './replace'

export interface CreateBulkDeps {
  edits: Pick<Edits, 'store' | 'batches' | 'staging' | 'outbox' | 'passwords' | 'onChange'>
  library: Pick<Library, 'keys' | 'peek' | 'readFields'>
  fields: LibraryFields
  accounts: EditAccounts
  clock: Clock
  ownersOf: (uuids: readonly string[]) => Map<string, string>
  /** `name@host`, as people know it. */
  accountName: (accountId: string) => string
  /** Of the system's formats. */
  locale: () => string
  /** Asks for a table; null: closed. */
  pickTable: () => Promise<string | null>
  /** Asks where to, with a name to start from; null: closed. */
  saveFile: (name: string) => Promise<string | null>
  changed: (batch: Batch) => void
  log: (message: string, error: unknown) => void
}

/** Changes of many videos at once, and tables of them. */
export interface Bulk {
  readonly batches: Batches
  planEdit(selection: LibrarySelection, edit: BulkEdit, label: string): Promise<string>
  planDelete(selection: LibrarySelection, label: string): Promise<string>
  /** Null: the picker was closed. */
  importTable(): Promise<string | null>
  /** How many videos are in it; null: the dialog was closed. */
  exportTable(selection: LibrarySelection, format: 'csv' | 'json'): Promise<number | null>
}

export function createBulk(deps: CreateBulkDeps): Bulk {
  const { edits, library, fields, clock, accounts } = deps
  const choicesOf = (accountId: string): AccountChoices | null => accounts.knownChoices(accountId)
  const planner = new Planner({
    store: edits.store,
    fields,
    accounts,
    readFields: (accountId, uuid, wanted, signal) => library.readFields(accountId, uuid, wanted, signal),
    passwords: (accountId, uuid, signal) => edits.passwords(accountId, uuid, 'background', signal),
    now: () => clock.now(),
  })
  const batches = new Batches({
    ...deps,
    store: edits.store,
    batches: edits.batches,
    outbox: edits.outbox,
    planner,
    staging: edits.staging,
  })
  edits.onChange(() => {
    batches.editsChanged()
  })
  const chosen = (selection: LibrarySelection): Promise<VideoKey[]> => library.keys(selection)
  return {
    batches,
    planEdit: async (selection, edit, label) =>
      batches.plan('edit', label, await editSource(await chosen(selection), edit)),
    planDelete: async (selection, label) =>
      batches.plan('delete', label, deleteSource(await chosen(selection))),
    async importTable() {
      const path = await deps.pickTable()
      if (path === null) return null
      const source = importSource(path, { ownersOf: deps.ownersOf, choicesOf })
      return batches.plan('import', basename(path), source)
    },
    async exportTable(selection, format) {
      const videos = await chosen(selection)
      const today = new Date(clock.now()).toISOString().slice(0, 10)
      const path = await deps.saveFile(`longshore-videos-${today}.${format}`)
      if (path === null) return null
      const row = (accountId: string, uuid: string) => library.peek(accountId, uuid)
      const { accountName, locale } = deps
      const find = (accountId: string, uuid: string): CopiedVideo | null => {
        const video = fields.find(accountId, uuid)
        return video && withWaiting(edits.store.table, video)
      }
      return exportTable(path, videos, format, { find, row, choicesOf, accountName, locale })
    },
  }
}
