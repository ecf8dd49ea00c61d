import { z } from 'zod'
import { pendingSchema } from './edit'

/** No more items than these are answered at once. */
export const MOST_CALENDAR_ITEMS = 5000

/** The longest span that can be asked for: six weeks and a day for the clock change. */
export const LONGEST_CALENDAR_MS = 43 * 86_400_000

/** A change of privacy that comes, or an announced time of a live. */
export const calendarItemSchema = z.strictObject({
  accountId: z.uuid(),
  uuid: z.string(),
  name: z.string(),
  channelName: z.string(),
  kind: z.enum(['video', 'live']),
  /** Epoch milliseconds; what waits to be sent is laid over what the instance has. */
  at: z.number(),
  /** Who can watch it from then on: PeerTube's `VideoPrivacy`. */
  privacy: z.number(),
  /** PeerTube's `VideoState`. */
  state: z.number(),
  /** The most urgent edit of the video that is not sent. */
  pending: pendingSchema,
  /** What failed of it did so because the new time passed before it was sent. */
  hasTimePassed: z.boolean(),
  /** Something is typed for it that was not asked to be sent. */
  isHeld: z.boolean(),
})

export type CalendarItem = z.infer<typeof calendarItemSchema>

export const calendarSchema = z.strictObject({
  revision: z.int(),
  /** In the order of time. */
  items: z.array(calendarItemSchema),
  /** There are more, which are left out. */
  isCut: z.boolean(),
})
