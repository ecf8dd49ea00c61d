import { z } from 'zod'
import {
  batchFileSchema,
  captionKeySchema,
  captionListSchema,
  captionPendingSchema,
  openedCaptionsSchema,
  readCaptionsSchema,
} from '../captions/caption'
import { cuesSchema } from '../captions/cue'
import { method } from './method'

const nothing = z.undefined()
const video = z.strictObject({ accountId: z.uuid(), uuid: z.uuid() })
const base = z.string().max(100).nullable()

export const captionMethods = {
  /** From the instance; from the local copy when it can't be asked. */
  'captions.list': method(video, captionListSchema),
  /**
   * The work that is kept, else what waits to be sent, else the instance's file or what was last read of it, else nothing to
   * begin with. Rejects with `offline` when none of that is known.
   */
  'captions.open': method(captionKeySchema, openedCaptionsSchema),
  /** What is wanted of a video's captions and not sent; asks nobody. */
  'captions.pending': method(video, z.array(captionPendingSchema.extend({ language: z.string() }))),
  /** Kept until it is sent or given up. */
  'captions.keep': method(captionKeySchema.extend({ cues: cuesSchema, base }), nothing),
  'captions.discard': method(captionKeySchema, nothing),
  /** Makes an edit of the work that is kept: it is sent now, or when the instance can be reached. */
  'captions.send': method(captionKeySchema, z.strictObject({ editId: z.uuid() })),
  /**
   * Makes an edit that deletes them, with the work on them. `base`: their version, as it was shown. What waits and is not on the
   * instance is taken back: then `editId` is null.
   */
  'captions.remove': method(
    captionKeySchema.extend({ base }),
    z.strictObject({ editId: z.uuid().nullable() }),
  ),
  'captions.generate': method(video, nothing),
  /** Opens a picker; null: closed. */
  'captions.import': method(z.strictObject({}), readCaptionsSchema.extend({ name: z.string() }).nullable()),
  /** Opens a save dialog; false: closed. */
  'captions.export': method(
    z.strictObject({ cues: cuesSchema, format: z.enum(['vtt', 'srt']), name: z.string().max(500) }),
    z.boolean(),
  ),
  /** Opens a picker for several files, which are laid to the chosen videos by their names; null: closed. */
  'captions.pickBatch': method(
    z.strictObject({ videos: z.array(video).min(1).max(1000) }),
    z.strictObject({ files: z.array(batchFileSchema) }).nullable(),
  ),
  /** Called by the preload alone: the same with files that were dropped. */
  'captions.openPaths': method(
    z.strictObject({
      videos: z.array(video).min(1).max(1000),
      paths: z.array(z.string().min(1).max(32_768)).min(1).max(1000),
    }),
    z.strictObject({ files: z.array(batchFileSchema) }),
  ),
  /**
   * Makes an edit of one of them. `base`: version that was shown to be there, left out: as the local copy has it. Work on
   * these captions goes only when the person agreed to it (`replacesDraft`).
   */
  'captions.sendBatchFile': method(
    captionKeySchema.extend({ id: z.uuid(), base: base.optional(), replacesDraft: z.boolean() }),
    z.strictObject({ editId: z.uuid() }),
  ),
} as const
