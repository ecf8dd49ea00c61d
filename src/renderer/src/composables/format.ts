const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Numbers, sizes, times and dates in the words of one language. */
export interface Format {
  number(value: number): string
  /** 0 to 1. */
  percent(share: number): string
  /** Decimal units (1 kB = 1,000 bytes), as PeerTube and the systems' file windows show them. */
  bytes(bytes: number): string
  speed(bytesPerSecond: number): string
  /** The two largest units: `1 hr 5 min`, `42 sec`. */
  duration(seconds: number): string
  /** As players show it: `1:02:03`, `0:42`. */
  clock(seconds: number): string
  /** How long ago it was, in its largest unit: `3 minutes ago`. Both in epoch milliseconds. */
  ago(moment: number, now: number): string
  /** Epoch milliseconds or ISO 8601. */
  dateTime(moment: number | string): string
  date(moment: number | string): string
  time(moment: number | string): string
}

function scale(bytes: number): { value: number; unit: (typeof BYTE_UNITS)[number] } {
  let value = bytes
  let step = 0
  // 999.5 would be shown as 1,000: it belongs to the next unit.
  while (value >= 999.5 && step < BYTE_UNITS.length - 1) {
    value /= 1000
    step += 1
  }
  return { value, unit: BYTE_UNITS[step] ?? 'terabyte' }
}

/** Making one takes longer than all else about a row of a table. */
const unitFormats = new Map<string, Intl.NumberFormat>()

function unitFormat(locale: string, unit: string, value: number): string {
  const maximumFractionDigits = value < 10 && unit !== 'byte' && !unit.startsWith('byte-') ? 1 : 0
  const key = `${locale} ${unit} ${String(maximumFractionDigits)}`
  const known = unitFormats.get(key)
  if (known !== undefined) return known.format(value)
  const made = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    // The short form has no plural in English: “219 byte”.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits,
  })
  unitFormats.set(key, made)
  return made.format(value)
}

function durationParts(seconds: number): [number, string][] {
  const whole = Math.max(0, Math.round(seconds))
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor((whole % 86_400) / 3600), 'hour'],
    [Math.floor((whole % 3600) / 60), 'minute'],
    [whole % 60, 'second'],
  ]
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first === -1) return [[0, 'second']]
  return parts.slice(first, first + 2).filter(([amount]) => amount > 0)
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const end = two(whole % 60)
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${end}` : `${String(minutes)}:${end}`
}

const AGO_UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** Clocks go wrong: what lies ahead was just now. */
function ago(relative: Intl.RelativeTimeFormat, moment: number, now: number): string {
  const passed = Math.max(0, now - moment)
  const [unit, length] = AGO_UNITS.find(([, one]) => passed >= one) ?? ['second', 1000]
  return relative.format(unit === 'second' ? 0 : -Math.floor(passed / length), unit)
}

/**
 * The system's own locale where it speaks the language of the window: a person in Ireland reads English with the
 * dates of Ireland. Otherwise the language alone.
 */
export function regionalLocale(language: string, systemLocale: string): string {
  try {
    const system = new Intl.Locale(systemLocale)
    return system.language === language ? system.toString() : language
  } catch {
    // Systems have locales that are none, such as `C`.
    return language
  }
}

/** Made when first used: each costs more than a row of the list. */
function onDemand<T>(make: () => T): () => T {
  let made: T | null = null
  return () => (made ??= make())
}

export function createFormat(locale: string): Format {
  const dateTime = onDemand(
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  )
  const date = onDemand(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
  const time = onDemand(() => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }))
  const number = onDemand(() => new Intl.NumberFormat(locale))
  const percent = onDemand(
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  )
  const relative = onDemand(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  return {
    number: (value) => number().format(value),
    // Rounded down: 100 % is said when everything has arrived and not before.
    percent: (share) => percent().format(Math.floor(share * 100) / 100),
    bytes(bytes) {
      const { value, unit } = scale(bytes)
      return unitFormat(locale, unit, value)
    },
    speed(bytesPerSecond) {
      const { value, unit } = scale(bytesPerSecond)
      return unitFormat(locale, `${unit}-per-second`, value)
    },
    duration: (seconds) =>
      durationParts(seconds)
        .map(([amount, unit]) => unitFormat(locale, unit, amount))
        .join(' '),
    clock,
    ago: (moment, now) => ago(relative(), moment, now),
    dateTime: (moment) => dateTime().format(new Date(moment)),
    date: (moment) => date().format(new Date(moment)),
    time: (moment) => time().format(new Date(moment)),
  }
}
