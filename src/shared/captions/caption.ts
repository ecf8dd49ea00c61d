import { z } from 'zod'
import { EDIT_NOTES, PENDING_STATES } from '../library/edit'
import { cuesSchema } from './cue'

export const captionKeySchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.uuid(),
  language: z.string().min(1).max(20),
})

/** What is wanted of captions and was not sent yet: an edit of the outbox. */
export const captionPendingSchema = z.strictObject({
  editId: z.uuid(),
  wish: z.enum(['put', 'delete']),
  /** `held`: chosen in the panel, not saved there. */
  state: z.enum(PENDING_STATES),
  /** Why it waits still. */
  note: z.enum(EDIT_NOTES).nullable(),
})

export type CaptionPending = z.infer<typeof captionPendingSchema>

/** Captions of a video in one language, and what is known of them. */
export const captionEntrySchema = z.strictObject({
  language: z.string(),
  /** Made by the instance from what is said. */
  isAutomatic: z.boolean(),
  isOnInstance: z.boolean(),
  /** Of the instance's file; null: there is none. */
  version: z.string().nullable(),
  /** There is work on them that nobody asked to be sent. */
  isDraft: z.boolean(),
  pending: captionPendingSchema.nullable(),
})

export type CaptionEntry = z.infer<typeof captionEntrySchema>

export const captionListSchema = z.strictObject({
  captions: z.array(captionEntrySchema),
  /** The instance could not be asked: languages are those of the local copy. */
  isStale: z.boolean(),
  /** Whether captions can be asked for that are made of what is said. */
  canGenerate: z.boolean(),
  /** They were asked for, and are not there yet. */
  isGenerating: z.boolean(),
})

export type CaptionList = z.infer<typeof captionListSchema>

/** What a file gave. */
export const readCaptionsSchema = z.strictObject({
  cues: cuesSchema,
  /** Times in the file of which no caption could be made. */
  unread: z.int(),
  /** Positions, styles or notes were left behind. */
  simplified: z.boolean(),
})

export const openedCaptionsSchema = readCaptionsSchema.extend({
  /** `waiting`: as they are wanted, in an edit that is not sent. `kept`: as they were last read from the instance. `file`: of a draft. */
  origin: z.enum(['draft', 'waiting', 'instance', 'kept', 'new', 'file']),
  /** Version of the instance's file that these began with. */
  base: z.string().nullable(),
  pending: captionPendingSchema.nullable(),
})

export type OpenedCaptions = z.infer<typeof openedCaptionsSchema>

/** A file of several that were chosen at once, and where it would go. */
export const batchFileSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** The chosen video that it fits by name; null: none, or several. */
  uuid: z.string().nullable(),
  /** Named by the file; null: it names none. */
  language: z.string().nullable(),
  cues: z.int(),
  /** Times in the file of which no caption could be made. */
  unread: z.int(),
  /** Positions, styles or notes are left behind: what can be sent as it stands keeps them. */
  simplified: z.boolean(),
  /** Why it can't be used. */
  problem: z.enum(['unreadable', 'no-captions', 'too-large']).nullable(),
})

export type BatchFile = z.infer<typeof batchFileSchema>
