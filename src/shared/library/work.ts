import { z } from 'zod'
import { VIDEO_STATE } from './library'

/** States in which the server works on a video. */
export const WORKING_STATES: readonly number[] = [
  VIDEO_STATE.toTranscode,
  VIDEO_STATE.toImport,
  VIDEO_STATE.toMove,
  VIDEO_STATE.toEdit,
  VIDEO_STATE.toMoveBack,
]
/** Work that came to no good end. */
export const FAILED_STATES: readonly number[] = [
  VIDEO_STATE.transcodingFailed,
  VIDEO_STATE.moveFailed,
  VIDEO_STATE.moveBackFailed,
  VIDEO_STATE.importFailed,
]

/** A video that its server works on. */
export const workingVideoSchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.string(),
  name: z.string(),
  state: z.number(),
  /** The server's own word for the state. */
  stateLabel: z.string(),
  /** Epoch milliseconds since when we have seen it so. */
  since: z.number(),
  /** It takes far longer than others of the account did. */
  isSlow: z.boolean(),
})

export type WorkingVideo = z.infer<typeof workingVideoSchema>

/** How the work on a video ended. */
export const endedWorkSchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.string(),
  name: z.string(),
  outcome: z.enum(['ready', 'failed']),
})

export type EndedWork = z.infer<typeof endedWorkSchema>
