import { z } from 'zod'
import {
  captionChoicesSchema,
  conflictSideSchema,
  editableSchema,
  editChoicesSchema,
  editCountsSchema,
  editRowSchema,
  editSchema,
  editStateSchema,
  EDIT_STATES,
  videoChangesSchema,
} from '../library/edit'
import { problemSchema } from '../uploads/upload'
import { method } from './method'

const nothing = z.undefined()
const accountId = z.uuid()
/** One video of the library. */
const oneVideo = { accountId, uuid: z.string().max(100) }
const captionLanguage = z.string().min(1).max(20)
const editIds = z.array(z.uuid()).max(100_000)

/** Methods that change videos which exist on an instance; part of the contract. */
export const editMethods = {
  /**
   * Waits for the instance only while the video was never read in full. `wait` false: answers at once with what is
   * known, and the rest in `unknown`.
   */
  'library.editable': method(z.strictObject({ ...oneVideo, wait: z.boolean().optional() }), editableSchema),
  /**
   * Keeps what is typed, on the disk when it resolves; nothing is sent. `base`: what the form showed in these fields
   * before. A field that is set back to its base is no change any more. Answers what keeps it from being saved.
   */
  'library.hold': method(
    z.strictObject({ ...oneVideo, changes: videoChangesSchema, base: videoChangesSchema }),
    z.strictObject({ problems: z.array(problemSchema) }),
  ),
  /** Throws away what is held, its files too. What waits already goes by `library.revoke`. */
  'library.discard': method(z.strictObject(oneVideo), nothing),
  /** Asks for what is held to be sent: now, or when the instance can be reached. With problems nothing happens. */
  'library.save': method(
    z.strictObject(oneVideo),
    z.strictObject({ editId: z.uuid().nullable(), problems: z.array(problemSchema) }),
  ),
  /** These put pictures, captions and playlists into what is held; `library.save` sends them. False: picker closed. */
  'library.pickThumbnail': method(z.strictObject(oneVideo), z.boolean()),
  'library.setFrame': method(
    z.strictObject({ ...oneVideo, jpeg: z.instanceof(Uint8Array), frameAt: z.number().min(0) }),
    nothing,
  ),
  'library.clearThumbnail': method(z.strictObject(oneVideo), nothing),
  /** `language` null: from the file's name, else the video's own. Answers the language; null: picker closed. */
  'library.pickCaption': method(
    z.strictObject({ ...oneVideo, language: captionLanguage.nullable() }),
    captionLanguage.nullable(),
  ),
  /** WebVTT. */
  'library.putCaptionText': method(
    z.strictObject({ ...oneVideo, language: captionLanguage, text: z.string().max(20_000_000) }),
    nothing,
  ),
  /** The file that waits, else the instance's, as text. Rejects with `not-found`, `offline`… */
  'library.captionText': method(
    z.strictObject({ ...oneVideo, language: captionLanguage }),
    z.strictObject({ text: z.string(), name: z.string(), isPending: z.boolean() }),
  ),
  'library.removeCaption': method(z.strictObject({ ...oneVideo, language: captionLanguage }), nothing),
  /** The caption stays as the instance has it. */
  'library.keepCaption': method(z.strictObject({ ...oneVideo, language: captionLanguage }), nothing),
  /** Replaces the held wishes. */
  'library.setPlaylists': method(
    z.strictObject({ ...oneVideo, add: z.array(z.int()).max(1000), remove: z.array(z.int()).max(1000) }),
    nothing,
  ),
  /** Asks the instance: playlists of this account that hold the video. */
  'library.playlistsOf': method(z.strictObject(oneVideo), z.array(z.int())),
  /** Asks the instance, and keeps nothing. */
  'library.passwords': method(z.strictObject(oneVideo), z.array(z.string())),
  /** Each becomes an edit that waits; more than one share a batch. */
  'library.deleteVideos': method(
    z.strictObject({ videos: z.array(z.strictObject(oneVideo)).min(1).max(10_000) }),
    z.strictObject({ batchId: z.uuid().nullable(), count: z.int() }),
  ),

  /** Newest change first. Empty states: all. `batchId` null: of any batch or none. */
  'library.outbox': method(
    z.strictObject({
      states: z.array(z.enum(EDIT_STATES)).max(EDIT_STATES.length),
      accountId: accountId.nullable(),
      batchId: z.uuid().nullable(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    z.strictObject({
      revision: z.int(),
      total: z.int(),
      /** Of this account and batch, whatever the states asked for. */
      counts: editCountsSchema,
      rows: z.array(editRowSchema),
    }),
  ),
  /** One edit with its values. */
  'library.edit': method(z.strictObject({ editId: z.uuid() }), editSchema),
  /** Takes edits back that were not sent: they are gone, their files too. One that is being sent stays. */
  'library.revoke': method(z.strictObject({ editIds }), z.strictObject({ count: z.int() })),
  /** Failed ones, and those that wait for their next try. */
  'library.retry': method(z.strictObject({ editIds }), z.strictObject({ count: z.int() })),
  /** A choice for each field and caption that conflicts, and for the picture; what is left out stays in conflict. */
  'library.resolve': method(
    z.strictObject({
      editId: z.uuid(),
      choices: editChoicesSchema,
      captions: captionChoicesSchema.optional(),
      picture: conflictSideSchema.optional(),
    }),
    z.strictObject({ state: editStateSchema }),
  ),
  /** New edits with the values from before; more than one share a batch. Those that can't be undone are passed over. */
  'library.undo': method(
    z.strictObject({ editIds }),
    z.strictObject({ batchId: z.uuid().nullable(), count: z.int() }),
  ),
} as const
