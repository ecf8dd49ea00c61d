import type { LiveSettings } from '@shared/live/live'

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A moment as an input of type `datetime-local` wants it, in this computer's zone. Empty for no moment. */
export function toLocalInput(at: number): string {
  if (!Number.isFinite(at)) return ''
  const date = new Date(at)
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** NaN for what is no moment. */
export function fromLocalInput(text: string): number {
  return new Date(text).getTime()
}

/** A time that was half typed is kept as nothing: it is no time when it comes back. */
export function withoutHalfTimes(settings: LiveSettings): LiveSettings {
  return { ...settings, schedules: settings.schedules.filter((at) => Number.isFinite(at)) }
}
