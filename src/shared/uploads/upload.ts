import { z } from 'zod'
import { draftSchema } from './draft'

/**
 * The server's partial upload. It is written down before the init that creates it: a repeated init with the same
 * `title` and `lastModified` finds the same session again, whatever happened to the first answer.
 */
export const sessionSchema = z.strictObject({
  /** PeerTube's `upload_id`; null until an init was answered. */
  uploadId: z.string().nullable(),
  /** Part of the session's identity on the server; unique per upload, epoch milliseconds. */
  lastModified: z.number(),
  /** Frozen: the server derives the session's id from it. A later title is sent once the video exists. */
  title: z.string(),
  /**
   * Epoch milliseconds of the last accepted byte, or of the init while there is none: the server forgets a session 60
   * to 120 minutes later. 0: it said that it has. Null until an init was answered.
   */
  lastByteAt: z.number().nullable(),
  /** Whether the last byte was sent once, so that a 404 is ambiguous from now on. */
  lastByteSent: z.boolean(),
})

export type Session = z.infer<typeof sessionSchema>

export const publishedVideoSchema = z.strictObject({
  id: z.number(),
  uuid: z.string(),
  shortUuid: z.string(),
})

export type PublishedVideo = z.infer<typeof publishedVideoSchema>

/** The video whose file an upload replaces. */
export const replacedVideoSchema = publishedVideoSchema.extend({ title: z.string() })

export type ReplacedVideo = z.infer<typeof replacedVideoSchema>

export const BLOCK_REASONS = [
  'offline',
  'signed-out',
  'quota',
  'file-missing',
  'file-changed',
  'instance-unreachable',
] as const

export type BlockReason = (typeof BLOCK_REASONS)[number]

export const FAILURE_CODES = [
  'refused', // 400, 403, 409 for good: the server's own words tell why
  'unsupported', // 415
  'unreadable', // 422
  'too-large', // 413 max_file_size_reached
  'checksum', // 460, three times
  'stalled', // the same offset three times
  'attempts', // retryable failures, again and again
  'processing', // the server could not process the video (states 7, 8, 12)
  'video-gone', // the video disappeared after it was created
  'file-changed', // after the last byte was sent: the video exists, and may be made of two versions
  'cancelled-late', // a video came of it although it was cancelled: the person keeps it or has it deleted
  'corrupt-row',
  'internal',
] as const

export type FailureCode = (typeof FAILURE_CODES)[number]

/** Reasons of ours why an attempt failed that is made again; `uploads.retryReason.<code>` has the words. */
export const RETRY_CODES = [
  // no answer came
  'dns',
  'refused',
  'reset',
  'timeout',
  'tls',
  'no-answer',
  'not-peertube', // a page of something else came
  'rate-limited', // 429
  'checksum', // 460
  'other',
] as const

export const retryReasonSchema = z.union([
  z.strictObject({ code: z.enum(RETRY_CODES) }),
  /** What the server answered; plain text. */
  z.strictObject({ serverWords: z.string() }),
])

export type RetryReason = z.infer<typeof retryReasonSchema>

const session = sessionSchema.nullable()
/** Of an upload that was cancelled with its last byte under way: before it is sent again, its video is looked for. */
const lastSession = sessionSchema.optional()
const video = publishedVideoSchema

/** One upload is in exactly one of these; each carries only its own data. `transition` is the only door between them. */
export const uploadStateSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('draft'), lastSession }),
  z.strictObject({
    name: z.literal('queued'),
    session,
    /** Failed attempts in a row without a byte of progress. */
    attempt: z.int(),
    /** Epoch milliseconds before which no slot is given. */
    notBefore: z.number().nullable(),
    /** Why the attempt before failed, while the next one waits for `notBefore`. */
    retryBecause: retryReasonSchema.optional(),
    /** Why the session was lost, when this upload starts again from zero. */
    restartedBecause: z.enum(['session-expired', 'file-replaced']).nullable(),
  }),
  z.strictObject({ name: z.literal('uploading'), session: sessionSchema, attempt: z.int() }),
  z.strictObject({ name: z.literal('paused'), session }),
  z.strictObject({
    name: z.literal('blocked'),
    reason: z.enum(BLOCK_REASONS),
    session,
    since: z.number(),
    /** The server's own words, when it was the server that said so. */
    detail: z.string().nullable(),
  }),
  z.strictObject({ name: z.literal('finishing'), session: sessionSchema, attempt: z.int() }),
  z.strictObject({ name: z.literal('processing'), video, since: z.number() }),
  z.strictObject({ name: z.literal('published'), video, publishedAt: z.number() }),
  z.strictObject({
    name: z.literal('failed'),
    code: z.enum(FAILURE_CODES),
    /** HTTP status when there was one. */
    status: z.number().nullable(),
    detail: z.string(),
    session,
    /** Known when the failure came after the video existed; a retry then goes on from there. */
    video: video.nullable(),
    at: z.number(),
  }),
  z.strictObject({
    name: z.literal('cancelled'),
    lastSession,
    /** Epoch milliseconds of the cancel, while it is not known whether a video came of the last session. */
    soughtSince: z.number().optional(),
    /** The person wants to see it no more. It is gone with the end of the search, or seen again with what that found. */
    isRemoved: z.boolean().optional(),
  }),
])

export type UploadState = z.infer<typeof uploadStateSchema>
export type UploadStateName = UploadState['name']

/** Why a draft can't be submitted; `uploads.problems.<code>` has the words. */
export const problemSchema = z.strictObject({
  field: z.union([draftSchema.keyof(), z.literal('file')]),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

export type Problem = z.infer<typeof problemSchema>

/** Reasons of ours why a step was not sent; `uploads.stepError.<code>` has the words. */
export const STEP_ERROR_CODES = ['file-missing', 'file-unreadable', 'internal'] as const

export const stepErrorSchema = z.union([
  z.strictObject({ code: z.enum(STEP_ERROR_CODES) }),
  /** Why the instance refused it; plain text. */
  z.strictObject({ serverWords: z.string() }),
])

export type StepError = z.infer<typeof stepErrorSchema>

/** Things to send once the video exists, each idempotent. `failed` ones wait for the person. */
export const stepSchema = z.strictObject({
  kind: z.enum(['metadata', 'thumbnail', 'caption', 'chapters', 'playerTheme', 'embedPrivacy', 'playlist']),
  /** Caption language or playlist id; empty otherwise. */
  key: z.string(),
  error: stepErrorSchema.nullable(),
})

export type Step = z.infer<typeof stepSchema>

/** One line of the queue: small, since there may be ten thousand. */
export const uploadRowSchema = z.strictObject({
  id: z.uuid(),
  accountId: z.uuid(),
  /** Sort key of the queue, ascending. */
  position: z.number(),
  title: z.string(),
  fileName: z.string(),
  fileBytes: z.number(),
  addedAt: z.number(),
  privacy: z.number(),
  /** Null while none is chosen. */
  channelId: z.number().nullable(),
  /** Bytes that the server has accepted, as last known. */
  bytesSent: z.number(),
  state: uploadStateSchema,
  problems: z.array(problemSchema),
  /** Steps that wait or failed. */
  steps: z.array(stepSchema),
  /** The instance has made it ready, and it is private until the sites that may embed it are set. */
  isHeldBack: z.boolean(),
  /** Changes with the thumbnail; null: none chosen. Served at `app://longshore/local/thumbnail/<id>?v=<version>`. */
  thumbnailVersion: z.number().nullable(),
  /** The video that gets this file in the place of its own; null: the upload makes a new video. */
  replaces: z.strictObject({ uuid: z.string(), title: z.string() }).nullable(),
})

export type UploadRow = z.infer<typeof uploadRowSchema>

/** Never stored: what the wire does right now. */
export const progressSchema = z.strictObject({
  id: z.uuid(),
  bytesSent: z.number(),
  /** Smoothed; null while unknown. */
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})

export type Progress = z.infer<typeof progressSchema>

export const receiptSchema = z.strictObject({
  uploadId: z.uuid(),
  title: z.string(),
  fileName: z.string(),
  fileBytes: z.number(),
  /** Hex. */
  sha256: z.string(),
  instanceUrl: z.string(),
  username: z.string(),
  videoUuid: z.string(),
  videoUrl: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  uploadedAt: z.string(),
  publishedAt: z.string().nullable(),
  /** The file took the place of the one that the video had. */
  replaced: z.boolean(),
})

export type Receipt = z.infer<typeof receiptSchema>
