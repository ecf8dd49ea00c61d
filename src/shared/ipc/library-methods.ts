import { z } from 'zod'
import { calendarSchema, LONGEST_CALENDAR_MS } from '../library/calendar'
import {
  libraryFacetsSchema,
  libraryFilterSchema,
  libraryRowSchema,
  librarySortSchema,
  libraryVideoSchema,
  syncStatusSchema,
} from '../library/library'
import { savedFilterSchema } from '../library/saved-filter'
import { workingVideoSchema } from '../library/work'
import { problemSchema } from '../uploads/upload'
import { method } from './method'

const nothing = z.undefined()
const none = z.strictObject({})
const accountId = z.uuid()

/** The local copy of all videos, and its searches with a name; part of the contract. */
export const libraryMethods = {
  /** A window of the local copy in the order asked for; nothing of it asks the network. */
  'library.page': method(
    z.strictObject({
      filter: libraryFilterSchema,
      sort: librarySortSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.strictObject({ revision: z.int(), total: z.int(), rows: z.array(libraryRowSchema) }),
  ),
  'library.facets': method(z.strictObject({ accountIds: z.array(z.uuid()).max(100) }), libraryFacetsSchema),
  /** What is scheduled over all accounts from `from` until before `to`, epoch milliseconds, with what waits laid over. */
  'library.calendar': method(
    z
      .strictObject({ from: z.int(), to: z.int() })
      .refine(({ from, to }) => to > from && to - from <= LONGEST_CALENDAR_MS),
    calendarSchema,
  ),
  /** From the local copy at once; the details are read from the instance when they are old, and `library.changed` tells. */
  'library.video': method(z.strictObject({ accountId, uuid: z.string().max(100) }), libraryVideoSchema),
  /** How the page plays it: `/local/remote-video/…`, or the stream `/local/remote-stream/…`; null: it can't be played. */
  'library.playback': method(
    z.strictObject({ accountId, uuid: z.uuid() }),
    z.enum(['file', 'stream']).nullable(),
  ),
  'library.status': method(none, z.array(syncStatusSchema)),
  /** What the instances work on: at most 500, those that have been at it longest first. */
  'library.working': method(none, z.array(workingVideoSchema)),
  /** Null: all accounts. Resolves when it has begun. */
  'library.sync': method(z.strictObject({ accountId: accountId.nullable() }), nothing),
  /** Searches with a name. Saving one of the same name replaces it. */
  'library.savedFilters': method(none, z.array(savedFilterSchema)),
  'library.saveFilter': method(savedFilterSchema.omit({ id: true }), z.array(savedFilterSchema)),
  'library.removeFilter': method(z.strictObject({ id: z.uuid() }), z.array(savedFilterSchema)),
  'library.cancelSync': method(z.strictObject({ accountId }), nothing),
  /**
   * Opens a picker and queues what was chosen in the place of the video's own file; null: closed. With problems the
   * instance would not take the file, and nothing is queued.
   */
  'library.replaceFile': method(
    z.strictObject({ accountId, uuid: z.string().max(100) }),
    z.strictObject({ uploadId: z.uuid().nullable(), problems: z.array(problemSchema) }).nullable(),
  ),
} as const
