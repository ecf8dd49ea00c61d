import { z } from 'zod'

/** What became of each thing that was dropped and is not in the queue now. */
export const REFUSALS = [
  'empty', // 0 bytes
  'unreadable',
  'not-a-video', // the extension is none that the instance takes
  'too-large', // larger than the quota of the account, or than any upload may be
  'already-queued',
  'already-sent',
  'vanished', // gone while the folder was read
  // of what lies beside a video
  'not-captions', // the content is none of captions
  'not-a-picture',
  'attachment-too-large', // larger than the instance takes of captions or pictures
  'language-taken', // other captions of that language were taken; its code
  'picture-taken', // another picture was taken; its name
  'not-stored', // our own database took no more; `disk-full`, or its error code
] as const

export const refusalSchema = z.strictObject({
  name: z.string(),
  reason: z.enum(REFUSALS),
  /** System error code, extension, language, or what was taken in its place. */
  detail: z.string(),
})

export type Refusal = z.infer<typeof refusalSchema>

/** Dropped folders with nothing in them that could be added or refused. */
const bareFoldersSchema = z.strictObject({
  count: z.int(),
  /** How many folders were dropped. */
  of: z.int(),
  /** The name of the first. */
  name: z.string(),
})

export const intakeProgressSchema = z.strictObject({
  intakeId: z.uuid(),
  found: z.int(),
  added: z.int(),
  refused: z.int(),
  /** Of the refused ones: files that the account has sent before, which `intake.addAgain` adds all the same. */
  sentBefore: z.int(),
  done: z.boolean(),
  /** Why files were left out that nothing is wrong with; null: none were. */
  error: z.enum(['disk-full', 'internal']).nullable(),
  /** Told when done; null: each of them had something, or none was dropped. */
  bareFolders: bareFoldersSchema.nullable(),
  /** The first 1,000 refusals, sent when done. */
  refusals: z.array(refusalSchema),
  /** Rows that this drop added, the first 10,000, sent when done: the window selects them. */
  addedIds: z.array(z.uuid()),
})

export type IntakeProgress = z.infer<typeof intakeProgressSchema>
