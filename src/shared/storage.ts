import { z } from 'zod'

/** Why the database takes no change right now. */
export const storageTroubleSchema = z.enum(['disk-full', 'unwritable'])

export type StorageTrouble = z.infer<typeof storageTroubleSchema>
