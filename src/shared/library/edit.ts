import { z } from 'zod'
import { attachmentSchema, draftSchema, draftThumbnailSchema } from '../uploads/draft'
import type { FieldStep } from '../uploads/pending-steps'
import { problemSchema } from '../uploads/upload'

/** What can be changed of a video that an instance has; pictures, captions and playlists have calls of their own. */
export const videoFieldsSchema = draftSchema.omit({
  thumbnail: true,
  captions: true,
  playlistIds: true,
  generateTranscription: true,
})

export type VideoFields = z.infer<typeof videoFieldsSchema>
export type VideoField = keyof VideoFields

export const videoFieldSchema = videoFieldsSchema.keyof()

/** Fields that `GET /videos/{id}` does not tell and `PUT` does not take: each has requests of its own. */
export type FieldApart = FieldStep

/** Some of the fields: what is changed, what a person saw, what was there before. */
export const videoChangesSchema = videoFieldsSchema.partial()

export type VideoChanges = z.infer<typeof videoChangesSchema>

/** Captions in one language: a file to put, or none to delete them. */
export const captionWishSchema = z.strictObject({
  language: z.string().min(1).max(20),
  /** Null: the caption is deleted. */
  file: attachmentSchema.nullable(),
  /** Version of the instance's file that the person saw; null: there was none. Left out: not compared. */
  base: z.string().max(100).nullable().optional(),
})

export type CaptionWish = z.infer<typeof captionWishSchema>

/** A picture to put. */
export const pictureWishSchema = draftThumbnailSchema.extend({
  /** Version of the instance's picture that the person saw; null: there was none. Left out: not compared. */
  base: z.string().max(100).nullable().optional(),
})

export type PictureWish = z.infer<typeof pictureWishSchema>

/** What of an edit is no field. */
export const editPartsSchema = z.strictObject({
  thumbnail: pictureWishSchema.nullable(),
  captions: z.array(captionWishSchema).max(500),
  playlists: z.strictObject({
    add: z.array(z.int()).max(1000),
    remove: z.array(z.int()).max(1000),
  }),
})

export type EditParts = z.infer<typeof editPartsSchema>

/** Three sides of one field that the server and the person changed differently; each holds that field alone. */
export const editConflictSchema = z.strictObject({
  field: videoFieldSchema,
  base: videoChangesSchema,
  mine: videoChangesSchema,
  server: videoChangesSchema,
})

export type EditConflict = z.infer<typeof editConflictSchema>

/** Captions that the server and the person changed differently, as texts for reading, cut to where they differ. */
export const captionConflictSchema = z.strictObject({
  language: z.string(),
  /** Empty: there were none. Null: not known any more. */
  base: z.string().nullable(),
  /** Empty: they are to be deleted. */
  mine: z.string(),
  /** Empty: there are none. */
  server: z.string(),
  /** Of the server's file; null: there is none. */
  version: z.string().nullable(),
})

export type CaptionConflict = z.infer<typeof captionConflictSchema>

/** The instance got another picture than the one that the person saw. */
export const pictureConflictSchema = z.strictObject({
  /** Of the instance's picture, which the library shows; null: there is none. */
  version: z.string().nullable(),
})

export type PictureConflict = z.infer<typeof pictureConflictSchema>

export const EDIT_FAILURES = [
  'gone', // the instance has no such video (any more)
  'problems', // the instance would refuse it: `problems`
  'refused', // the instance refused it, in its own words: `status`, `detail`, `fieldWords`, `otherWords`
  'file-missing', // a picture or caption of the edit is not in the profile any more
  'internal',
] as const

export const editFailureSchema = z.strictObject({
  code: z.enum(EDIT_FAILURES),
  /** HTTP status when there was one. */
  status: z.int().nullable(),
  /** The server's own words; plain text, hostile. */
  detail: z.string(),
  /** The server's words about single fields. */
  fieldWords: z.array(z.strictObject({ field: videoFieldSchema, words: z.string() })),
  /** The same about what this form does not know, by the server's name for it. */
  otherWords: z.array(z.strictObject({ name: z.string(), words: z.string() })).default([]),
  problems: z.array(problemSchema),
})

export type EditFailure = z.infer<typeof editFailureSchema>

/** Why an edit still waits. */
export const EDIT_NOTES = [
  'offline',
  'signed-out',
  'rate-limited', // the instance asked for a pause
  'unreachable', // no answer, or an answer that tells of trouble (5xx)
] as const

export const editNoteSchema = z.enum(EDIT_NOTES)

export type EditNote = z.infer<typeof editNoteSchema>

export const editStateSchema = z.discriminatedUnion('name', [
  /** Of a batch that is only shown so far. */
  z.strictObject({ name: z.literal('planned') }),
  /** Of a batch: what the instance would refuse is not sent. */
  z.strictObject({ name: z.literal('refused'), problems: z.array(problemSchema), reason: z.string() }),
  /** Typed, not asked to be sent. */
  z.strictObject({ name: z.literal('held') }),
  z.strictObject({
    name: z.literal('waiting'),
    note: editNoteSchema.nullable(),
    /** Times that it was tried in vain. */
    attempts: z.int(),
    /** Epoch milliseconds; null: as soon as possible. */
    retryAt: z.number().nullable(),
  }),
  z.strictObject({ name: z.literal('sending'), attempts: z.int() }),
  z.strictObject({
    name: z.literal('conflict'),
    fields: z.array(editConflictSchema),
    captions: z.array(captionConflictSchema).default([]),
    picture: pictureConflictSchema.nullable().default(null),
  }),
  z.strictObject({ name: z.literal('failed'), failure: editFailureSchema }),
  /** `at` in epoch milliseconds. */
  z.strictObject({ name: z.literal('done'), at: z.number() }),
])

export type EditState = z.infer<typeof editStateSchema>
export type EditStateName = EditState['name']

export const EDIT_STATES = [
  'planned',
  'refused',
  'held',
  'waiting',
  'sending',
  'conflict',
  'failed',
  'done',
] as const satisfies readonly EditStateName[]

/** What a row of the library says of the edits of its video, the most urgent one first. */
export const PENDING_STATES = ['conflict', 'failed', 'sending', 'waiting', 'held'] as const
export const pendingSchema = z.enum(PENDING_STATES).nullable()

export type Pending = z.infer<typeof pendingSchema>

export const editKindSchema = z.enum(['change', 'delete'])

export type EditKind = z.infer<typeof editKindSchema>

/** One line of the outbox. */
export const editRowSchema = z.strictObject({
  id: z.uuid(),
  accountId: z.uuid(),
  uuid: z.string(),
  batchId: z.uuid().nullable(),
  kind: editKindSchema,
  /** What the video was called when the edit began. */
  title: z.string(),
  state: editStateSchema,
  /** What it changes, as people are told. */
  fields: z.array(videoFieldSchema),
  parts: editPartsSchema,
  /** Epoch milliseconds. */
  createdAt: z.number(),
  changedAt: z.number(),
  /** Done or sent in part, and what it did can be put back as it was. */
  canUndo: z.boolean(),
  /** Not done, but part of it is on the instance. */
  isPartly: z.boolean(),
  /** It waits for an earlier change of its video. */
  isBehind: z.boolean(),
  /** When it asks the video to be published, in epoch milliseconds; null: it says nothing of that. */
  publishesAt: z.number().nullable(),
})

export type EditRow = z.infer<typeof editRowSchema>

/** The same with its values. */
export const editSchema = editRowSchema.extend({
  changes: videoChangesSchema,
  /** What the person saw. */
  base: videoChangesSchema,
  /** What the server had just before; empty until it is sent. */
  before: videoChangesSchema,
})

export type VideoEdit = z.infer<typeof editSchema>

export const editCountsSchema = z.strictObject({
  planned: z.int(),
  refused: z.int(),
  held: z.int(),
  waiting: z.int(),
  sending: z.int(),
  conflict: z.int(),
  failed: z.int(),
  done: z.int(),
})

export type EditCounts = z.infer<typeof editCountsSchema>

export const editableCaptionSchema = z.strictObject({
  language: z.string(),
  /** Made by the instance from what is said. */
  isAutomatic: z.boolean(),
  /** `put`: a new file waits; `delete`: it is to go; null: as the instance has it. */
  pending: z.enum(['put', 'delete']).nullable(),
  /** The instance has one, now. */
  isOnServer: z.boolean(),
  /** The file that waits. */
  file: attachmentSchema.nullable(),
})

export type EditableCaption = z.infer<typeof editableCaptionSchema>

/** All that a form for one video needs; nothing of it asks the network when the video was read in full before. */
export const editableSchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.string(),
  isLive: z.boolean(),
  /** As the instance said when it was last read. */
  server: videoFieldsSchema,
  /** The same with everything laid over it that waits or is held: what the form shows. */
  fields: videoFieldsSchema,
  /**
   * Fields of `server` whose value is not known: `passwords` always (ask `library.passwords`), others while the video was
   * never read in full. They can't be changed until they are known.
   */
  unknown: z.array(videoFieldSchema),
  /** What is typed and was not asked to be sent. */
  held: z.strictObject({ id: z.uuid(), changes: videoChangesSchema, parts: editPartsSchema }).nullable(),
  /** What waits, is being sent, conflicts or failed; null: nothing. */
  open: editSchema.nullable(),
  captions: z.array(editableCaptionSchema),
  /** Shown at `app://longshore/local/edit-picture/<file.id>`; null: the picture that the library shows. */
  thumbnail: pictureWishSchema.nullable(),
  /** Wishes of the held edit and the open one together. */
  playlists: z.strictObject({ add: z.array(z.int()), remove: z.array(z.int()) }),
  /** What keeps the held edit from being saved. */
  problems: z.array(problemSchema),
  /** When the video itself was last read in full; null: never. */
  detailsAt: z.number().nullable(),
  /** Epoch milliseconds: other whenever the instance's video is. */
  updatedAt: z.number(),
})

export type Editable = z.infer<typeof editableSchema>

export const conflictSideSchema = z.enum(['mine', 'server'])

export type ConflictSide = z.infer<typeof conflictSideSchema>

/** The one side of each field that conflicts which the person wants. */
export const editChoicesSchema = z.partialRecord(videoFieldSchema, conflictSideSchema)

export type EditChoices = z.infer<typeof editChoicesSchema>

/** The same for captions, by language. */
export const captionChoicesSchema = z.record(z.string().min(1).max(20), conflictSideSchema)

export type CaptionChoices = z.infer<typeof captionChoicesSchema>
