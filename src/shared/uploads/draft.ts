import { z } from 'zod'

// In a file of their own: the window wants them, and not the schemas.
export { COMMENTS, EMBED_POLICY, emptyDraft, PRIVACY } from './draft-values'

/** A file that goes along with a video. The renderer knows it by its id: paths stay in main. */
export const attachmentSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  bytes: z.number(),
})

export type Attachment = z.infer<typeof attachmentSchema>

export const draftThumbnailSchema = z.strictObject({
  file: attachmentSchema,
  /** Seconds into the video when the picture is a frame of it; null for a picture file. */
  frameAt: z.number().nullable(),
})

export const draftCaptionSchema = z.strictObject({
  language: z.string().min(1).max(10),
  file: attachmentSchema,
})

export const chapterSchema = z.strictObject({ timecode: z.int().min(0), title: z.string() })

export type Chapter = z.infer<typeof chapterSchema>

/** On which sites a video may be embedded. */
export const embedPrivacySchema = z.strictObject({
  /** `EMBED_POLICY`, or one that a later PeerTube has. */
  policy: z.int(),
  /** Those of an allowlist; none for any other policy. */
  domains: z.array(z.string().max(1000)).max(5000),
})

export type EmbedPrivacy = z.infer<typeof embedPrivacySchema>

/**
 * What a person says about a video before the server has it. Any text is kept as typed, however wrong:
 * `validateDraft` tells what is wrong with it, and only a draft without problems is submitted.
 */
export const draftSchema = z.strictObject({
  title: z.string().max(10_000),
  channelId: z.number().nullable(),
  privacy: z.int(),
  category: z.number().nullable(),
  licence: z.number().nullable(),
  language: z.string().nullable(),
  description: z.string().max(200_000),
  support: z.string().max(50_000),
  tags: z.array(z.string().max(1000)).max(1000),
  commentsPolicy: z.int().min(1).max(3),
  downloadEnabled: z.boolean(),
  nsfw: z.boolean(),
  /** Bits: 1 violent, 2 explicit sex. */
  nsfwFlags: z.int().min(0).max(3),
  nsfwSummary: z.string().max(10_000),
  /** ISO 8601 or null. */
  originallyPublishedAt: z.string().nullable(),
  schedule: z
    .strictObject({
      /** ISO 8601 with offset Z. */
      updateAt: z.string(),
      privacy: z.int(),
      /** IANA name in which the person thinks of that moment. */
      timeZone: z.string(),
    })
    .nullable(),
  waitTranscoding: z.boolean(),
  generateTranscription: z.boolean(),
  passwords: z.array(z.string().max(1000)).max(1000),
  thumbnail: draftThumbnailSchema.nullable(),
  captions: z.array(draftCaptionSchema).max(500),
  playlistIds: z.array(z.number()).max(1000),
  chapters: z.array(chapterSchema).max(5000),
  /** `PLAYER_THEME`, or one that a later PeerTube has. */
  playerTheme: z.string().min(1).max(100),
  embedPrivacy: embedPrivacySchema,
})

export type Draft = z.infer<typeof draftSchema>
export type DraftField = keyof Draft

const bits = draftSchema.shape.nsfwFlags

/** Fields a person sets directly; attachments have calls of their own. */
export const draftPatchSchema = draftSchema
  .omit({ thumbnail: true, captions: true })
  .partial()
  /** Bits of `nsfwFlags` that each of several drafts gets or loses; the others stay as they are in each. */
  .extend({ flagBits: z.strictObject({ set: bits, clear: bits }).optional() })

export type DraftPatch = z.infer<typeof draftPatchSchema>

/** The bits that all of several drafts have, and those that some have. */
export interface SharedBits {
  all: number
  some: number
}

/** Several drafts seen as one: a field is the same in all of them, or mixed. */
export type MergedDraft = {
  [Field in DraftField]:
    | { mixed: false; value: Draft[Field] }
    | (Field extends 'nsfwFlags' ? { mixed: true; bits: SharedBits } : { mixed: true })
}

/** Remembered per channel and put into each new draft of it. */
export const channelDefaultsSchema = z.strictObject({
  privacy: z.int(),
  category: z.number().nullable(),
  licence: z.number().nullable(),
  language: z.string().nullable(),
  description: z.string().max(200_000),
  support: z.string().max(50_000),
  tags: z.array(z.string().max(1000)).max(1000),
  commentsPolicy: z.int().min(1).max(3),
  downloadEnabled: z.boolean(),
  waitTranscoding: z.boolean(),
  playlistIds: z.array(z.number()).max(1000),
})

export type ChannelDefaults = z.infer<typeof channelDefaultsSchema>
