/** A limit as people type it: an amount and a decimal unit per second. */
export type BandwidthUnit = 'kilobyte' | 'megabyte'

const BYTES: Record<BandwidthUnit, number> = { kilobyte: 1000, megabyte: 1_000_000 }

/** Bytes per second; the contract's limits, rounded to what can be typed. */
export const LOWEST_LIMIT = 2000
export const HIGHEST_LIMIT = 1_250_000_000

/** The number in what was typed, with a comma or a point, spaces between thousands allowed; null when there is none. */
export function parseAmount(typed: string): number | null {
  const compact = typed.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(compact)) return null
  return Number(compact)
}

/** Bytes per second, or null when the amount is no number or out of range. */
export function limitFrom(typed: string, unit: BandwidthUnit): number | null {
  const amount = parseAmount(typed)
  if (amount === null) return null
  const limit = Math.round(amount * BYTES[unit])
  return limit >= LOWEST_LIMIT && limit <= HIGHEST_LIMIT ? limit : null
}

/** The unit in which a limit reads best. */
export function unitOf(limit: number): BandwidthUnit {
  return limit >= 1_000_000 ? 'megabyte' : 'kilobyte'
}

/** The amount as it stands in the field: `1.5`, or `1,5` where the language writes it so. */
export function amountText(limit: number, unit: BandwidthUnit, locale: string): string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: false })
  return format.format(limit / BYTES[unit])
}

/** `MB/s` in English, `Mo/s` in French. */
export function unitLabel(unit: BandwidthUnit, locale: string): string {
  const parts = new Intl.NumberFormat(locale, { style: 'unit', unit: `${unit}-per-second` }).formatToParts(1)
  return parts
    .filter((part) => part.type === 'unit')
    .map((part) => part.value)
    .join('')
}
