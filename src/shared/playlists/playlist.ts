import { z } from 'zod'
import { nameProblems, optionalTextProblems, type FieldProblem } from '../library/lists'

export const PLAYLIST_PRIVACY = { public: 1, unlisted: 2, private: 3 } as const
export const PLAYLIST_TYPE = { regular: 1, watchLater: 2 } as const
/** What became of the video of an element. */
export const ELEMENT_TYPE = { regular: 0, deleted: 1, private: 2, unavailable: 3 } as const

/** One playlist of the local copy. Its picture: `/local/picture/<accountId>/<uuid>?v=<pictureVersion>`. */
export const playlistRowSchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.string(),
  displayName: z.string(),
  description: z.string(),
  privacy: z.number(),
  /** 2: watch later, which can be neither renamed nor deleted. */
  type: z.number(),
  /** Null: it belongs to no channel. */
  channelId: z.number().nullable(),
  length: z.int(),
  createdAt: z.number().nullable(),
  updatedAt: z.number().nullable(),
  pictureVersion: z.string().nullable(),
  /** Page on the instance. */
  url: z.string(),
  /** Changes that wait to be sent, and those that were refused. */
  waiting: z.int(),
  refused: z.int(),
})

export type PlaylistRow = z.infer<typeof playlistRowSchema>

export const playlistElementRowSchema = z.strictObject({
  /** Of the place in the list: the same video may have several. */
  id: z.number(),
  /** From 1. */
  position: z.int(),
  /** Seconds; null: from the start, to the end. */
  startTimestamp: z.number().nullable(),
  stopTimestamp: z.number().nullable(),
  type: z.number(),
  /** Null when the instance does not tell: deleted, private or unavailable. */
  video: z
    .strictObject({
      uuid: z.string(),
      name: z.string(),
      channelName: z.string(),
      /** Seconds. */
      duration: z.number(),
      /** `/local/picture/<accountId>/<uuid>?v=<pictureVersion>`. */
      pictureVersion: z.string().nullable(),
      url: z.string(),
    })
    .nullable(),
})

export type PlaylistElementRow = z.infer<typeof playlistElementRowSchema>

export const playlistFieldsSchema = z.strictObject({
  displayName: z.string().max(10_000),
  description: z.string().max(100_000),
  privacy: z.int(),
  channelId: z.number().nullable(),
})

export type PlaylistFields = z.infer<typeof playlistFieldsSchema>

/** Some of them. */
export const playlistFieldChangesSchema = playlistFieldsSchema.partial()

export type PlaylistFieldChanges = z.infer<typeof playlistFieldChangesSchema>

/** A change of what is in a playlist: written down first, sent in its turn. */
export const playlistChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), videoUuid: z.string().max(100) }),
  z.strictObject({ kind: z.literal('remove'), elementId: z.int() }),
  /** Together, in their order, behind another one; null: to the top. */
  z.strictObject({
    kind: z.literal('move'),
    elementIds: z.array(z.int()).min(1).max(1000),
    after: z.int().nullable(),
  }),
  z.strictObject({
    kind: z.literal('times'),
    elementId: z.int(),
    startTimestamp: z.int().min(0).nullable(),
    stopTimestamp: z.int().min(0).nullable(),
  }),
])

export type PlaylistChange = z.infer<typeof playlistChangeSchema>

/** A change that was refused: shown until it is tried again or let go. */
export const refusedChangeSchema = z.strictObject({
  id: z.int(),
  change: playlistChangeSchema,
  /** An error code (`errors.<code>`), and the server's own words. */
  error: z.string(),
  detail: z.string(),
})

export type RefusedChange = z.infer<typeof refusedChangeSchema>

export const PLAYLIST_LIMITS = { displayName: 120, description: { min: 3, max: 1000 } } as const

export type PlaylistField = 'displayName' | 'description' | 'privacy' | 'channelId'

/** What an instance would refuse; empty: nothing. Unlisted ones need a channel only when they are made. */
export function validatePlaylist(fields: PlaylistFields, isNew: boolean): FieldProblem<PlaylistField>[] {
  const needsChannel =
    fields.privacy === PLAYLIST_PRIVACY.public || (isNew && fields.privacy === PLAYLIST_PRIVACY.unlisted)
  return [
    ...nameProblems('displayName', fields.displayName, PLAYLIST_LIMITS.displayName),
    ...optionalTextProblems('description', fields.description, PLAYLIST_LIMITS.description),
    ...(needsChannel && fields.channelId === null
      ? [{ field: 'channelId' as const, code: 'needs-channel' as const, params: {} }]
      : []),
  ]
}

/** Seconds; null: from the start, to the end. @param duration null: not known */
export function validateTimes(
  start: number | null,
  stop: number | null,
  duration: number | null,
): FieldProblem<'start' | 'stop'>[] {
  const late = (seconds: number | null): boolean =>
    seconds !== null && duration !== null && duration > 0 && seconds > duration
  const problems: FieldProblem<'start' | 'stop'>[] = []
  if (late(start)) problems.push({ field: 'start', code: 'too-late', params: { max: duration ?? 0 } })
  if (late(stop)) problems.push({ field: 'stop', code: 'too-late', params: { max: duration ?? 0 } })
  else if (stop !== null && stop <= (start ?? 0))
    problems.push({ field: 'stop', code: 'stop-before-start', params: {} })
  return problems
}
