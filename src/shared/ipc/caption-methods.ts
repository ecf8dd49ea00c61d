import { z } from 'zod'
import {
  batchFileSchema,
  captionKeySchema,
  captionListSchema,
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
  /** The work that is kept, else the instance's file, else nothing to begin with. Rejects with `offline`. */
  'captions.open': method(captionKeySchema, openedCaptionsSchema),
  /** Kept until it is sent or given up. */
  'captions.keep': method(captionKeySchema.extend({ cues: cuesSchema, base }), nothing),
  'captions.discard': method(captionKeySchema, nothing),
  /** Sends the work that is kept. `changed`: the instance has others than it began with; `force` replaces them. */
  'captions.send': method(
    captionKeySchema.extend({ force: z.boolean() }),
    z.strictObject({ kind: z.enum(['sent', 'changed']) }),
  ),
  'captions.remove': method(captionKeySchema, nothing),
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
  /** Sends one of them. */
  'captions.sendBatchFile': method(captionKeySchema.extend({ id: z.uuid() }), nothing),
} as const
