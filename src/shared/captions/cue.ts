import { z } from 'zod'

/** Texts and times beyond these are no captions any more; a day is the longest video. */
export const CUE_LIMITS = { cues: 50_000, characters: 10_000, longestMs: 24 * 3_600_000 } as const

export const cueSchema = z.strictObject({
  /** Milliseconds from the start of the video. */
  startMs: z.int().min(0).max(CUE_LIMITS.longestMs),
  endMs: z.int().min(0).max(CUE_LIMITS.longestMs),
  /** Lines parted by `\n`; WebVTT's tags (`<i>`) stand in it as they are. */
  text: z.string().max(CUE_LIMITS.characters),
})

/** One caption: what is shown, and from when to when. */
export type Cue = z.infer<typeof cueSchema>

export const cuesSchema = z.array(cueSchema).max(CUE_LIMITS.cues)
