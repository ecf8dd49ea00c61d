import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { ALL_COLUMNS, type ExchangeRecord } from './columns'
import { escapeFormulas } from './formulas'
import { naturalRecord } from './natural-record'

export type TableFormat = 'csv' | 'json'
export type Delimiter = ',' | ';'

/** What spreadsheets part CSV at where numbers are written so. */
export function delimiterFor(locale: string): Delimiter {
  try {
    const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
    return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ','
  } catch {
    // Systems have names for locales that are none.
    return ','
  }
}

/**
 * Writes records as they come, without gathering them. CSV is UTF-8 with a mark in front, which spreadsheets want, every
 * cell in quotes, and lines end as RFC 4180 says. JSON is `{"videos": [...]}`, a video on each line, its values in JSON's
 * own types. The stream stays open.
 */
export async function writeTable(
  records: AsyncIterable<readonly ExchangeRecord[]>,
  { format, delimiter }: { format: TableFormat; delimiter: Delimiter },
  sink: Writable,
): Promise<void> {
  const { head, batch, tail } = format === 'csv' ? csv(delimiter) : json()
  await write(sink, head)
  for await (const some of records) {
    if (some.length > 0) await write(sink, batch(some))
  }
  await write(sink, tail)
}

async function write(sink: Writable, text: string): Promise<void> {
  if (text !== '' && !sink.write(text)) await once(sink, 'drain')
}

interface Layout {
  head: string
  batch: (records: readonly ExchangeRecord[]) => string
  tail: string
}

function csv(delimiter: Delimiter): Layout {
  const written = (rows: string[][]): string =>
    stringify(rows, { delimiter, quoted: true, quoted_empty: true, record_delimiter: '\r\n' })
  return {
    head: `\uFEFF${written([[...ALL_COLUMNS]])}`,
    batch: (records) =>
      written(records.map((record) => ALL_COLUMNS.map((column) => escapeFormulas(record[column])))),
    tail: '',
  }
}

function json(): Layout {
  let isFirst = true
  return {
    head: '{"videos": [\n',
    batch: (records) => {
      const start = isFirst ? '' : ',\n'
      isFirst = false
      return start + records.map((record) => JSON.stringify(naturalRecord(record))).join(',\n')
    },
    tail: '\n]}\n',
  }
}
