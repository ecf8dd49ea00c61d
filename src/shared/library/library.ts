import { z } from 'zod'
import { pendingSchema } from './edit'

/** PeerTube's `VideoState`; any other number is shown with the server's label. */
export const VIDEO_STATE = {
  published: 1,
  toTranscode: 2,
  toImport: 3,
  waitingForLive: 4,
  liveEnded: 5,
  toMove: 6,
  transcodingFailed: 7,
  moveFailed: 8,
  toEdit: 9,
  /** From the external storage to the instance's own, 6.0 on. */
  toMoveBack: 10,
  moveBackFailed: 11,
  /** 8.0 on. */
  importFailed: 12,
} as const

/** One video of the local copy, as a line of the table needs it. */
export const libraryRowSchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.string(),
  name: z.string(),
  channelId: z.number(),
  channelName: z.string(),
  privacy: z.number(),
  state: z.number(),
  /** The server's own word for the state. */
  stateLabel: z.string(),
  /** Seconds. */
  duration: z.number(),
  views: z.number(),
  /** Bytes on the server; null: it does not tell. */
  bytes: z.number().nullable(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  publishedAt: z.number().nullable(),
  updatedAt: z.number(),
  /** Epoch milliseconds at which the privacy changes; null: not scheduled. */
  scheduledAt: z.number().nullable(),
  isLive: z.boolean(),
  isBlocked: z.boolean(),
  nsfw: z.boolean(),
  category: z.number().nullable(),
  licence: z.number().nullable(),
  language: z.string().nullable(),
  tags: z.array(z.string()),
  captionLanguages: z.array(z.string()),
  /** Whether a picture can be had at `app://longshore/local/picture/<accountId>/<uuid>?v=<pictureVersion>`. */
  pictureVersion: z.string().nullable(),
  /** Page on the instance. */
  url: z.string(),
  /** The most urgent edit of it that is not sent; what the row shows is the instance's, without that edit. */
  pending: pendingSchema,
})

export type LibraryRow = z.infer<typeof libraryRowSchema>

/** Everything the local copy knows of one video. */
export const libraryVideoSchema = libraryRowSchema.extend({
  description: z.string(),
  support: z.string(),
  commentsPolicy: z.number().nullable(),
  downloadEnabled: z.boolean().nullable(),
  originallyPublishedAt: z.number().nullable(),
  waitTranscoding: z.boolean().nullable(),
  /** Of the file it was made of, where the version tells. */
  fileName: z.string().nullable(),
  likes: z.number(),
  /** When this video itself was last read in full; null: only from lists so far. */
  detailsAt: z.number().nullable(),
})

export type LibraryVideo = z.infer<typeof libraryVideoSchema>

export const LIBRARY_COLUMNS = [
  'name',
  'channel',
  'privacy',
  'state',
  'duration',
  'views',
  'bytes',
  'createdAt',
  'publishedAt',
  'updatedAt',
  'scheduledAt',
] as const

const range = z.strictObject({ min: z.number().nullable(), max: z.number().nullable() })

/** Instances count their channels each for itself: a number says which only together with the account. */
export function channelKey(accountId: string, channelId: number): string {
  return `${accountId} ${String(channelId)}`
}

/** Filters combine with "and"; the values within one with "or". Empty lists and nulls filter nothing. */
export const libraryFilterSchema = z.strictObject({
  /** Typed words; each has to begin a word of title, description, tags, channel, file name or captions. */
  search: z.string().max(500),
  accountIds: z.array(z.uuid()).max(100),
  /** Keys of `channelKey`; a number alone, as in searches saved earlier, is that channel of any account. */
  channelIds: z.array(z.union([z.number(), z.string().max(60)])).max(1000),
  privacies: z.array(z.number()).max(20),
  states: z.array(z.number()).max(50),
  categories: z.array(z.number()).max(200),
  licences: z.array(z.number()).max(200),
  languages: z.array(z.string()).max(500),
  tags: z.array(z.string()).max(100),
  scheduled: z.boolean().nullable(),
  live: z.boolean().nullable(),
  blocked: z.boolean().nullable(),
  captions: z.boolean().nullable(),
  /** Epoch milliseconds of `publishedAt`, or `createdAt` while unpublished. */
  date: range,
  /** Seconds. */
  duration: range,
  bytes: range,
})

export type LibraryFilter = z.infer<typeof libraryFilterSchema>

export const librarySortSchema = z.strictObject({
  /** `match` is the order of a search's hits. */
  column: z.enum([...LIBRARY_COLUMNS, 'match']),
  descending: z.boolean(),
})

export type LibrarySort = z.infer<typeof librarySortSchema>

export const EMPTY_FILTER: LibraryFilter = {
  search: '',
  accountIds: [],
  channelIds: [],
  privacies: [],
  states: [],
  categories: [],
  licences: [],
  languages: [],
  tags: [],
  scheduled: null,
  live: null,
  blocked: null,
  captions: null,
  date: { min: null, max: null },
  duration: { min: null, max: null },
  bytes: { min: null, max: null },
}

/** Values to choose from in the filters, with how many videos have them. */
export const libraryFacetsSchema = z.strictObject({
  channels: z.array(
    z.strictObject({ id: z.number(), accountId: z.uuid(), label: z.string(), count: z.int() }),
  ),
  privacies: z.array(z.strictObject({ id: z.number(), count: z.int() })),
  states: z.array(z.strictObject({ id: z.number(), label: z.string(), count: z.int() })),
  languages: z.array(z.strictObject({ id: z.string(), count: z.int() })),
  categories: z.array(z.strictObject({ id: z.number(), count: z.int() })),
  licences: z.array(z.strictObject({ id: z.number(), count: z.int() })),
  /** The 200 most used. */
  tags: z.array(z.strictObject({ id: z.string(), count: z.int() })),
})

export type LibraryFacets = z.infer<typeof libraryFacetsSchema>

/** How the copy of one account stands. */
export const syncStatusSchema = z.strictObject({
  accountId: z.uuid(),
  state: z.enum(['never', 'running', 'done', 'failed', 'cancelled']),
  /** Videos read so far, and how many there are; null: not known yet. */
  read: z.int(),
  total: z.int().nullable(),
  /** Epoch milliseconds of the last sync that came to its end; null: none did. */
  lastDoneAt: z.number().nullable(),
  /** An error code (`errors.<code>`) when failed. */
  error: z.string().nullable(),
  /** Videos whose captions and size, and before 7.1 tags, are not known yet: they are read one by one. 0 while a sync runs. */
  detailsLeft: z.int(),
})

export type SyncStatus = z.infer<typeof syncStatusSchema>
