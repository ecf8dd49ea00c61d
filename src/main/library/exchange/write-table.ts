import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { ALL_COLUMNS, type ExchangeRecord } from './columns'
import { escapeFormula } from './formulas'

export type TableFormat = 'csv' | 'json'

/**
 * Writes records as they come, without gathering them. CSV is UTF-8 with a mark in front, which spreadsheets want, and
 * lines end as RFC 4180 says. JSON is `{"videos": [...]}`, a video on each line. The stream stays open.
 */
export async function writeTable(
  records: AsyncIterable<readonly ExchangeRecord[]>,
  format: TableFormat,
  sink: Writable,
): Promise<void> {
  const { head, batch, tail } = format === 'csv' ? csv : json()
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

const LINES = { record_delimiter: '\r\n' }

const csv: Layout = {
  head: `\uFEFF${stringify([[...ALL_COLUMNS]], LINES)}`,
  batch: (records) =>
    stringify(
      records.map((record) => ALL_COLUMNS.map((column) => escapeFormula(record[column]))),
      LINES,
    ),
  tail: '',
}

function json(): Layout {
  let isFirst = true
  return {
    head: '{"videos": [\n',
    batch: (records) => {
      const start = isFirst ? '' : ',\n'
      isFirst = false
      return start + records.map((record) => JSON.stringify(record)).join(',\n')
    },
    tail: '\n]}\n',
  }
}
