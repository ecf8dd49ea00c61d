import { Readable } from 'node:stream'
import type { TableReason } from '@shared/library/table-reasons'
import { CsvError, parse } from 'csv-parse'
import { isEditableColumn, isKnownColumn, KEY_COLUMN, UNKNOWN_CELL, type EditableColumn } from './columns'
import { unescapeFormula } from './formulas'
import { linesOf, tableRefused } from './lines'

/** What one line says of one video: a cell for each column that is there. */
export interface TableRow {
  line: number
  uuid: string
  cells: ReadonlyMap<EditableColumn, string>
}

export interface TableHead {
  columns: readonly EditableColumn[]
  /** Names that mean nothing to us: the person is told. */
  unknown: readonly string[]
}

/** A description of 10,000 characters, its quotes doubled, and everything else. */
const LONGEST_RECORD = 100_000
export const MOST_ROWS = 200_000

/**
 * Reads CSV with `,`, `;` or tabs, UTF-8, a head line first; memory does not grow with its length. Rejects with
 * `table-refused`, which names the line.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  onHead: (head: TableHead) => void,
): AsyncGenerator<TableRow> {
  const lines = linesOf(chunks, LONGEST_RECORD)
  const first = await lines.next()
  if (first.done === true) throw tableRefused('empty', 1)
  const parser = parse({
    delimiter: delimiterOf(first.value.text),
    info: true,
    max_record_size: LONGEST_RECORD,
    skip_empty_lines: true,
    relax_column_count_less: false,
  })
  const source = Readable.from(textsOf(first.value.text, lines))
  // Without this an unreadable source would leave the parser waiting.
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let head: readonly string[] | null = null
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      if (head === null) {
        head = headOf(record)
        onHead({
          columns: head.filter(isEditableColumn),
          unknown: head.filter((name) => !isKnownColumn(name)),
        })
      } else {
        if (line > MOST_ROWS) throw tableRefused('too-many', line)
        yield rowOf(head, record, line)
      }
      line = info.lines + 1
    }
  } catch (error) {
    throw error instanceof CsvError ? tableRefused(reasonOf(error), lineOf(error) ?? line) : error
  }
}

async function* textsOf(first: string, lines: AsyncIterable<{ text: string }>): AsyncGenerator<string> {
  yield first
  for await (const { text } of lines) yield text
}

/** What the head line has most of. */
function delimiterOf(head: string): string {
  const count = (sign: string): number => head.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function headOf(record: readonly string[]): string[] {
  const names = record.map((name) => unescapeFormula(name).trim())
  if (new Set(names).size < names.length) throw tableRefused('column-twice', 1)
  if (!names.includes(KEY_COLUMN)) throw tableRefused('no-uuid', 1)
  if (!names.some(isEditableColumn)) throw tableRefused('columns', 1)
  return names
}

function rowOf(head: readonly string[], record: readonly string[], line: number): TableRow {
  const cells = new Map<EditableColumn, string>()
  let uuid = ''
  for (const [place, name] of head.entries()) {
    const text = unescapeFormula(record[place] ?? '')
    if (name === KEY_COLUMN) uuid = text.trim().toLowerCase()
    else if (isEditableColumn(name) && text !== UNKNOWN_CELL) cells.set(name, text)
  }
  return { line, uuid, cells }
}

/** Where the parser stood; of quotes that are never closed, that is the end. */
function lineOf({ lines }: CsvError): number | null {
  return typeof lines === 'number' ? lines : null
}

function reasonOf({ code }: CsvError): TableReason {
  if (code === 'CSV_MAX_RECORD_SIZE') return 'too-long'
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') return 'cells'
  return 'quotes'
}
