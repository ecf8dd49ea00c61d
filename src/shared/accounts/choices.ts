import { z } from 'zod'

export const choiceSchema = z.strictObject({ id: z.union([z.number(), z.string()]), label: z.string() })

/** One row of a list that the server gives (categories, licences, …): plugins add and remove entries. */
export type Choice = z.infer<typeof choiceSchema>

export const channelSchema = z.strictObject({
  id: z.number(),
  name: z.string(),
  displayName: z.string(),
  support: z.string(),
})

export type Channel = z.infer<typeof channelSchema>

export const playlistSchema = z.strictObject({
  id: z.number(),
  uuid: z.string(),
  displayName: z.string(),
  privacy: z.number(),
})

export type Playlist = z.infer<typeof playlistSchema>

/** Limits and features of one instance, from its config and version. The pure functions of drafts read nothing else. */
/** What the instance says of lives. */
export const liveLimitsSchema = z.strictObject({
  enabled: z.boolean(),
  allowReplay: z.boolean(),
  /** Whether the latency can be chosen. */
  latency: z.boolean(),
  /** Milliseconds; null: no limit. */
  maxDurationMs: z.number().nullable(),
  /** Null: no limit. */
  maxUserLives: z.number().nullable(),
  maxInstanceLives: z.number().nullable(),
  /** 5.2: replays have a privacy of their own. */
  replayPrivacy: z.boolean(),
  /** 7.3: announced times. */
  schedules: z.boolean(),
  /** 8.2: how far viewers may rewind, seconds; 0: not at all. */
  dvrMaxSeconds: z.number(),
})

export type LiveLimits = z.infer<typeof liveLimitsSchema>

export const instanceLimitsSchema = z.strictObject({
  version: z.string(),
  /** With the dot, lower case: `.mp4`. */
  videoExtensions: z.array(z.string()),
  imageExtensions: z.array(z.string()),
  imageMaxBytes: z.number(),
  captionExtensions: z.array(z.string()),
  captionMaxBytes: z.number(),
  /** Bytes; null: the instance names none. */
  maxChunkSize: z.number().nullable(),
  features: z.strictObject({
    /** 6.0: chapters, password protection. */
    chapters: z.boolean(),
    passwords: z.boolean(),
    /** 6.2: `commentsPolicy`; before, `commentsEnabled`. */
    commentsPolicy: z.boolean(),
    /** 7.2: `nsfwFlags`, `nsfwSummary`. */
    nsfwFlags: z.boolean(),
    transcription: z.boolean(),
    /** Before 8.1 one picture goes into two parts. */
    previewPart: z.boolean(),
    replaceFile: z.boolean(),
    /** 8.0: a theme of the player for each video and channel. Absent in what an older Longshore kept. */
    playerTheme: z.boolean().default(false),
    /** 8.1: on which sites a video may be embedded. Absent as the one before. */
    embedPrivacy: z.boolean().default(false),
  }),
  /** What a video gets whose upload names no licence. Absent in what an older Longshore kept, as lives are. */
  defaultLicence: z.number().nullable().optional(),
  /** Absent in what an older Longshore kept: the instance is asked again soon. */
  live: liveLimitsSchema.optional(),
})

export type InstanceLimits = z.infer<typeof instanceLimitsSchema>

/** All that a draft's form needs of one account. */
export const accountChoicesSchema = z.strictObject({
  channels: z.array(channelSchema),
  playlists: z.array(playlistSchema),
  categories: z.array(choiceSchema),
  licences: z.array(choiceSchema),
  languages: z.array(choiceSchema),
  captionLanguages: z.array(choiceSchema),
  privacies: z.array(choiceSchema),
  limits: instanceLimitsSchema,
  /** When the server was asked, epoch milliseconds; older than the session means: from the local copy. */
  fetchedAt: z.number(),
})

export type AccountChoices = z.infer<typeof accountChoicesSchema>
