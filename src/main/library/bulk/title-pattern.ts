import { toWallTime } from '@shared/time/zoned-time'

/** What the placeholders of a text stand for in one video. */
export interface PatternValues {
  /** The video's number in the run. */
  number: number
  title: string
  channel: string
  /** Epoch milliseconds: its publication, or its creation while there was none. */
  shownAt: number
  /** IANA name. */
  timeZone: string
}

const PLACEHOLDER = /\{(n|title|channel|date|year|month|day)(?::(\d{1,2}))?\}/g

/**
 * Fills `{n}`, `{n:3}` (at least three digits), `{title}`, `{channel}`, `{date}` (2026-03-29), `{year}`, `{month}` and
 * `{day}` in. Whatever else stands in braces stays as it is.
 */
export function fillPattern(text: string, values: PatternValues): string {
  return text.replace(PLACEHOLDER, (whole, name: string, digits: string | undefined) => {
    if (name === 'n') return padded(values.number, Number(digits ?? 1))
    return digits === undefined ? wordFor(name, values) : whole
  })
}

function wordFor(name: string, { title, channel, shownAt, timeZone }: PatternValues): string {
  if (name === 'title') return title
  if (name === 'channel') return channel
  const date = toWallTime(new Date(shownAt).toISOString(), timeZone)?.date ?? ''
  const [year = '', month = '', day = ''] = date.split('-')
  return { date, year, month, day }[name] ?? ''
}

function padded(number: number, digits: number): string {
  const sign = number < 0 ? '-' : ''
  return sign + String(Math.abs(number)).padStart(digits, '0')
}
