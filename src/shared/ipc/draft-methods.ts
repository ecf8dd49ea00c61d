import { z } from 'zod'
import { openedCaptionsSchema } from '../captions/caption'
import { cuesSchema } from '../captions/cue'
import { draftPatchSchema, type MergedDraft } from '../uploads/draft'
import { method } from './method'

const nothing = z.undefined()
const caption = z.strictObject({ id: z.uuid(), language: z.string() })
const uploadIds = z.array(z.uuid()).min(1).max(100_000)

/** Methods that describe what is not sent yet; part of the contract. */
export const draftMethods = {
  'drafts.merged': method(
    z.strictObject({ ids: uploadIds }),
    z.custom<MergedDraft>((value) => typeof value === 'object' && value !== null),
  ),
  'drafts.update': method(z.strictObject({ ids: uploadIds, patch: draftPatchSchema }), nothing),
  /** Opens a picker for a picture; false: closed. */
  'drafts.pickThumbnail': method(z.strictObject({ ids: uploadIds }), z.boolean()),
  'drafts.setFrame': method(
    z.strictObject({ id: z.uuid(), jpeg: z.instanceof(Uint8Array), frameAt: z.number().min(0) }),
    nothing,
  ),
  'drafts.clearThumbnail': method(z.strictObject({ ids: uploadIds }), nothing),
  /** Opens a picker for a caption file; false: closed. `language` null: from the file's name. */
  'drafts.pickCaption': method(
    z.strictObject({ id: z.uuid(), language: z.string().max(10).nullable() }),
    z.boolean(),
  ),
  'drafts.setCaptionLanguage': method(
    z.strictObject({ id: z.uuid(), from: z.string(), to: z.string().min(1).max(10) }),
    nothing,
  ),
  /** Called by the preload alone: captions and pictures dropped on a draft; what is neither is refused. */
  'drafts.attachPaths': method(
    z.strictObject({ id: z.uuid(), paths: z.array(z.string().min(1).max(32_768)).min(1).max(200) }),
    z.strictObject({ refused: z.array(z.string()) }),
  ),
  'drafts.removeCaption': method(caption, nothing),
  /** For the editor: the work that is kept, else the draft's file. */
  'drafts.openCaption': method(caption, openedCaptionsSchema),
  /** Kept, on the disk when it resolves, until it is saved or given up. */
  'drafts.keepCaption': method(caption.extend({ cues: cuesSchema }), nothing),
  'drafts.discardCaption': method(caption, nothing),
  /** Languages in which there is work that is not saved. */
  'drafts.captionWork': method(z.strictObject({ id: z.uuid() }), z.array(z.string())),
  /** Puts the work into a file of ours in place of the draft's. */
  'drafts.saveCaption': method(caption, nothing),
} as const
