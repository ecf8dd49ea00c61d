import { z } from 'zod'
import { receiptSchema, uploadRowSchema } from '../uploads/upload'
import { method } from './method'

const nothing = z.undefined()
const accountId = z.uuid()
const uploadIds = z.array(z.uuid()).max(100_000)

/** Methods of files on their way: found, in the queue, and sent; part of the contract. */
export const uploadMethods = {
  /** Called by the preload alone, which turns dropped and pasted files into paths. */
  'intake.addPaths': method(
    z.strictObject({
      accountId,
      paths: z.array(z.string().min(1).max(32_768)).min(1).max(20_000),
      /** Names of what was dropped along and has no path, as a picture out of a browser. */
      withoutPath: z.array(z.string().max(1024)).max(20_000),
    }),
    z.strictObject({ intakeId: z.uuid() }),
  ),
  /** Opens the system's picker; null: the person closed it. */
  'intake.pick': method(
    z.strictObject({ accountId, kind: z.enum(['files', 'folder']) }),
    z.strictObject({ intakeId: z.uuid() }).nullable(),
  ),
  /** Adds what that drop left out because it was sent before. */
  'intake.addAgain': method(z.strictObject({ intakeId: z.uuid() }), z.strictObject({ intakeId: z.uuid() })),
  'intake.cancel': method(z.strictObject({ intakeId: z.uuid() }), nothing),

  /** A page of the queue in its order; `after` is the last position of the page before. */
  'uploads.rows': method(
    z.strictObject({ after: z.number().nullable(), limit: z.int().min(1).max(1000) }),
    z.strictObject({ revision: z.int(), total: z.int(), rows: z.array(uploadRowSchema) }),
  ),
  /** Drafts with problems stay drafts; their ids come back. */
  'uploads.submit': method(z.strictObject({ ids: uploadIds }), z.strictObject({ refused: uploadIds })),
  /** Each of these passes over rows whose state does not allow it. */
  'uploads.pause': method(z.strictObject({ ids: uploadIds }), nothing),
  'uploads.resume': method(z.strictObject({ ids: uploadIds }), nothing),
  'uploads.retry': method(z.strictObject({ ids: uploadIds }), nothing),
  'uploads.cancel': method(z.strictObject({ ids: uploadIds }), nothing),
  /**
   * Deletes the videos that came of cancelled uploads: each becomes a change that waits. To keep one is to retry its row.
   * Rejects with what keeps the app from reading a video that it has to know first.
   */
  'uploads.discard': method(z.strictObject({ ids: uploadIds }), nothing),
  /** Takes rows from the list: drafts, cancelled, failed and published ones. */
  'uploads.remove': method(z.strictObject({ ids: uploadIds }), nothing),
  /** Moves rows, in their order, before another one, or to the end. */
  'uploads.move': method(z.strictObject({ ids: uploadIds, before: z.uuid().nullable() }), nothing),
  /** Asks for the file of a row that lost it; false: closed. */
  'uploads.locateFile': method(z.strictObject({ id: z.uuid() }), z.boolean()),

  'receipts.list': method(
    z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.strictObject({ total: z.int(), receipts: z.array(receiptSchema) }),
  ),
  /** Opens a save dialog; null ids: all. Answers how many it wrote; null: closed. */
  'receipts.export': method(
    z.strictObject({ ids: uploadIds.nullable() }),
    z.strictObject({ count: z.int() }).nullable(),
  ),
} as const
