import { z } from 'zod'
import { listFormSchema, listOutcomeSchema } from '../library/list-form'
import {
  liveDetailsSchema,
  liveRowSchema,
  liveSettingsSchema,
  newLiveSchema,
  streamKeysSchema,
} from '../live/live'
import { method } from './method'

const accountId = z.uuid()
const nothing = z.undefined()

/** What the window can ask about lives. */
export const liveMethods = {
  /** Lives of the local copy: on air first, then waiting, then over. */
  'live.page': method(
    z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(200) }),
    z.strictObject({ revision: z.int(), total: z.int(), rows: z.array(liveRowSchema) }),
  ),
  /** As last read (null: never), or with `refresh` from the instance (null: it is no live any more). */
  'live.details': method(
    z.strictObject({ accountId, uuid: z.uuid(), refresh: z.boolean() }),
    liveDetailsSchema.nullable(),
  ),
  /** Reads announced times, of those lives that were read the longest time ago. Resolves when that is done. */
  'live.readAnnounced': method(z.strictObject({}), nothing),
  /** Only when the person asks to see them. */
  'live.keys': method(z.strictObject({ accountId, uuid: z.uuid() }), streamKeysSchema),
  /** Onto the clipboard, without being shown. */
  'live.copyKey': method(
    z.strictObject({ accountId, uuid: z.uuid(), what: streamKeysSchema.keyof() }),
    nothing,
  ),
  /** Opens a save dialog; false: closed. */
  'live.exportObs': method(
    z.strictObject({ accountId, uuid: z.uuid(), protocol: z.enum(['rtmp', 'rtmps']) }),
    z.boolean(),
  ),
  'live.create': method(
    z.strictObject({ accountId, live: newLiveSchema }),
    z.strictObject({ uuid: z.string() }),
  ),
  /** Settings that were saved and that their instances have not got. */
  'live.forms': method(z.strictObject({}), z.array(listFormSchema)),
  /** Settings, all or some, and what the person saw in these fields. As `channels.save`. */
  'live.save': method(
    z.strictObject({
      accountId,
      uuid: z.uuid(),
      fields: liveSettingsSchema.partial(),
      seen: liveSettingsSchema.partial(),
    }),
    z.strictObject({ outcome: listOutcomeSchema }),
  ),
  /** Whether the page with the lives is shown: they are followed as long. */
  'live.watch': method(z.strictObject({ watching: z.boolean() }), nothing),
} as const
