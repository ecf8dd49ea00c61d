import { z } from 'zod'
import { downloadSchema } from '../downloads/download'
import { method } from './method'

const nothing = z.undefined()
const ids = z.strictObject({ ids: z.array(z.uuid()).max(10_000) })

export const downloadMethods = {
  'downloads.list': method(
    z.strictObject({}),
    z.strictObject({ revision: z.int(), downloads: z.array(downloadSchema) }),
  ),
  /** The original where the instance keeps it, else the best file; what is under way already is passed over. */
  'downloads.start': method(
    z.strictObject({
      videos: z
        .array(z.strictObject({ accountId: z.uuid(), uuid: z.uuid() }))
        .min(1)
        .max(1000),
    }),
    nothing,
  ),
  'downloads.pause': method(ids, nothing),
  /** Those that failed, too. */
  'downloads.resume': method(ids, nothing),
  /** Cancels what is under way, whose bytes go; a file that came whole stays. */
  'downloads.remove': method(ids, nothing),
  /** The last part of the folder that new files go to. */
  'downloads.folder': method(z.strictObject({}), z.strictObject({ name: z.string() })),
  /** Opens a picker; null: closed. */
  'downloads.chooseFolder': method(z.strictObject({}), z.strictObject({ name: z.string() }).nullable()),
} as const
