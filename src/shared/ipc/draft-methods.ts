import { z } from 'zod'
import { draftPatchSchema, type MergedDraft } from '../uploads/draft'
import { method } from './method'

const nothing = z.undefined()
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
  'drafts.removeCaption': method(z.strictObject({ id: z.uuid(), language: z.string() }), nothing),
} as const
