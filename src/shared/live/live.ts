import { z } from 'zod'
import { libraryRowSchema } from '../library/library'
import { draftSchema } from '../uploads/draft'

/** What PeerTube keeps of a live beside what it keeps of any video. */
export const liveSettingsSchema = z.strictObject({
  /** Goes on air again and again under the same address; else once. */
  permanent: z.boolean(),
  saveReplay: z.boolean(),
  /** PeerTube's `VideoPrivacy` without the password one; null: not told, or no replay. */
  replayPrivacy: z.int().min(1).max(4).nullable(),
  /** PeerTube's `LiveVideoLatencyMode`. */
  latency: z.int().min(1).max(3),
  /** Announced times, epoch milliseconds. */
  schedules: z.array(z.number()).max(50),
  /** How far viewers may rewind, seconds; 0: not at all. */
  dvrSeconds: z.int().min(0),
})

export type LiveSettings = z.infer<typeof liveSettingsSchema>
export type LiveSettingsField = keyof LiveSettings

/** One time on air. */
export const liveSessionSchema = z.strictObject({
  id: z.number(),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  /** Null: on air. */
  endedAt: z.number().nullable(),
  /** PeerTube's number of what went wrong (`LIVE_ERROR_NAMES`); null: nothing. */
  error: z.number().nullable(),
  /** Page of its replay; null: there is none, or none yet. */
  replayUrl: z.string().nullable(),
  savesReplay: z.boolean(),
  /** Whether the server is done with it. */
  isProcessed: z.boolean(),
})

export type LiveSession = z.infer<typeof liveSessionSchema>

/** What is read of a live when somebody looks at it; kept, so that it can be read offline. No key is in it. */
export const liveDetailsSchema = z.strictObject({
  settings: liveSettingsSchema,
  hasRtmp: z.boolean(),
  hasRtmps: z.boolean(),
  sessions: z.array(liveSessionSchema),
  /** Epoch milliseconds. */
  readAt: z.number(),
})

export type LiveDetails = z.infer<typeof liveDetailsSchema>

/** A live in the list. */
export const liveRowSchema = libraryRowSchema.extend({
  /** Null: not read yet. */
  settings: liveSettingsSchema.nullable(),
})

export type LiveRow = z.infer<typeof liveRowSchema>

/** Where the encoder sends to. Leaves main only when somebody asks to see it. */
export const streamKeysSchema = z.strictObject({
  rtmpUrl: z.string().nullable(),
  rtmpsUrl: z.string().nullable(),
  streamKey: z.string(),
})

export type StreamKeys = z.infer<typeof streamKeysSchema>

/** What a person says of a new live; the rest is said in the library, as of any video. */
export const newLiveSchema = z.strictObject({
  ...draftSchema.pick({
    title: true,
    channelId: true,
    privacy: true,
    passwords: true,
    description: true,
    tags: true,
    commentsPolicy: true,
    nsfw: true,
  }).shape,
  settings: liveSettingsSchema,
})

export type NewLive = z.infer<typeof newLiveSchema>

/** How the lives of an account stand at the moment. */
export const liveStatusSchema = z.strictObject({
  accountId: z.uuid(),
  /** `socket`: told at once. `polling`: asked every half minute. `none`: nobody can be asked. */
  via: z.enum(['socket', 'polling', 'none']),
  lives: z.array(
    z.strictObject({
      uuid: z.string(),
      /** PeerTube's `VideoState`. */
      state: z.number(),
      /** Null: not told. */
      viewers: z.number().nullable(),
    }),
  ),
})

export type LiveStatus = z.infer<typeof liveStatusSchema>
