/** Time left in steps coarse enough not to jump: an i18n key under `uploads.timeLeft` with its numbers. */
export interface TimeLeft {
  key: 'seconds' | 'minutes' | 'hours' | 'days'
  params: Record<string, number>
}

const MINUTE = 60
const HOUR = 3600
const DAY = 86_400

const upTo = (value: number, step: number): number => Math.max(step, Math.ceil(value / step) * step)

/** Null when nobody can say: unknown, or more than ten days. */
export function timeLeft(secondsLeft: number | null): TimeLeft | null {
  if (secondsLeft === null || !Number.isFinite(secondsLeft) || secondsLeft > 10 * DAY) return null
  if (secondsLeft <= 50) return { key: 'seconds', params: { count: upTo(secondsLeft, 10) } }
  const minutes = Math.ceil(secondsLeft / MINUTE)
  if (minutes < 60) return { key: 'minutes', params: { count: minutes > 10 ? upTo(minutes, 5) : minutes } }
  if (secondsLeft > DAY) return { key: 'days', params: { count: Math.ceil(secondsLeft / DAY) } }
  const rounded = upTo(minutes, 5)
  return { key: 'hours', params: { hours: Math.floor((rounded * MINUTE) / HOUR), minutes: rounded % 60 } }
}
