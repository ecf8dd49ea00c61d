import { CUE_LIMITS } from './cue'

const TIME = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/
const SECONDS = /^(\d{1,6})(?:[.,](\d{1,3}))?$/

/** `01:02:03.004` for milliseconds. */
export function formatCueTime(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  const rest = String(Math.floor(ms % 1000)).padStart(3, '0')
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`
}

/** Milliseconds of `1:02:03.004`, `02:03.5`, `63,25`; null: no time, or more than a day. */
export function parseCueTime(text: string): number | null {
  const plain = text.trim()
  const clock = TIME.exec(plain)
  if (clock !== null) {
    const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = clock
    if (Number(minutes) > 59 || Number(seconds) > 59) return null
    return within((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds), fraction)
  }
  const [, seconds, fraction = ''] = SECONDS.exec(plain) ?? []
  return seconds === undefined ? null : within(Number(seconds), fraction)
}

/** `.5` is half a second. */
function within(seconds: number, fraction: string): number | null {
  const ms = seconds * 1000 + Number(fraction.padEnd(3, '0'))
  return ms <= CUE_LIMITS.longestMs ? ms : null
}
