import { ALL_COLUMNS, UNKNOWN_CELL, type ExchangeRecord } from './columns'
import { readYesOrNo, splitTags } from './words'

type Column = keyof ExchangeRecord
type Value = string | number | boolean | null | string[]

/** Columns that are something else than text where a format has more than texts. */
const NATURAL: Partial<Record<Column, (text: string) => Value>> = {
  seconds: Number,
  views: Number,
  publishedAt: textOrNull,
  category: textOrNull,
  licence: textOrNull,
  language: textOrNull,
  tags: splitTags,
  download: yesOrNo,
  nsfw: yesOrNo,
  originalDate: textOrNull,
  scheduledAt: textOrNull,
  scheduledPrivacy: textOrNull,
  waitTranscoding: yesOrNo,
}

/** A line in the types of JSON. What is not known has no key: an import leaves it alone. */
export function naturalRecord(record: ExchangeRecord): Partial<Record<Column, Value>> {
  const known = ALL_COLUMNS.filter((column) => record[column] !== UNKNOWN_CELL)
  return Object.fromEntries(known.map((column) => [column, naturalValue(column, record[column])]))
}

function naturalValue(column: Column, text: string): Value {
  const read = NATURAL[column]
  return read === undefined ? text : read(text)
}

function textOrNull(text: string): string | null {
  return text === '' ? null : text
}

function yesOrNo(text: string): boolean {
  return readYesOrNo(text) === true
}
