/** A moment as a person types it: the clock on the wall of a time zone. */
export interface WallTime {
  /** `2026-03-29` */
  date: string
  /** `14:05` */
  time: string
}

const MINUTE_MS = 60_000

/** Making one costs as much as a hundred uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

function partsIn(timeZone: string, at: number): Record<string, string> {
  return Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )
}

export function toWallTime(iso: string, timeZone: string): WallTime | null {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return null
  const { year, month, day, hour, minute } = partsIn(timeZone, at)
  return { date: `${year ?? ''}-${month ?? ''}-${day ?? ''}`, time: `${hour ?? ''}:${minute ?? ''}` }
}

/** Milliseconds that the zone's clock is ahead of UTC at that moment. */
function offsetAt(timeZone: string, at: number): number {
  const { year, month, day, hour, minute } = partsIn(timeZone, at)
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  return wall - Math.floor(at / MINUTE_MS) * MINUTE_MS
}

/**
 * The moment at which the zone's clock shows that time, ISO 8601 with Z; null when it is no date. A time that the
 * clock skips in spring becomes one hour later, of one that comes twice in autumn the first is taken.
 */
export function fromWallTime({ date, time }: WallTime, timeZone: string): string | null {
  const wall = Date.parse(`${date}T${time}:00Z`)
  if (Number.isNaN(wall)) return null
  const dayBefore = wall - offsetAt(timeZone, wall - 86_400_000)
  const dayAfter = wall - offsetAt(timeZone, wall + 86_400_000)
  const fits = [dayBefore, dayAfter].filter((at) => at + offsetAt(timeZone, at) === wall)
  return new Date(fits.length > 0 ? Math.min(...fits) : dayBefore).toISOString()
}

export function systemTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** All zones that the runtime knows, with the given ones among them. */
export function timeZones(...always: readonly string[]): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...always])].sort()
}
