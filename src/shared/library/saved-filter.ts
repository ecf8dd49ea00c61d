import { z } from 'zod'
import { libraryFilterSchema, librarySortSchema } from './library'

export const MOST_SAVED_FILTERS = 100

/** A search with its filters that a person gave a name to. */
export const savedFilterSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().trim().min(1).max(100),
  filter: libraryFilterSchema,
  sort: librarySortSchema,
})

export type SavedFilter = z.infer<typeof savedFilterSchema>
