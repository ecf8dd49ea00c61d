import { z } from 'zod'
import { editCountsSchema } from './edit'
import { libraryFilterSchema, librarySortSchema } from './library'

/** Chosen videos: places in a list that the window has not read whole, and videos whose place is not known any more. */
export const librarySelectionSchema = z.strictObject({
  filter: libraryFilterSchema,
  sort: librarySortSchema,
  /** Places from the first to the last one, both in it. */
  spans: z.array(z.strictObject({ from: z.int().min(0), to: z.int().min(0) })).max(10_000),
  /** How many there were in the list: when it changed since, places mean other videos. */
  total: z.int().min(0),
  videos: z.array(z.strictObject({ accountId: z.uuid(), uuid: z.string().max(100) })).max(100_000),
})

export type LibrarySelection = z.infer<typeof librarySelectionSchema>

/** What a batch of edits came from. */
export const BATCH_KINDS = ['edit', 'import', 'delete', 'undo'] as const

/** Why a row of a table is not taken. */
const LEFT_OUT = [
  'stranger', // its video is in no account's library
  'twice', // an earlier row is about the same video
  'no-lists', // what its account's instance offers was never read
] as const

/** What an imported table said beside its changes. */
export const importReportSchema = z.strictObject({
  fileName: z.string(),
  /** What the numbers of rows count. */
  places: z.enum(['lines', 'records']).default('lines'),
  /** Rows of the table, and how many of them change nothing. */
  rows: z.int(),
  unchanged: z.int(),
  unknownColumns: z.array(z.string()),
  /** Rows that are not taken, by their reason: how many there are, and the first hundred. */
  leftOut: z.array(
    z.strictObject({
      reason: z.enum(LEFT_OUT),
      count: z.int(),
      rows: z.array(
        z.strictObject({
          line: z.int(),
          uuid: z.string(),
          /** Of the earlier row about the same video; null: there is none. */
          firstLine: z.int().nullable(),
        }),
      ),
    }),
  ),
})

export type ImportReport = z.infer<typeof importReportSchema>

/** Many edits that are looked at, run, stopped and undone together. */
export const batchSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(BATCH_KINDS),
  /** Of an edit its changes in codes, of an import the name of its file, of an undo what it undoes; else empty. */
  label: z.string(),
  /** `planning`: only shown so far, and never sent before the person says so. */
  state: z.enum(['planning', 'running', 'paused']),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  counts: editCountsSchema,
  /** Of those that are not done: how many were sent in part and can be undone. */
  partly: z.int(),
  /**
   * While the preview is being made: how many videos were looked at, for how many of them their instance was asked, and
   * of how many (null: not known yet).
   */
  progress: z.strictObject({ read: z.int(), asked: z.int(), total: z.int().nullable() }).nullable(),
  /** Changes of the preview that no undo brings back whole (see `undo-losses`); 0 after a restart. */
  lossy: z.int(),
  /** An error code (`errors.<code>`) when the preview could not be made whole. */
  error: z
    .strictObject({
      code: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    })
    .nullable(),
  report: importReportSchema.nullable(),
})

export type Batch = z.infer<typeof batchSchema>

/** The label of a batch that undoes this one: in whatever language it is read, its name is that of what it undoes. */
export function undoLabel({ kind, label }: { kind: string; label: string }): string {
  return label === '' ? kind : `${kind} ${label}`
}

/** What is undone; null: it does not say, as in batches of earlier versions. */
export function undoneOf(label: string): Pick<Batch, 'kind' | 'label'> | null {
  const [name = '', ...rest] = label.split(' ')
  const kind = BATCH_KINDS.find((known) => known === name)
  return kind === undefined ? null : { kind, label: rest.join(' ') }
}
