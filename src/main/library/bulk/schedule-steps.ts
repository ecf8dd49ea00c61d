import type { ScheduleChange } from '@shared/library/bulk'
import { fromWallTime } from '@shared/time/zoned-time'
import type { Draft } from '@shared/uploads/draft'

/**
 * The schedule of the video with that place in the run, from 0. Days are the calendar's: at 18:00 stays at 18:00 when the
 * clock changes. The person's own dates and zones were checked; what is no moment all the same gives none.
 */
export function scheduleOf(change: ScheduleChange, place: number): Draft['schedule'] {
  if (change.how === 'clear') return null
  const { timeZone, privacy, time, everyDays } = change
  const updateAt = fromWallTime({ date: daysAfter(change.date, place * everyDays), time }, timeZone)
  return updateAt === null ? null : { updateAt, privacy, timeZone }
}

function daysAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
