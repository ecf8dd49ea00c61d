import { z } from 'zod'
import { playlistChangeSchema } from '../playlists/playlist'
import { editNoteSchema, editRowSchema } from './edit'
import { listFormSchema } from './list-form'

/** In which states a change of any kind may be; the states of `EditState` without those of a plan. */
export const CHANGE_STATES = ['held', 'waiting', 'sending', 'conflict', 'failed', 'done'] as const

export const changeStateSchema = z.enum(CHANGE_STATES)

export type ChangeState = z.infer<typeof changeStateSchema>

/** A change of what a playlist holds that its instance has not got. */
export const playlistChangeRowSchema = z.strictObject({
  id: z.int(),
  accountId: z.uuid(),
  playlistUuid: z.string(),
  playlistName: z.string(),
  /** Watch later has no name of its own. */
  isWatchLater: z.boolean(),
  change: playlistChangeSchema,
  /** Of the video that it is about, the first one of several; empty: not known. */
  videoName: z.string(),
  state: z.enum(['waiting', 'sending', 'failed']),
  /** Why it still waits. */
  note: editNoteSchema.nullable(),
  /** Its playlist is about to be deleted: then it goes too, else it is sent. */
  awaitsDeletion: z.boolean(),
  /** When failed: an error code (`errors.<code>`), and the server's own words. */
  error: z.string(),
  detail: z.string(),
  /** Epoch milliseconds; null: made before this was kept. */
  madeAt: z.number().nullable(),
})

export type PlaylistChangeRow = z.infer<typeof playlistChangeRowSchema>

/** One line of the outbox, whatever it changes. */
export const changeRowSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('video'), row: editRowSchema }),
  z.strictObject({ of: z.literal('playlist'), row: playlistChangeRowSchema }),
  z.strictObject({ of: z.literal('form'), row: listFormSchema }),
])

export type ChangeRow = z.infer<typeof changeRowSchema>
export type ChangeKind = ChangeRow['of']

/** Names one change. */
export const changeRefSchema = z.strictObject({
  of: z.enum(['video', 'playlist', 'form']),
  id: z.string().min(1).max(50),
})

export type ChangeRef = z.infer<typeof changeRefSchema>

export const changeCountsSchema = z.strictObject({
  held: z.int(),
  waiting: z.int(),
  sending: z.int(),
  conflict: z.int(),
  failed: z.int(),
  done: z.int(),
})

export type ChangeCounts = z.infer<typeof changeCountsSchema>
