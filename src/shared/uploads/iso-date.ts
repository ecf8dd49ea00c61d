const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/

/**
 * A day, or a moment, as ISO 8601 writes it, in epoch milliseconds; null: it is none. Engines make a date of more: of
 * `12/07/1998` the 7th of December.
 */
export function isoTime(text: string): number | null {
  const at = ISO_DATE.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}

/** Engines take the 31st of February for the 3rd of March. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}
