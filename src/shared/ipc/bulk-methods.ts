import { z } from 'zod'
import { batchSchema, librarySelectionSchema } from '../library/batch'
import { bulkEditSchema } from '../library/bulk'
import { EDIT_STATES, editSchema } from '../library/edit'
import { method } from './method'

const nothing = z.undefined()
const oneBatch = z.strictObject({ batchId: z.uuid() })
const begun = z.strictObject({ batchId: z.uuid() })

/** Methods that change many videos at once; part of the contract. Each plan is only shown until `library.runBatch`. */
export const bulkMethods = {
  /** Rejects with `pattern-invalid`, `list-changed`. The preview is made meanwhile: `library.batchChanged` tells. */
  'library.planEdit': method(
    z.strictObject({ selection: librarySelectionSchema, edit: bulkEditSchema, label: z.string().max(200) }),
    begun,
  ),
  /** Whether a regular expression can be read, as it is typed: the engine's words, or null. */
  'library.checkPattern': method(
    z.strictObject({
      find: z.string().min(1).max(1000),
      by: z.string().max(20_000),
      matchCase: z.boolean(),
    }),
    z.strictObject({ problem: z.string().nullable() }),
  ),
  'library.planDelete': method(
    z.strictObject({ selection: librarySelectionSchema, label: z.string().max(200) }),
    begun,
  ),
  /** Opens a picker for a table (CSV or JSON); null: closed. What is wrong with the table comes as the batch's error. */
  'library.importTable': method(z.strictObject({}), begun.nullable()),
  /** Opens a save dialog; null: closed. Resolves when the table stands on the disk. Rejects with `list-changed`, `disk-full`. */
  'library.exportTable': method(
    z.strictObject({ selection: librarySelectionSchema, format: z.enum(['csv', 'json']) }),
    z.strictObject({ count: z.int() }).nullable(),
  ),
  /** The newest fifty. */
  'library.batches': method(z.strictObject({}), z.array(batchSchema)),
  /** In the order of the plan, with their values. Empty states: all. */
  'library.batchEdits': method(
    z.strictObject({
      batchId: z.uuid(),
      states: z.array(z.enum(EDIT_STATES)).max(EDIT_STATES.length),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({ total: z.int(), edits: z.array(editSchema) }),
  ),
  /** Sends what is planned; what is refused stays behind. Rejects with `not-allowed-now` while the preview is made. */
  'library.runBatch': method(oneBatch, nothing),
  'library.pauseBatch': method(oneBatch, nothing),
  'library.resumeBatch': method(oneBatch, nothing),
  /** What failed waits again. */
  'library.retryBatch': method(oneBatch, nothing),
  /** A plan goes; of one that runs, what was not sent is taken back. */
  'library.discardBatch': method(oneBatch, nothing),
  /** What was done is put back, as a batch of its own that runs at once; null: nothing can be. */
  'library.undoBatch': method(oneBatch, begun.nullable()),
} as const
