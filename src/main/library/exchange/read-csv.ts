import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { isEditableColumn, isKnownColumn, KEY_COLUMN, UNKNOWN_CELL, type EditableColumn } from './columns'
import { csvRecordsOf, type CsvRecord } from './csv-records'
import { unescapeFormulas } from './formulas'
import { fragmentsOf, tableRefused } from './lines'

/** What one line says of one video: a cell for each column that is there. */
export interface TableRow {
  /** Its line, or of JSON: which record it is. From 1. */
  place: number
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

/** Spreadsheets take the delimiter from such a line in front of the head. */
const SEPARATOR = /^"?sep=(.)"?$/i

/**
 * Reads CSV with `,`, `;` or tabs, UTF-8, a head line first; memory does not grow with its length. Rejects with
 * `table-refused`, which names the line where the record begins.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  onHead: (head: TableHead) => void,
): AsyncGenerator<TableRow> {
  let delimiter: string | null = null
  let head: readonly string[] | null = null
  let rows = 0
  for await (const record of csvRecordsOf(fragmentsOf(chunks), LONGEST_RECORD)) {
    if (delimiter === null) {
      const told = SEPARATOR.exec(textOf(record))?.[1]
      delimiter = told ?? delimiterOf(record.text)
      if (told !== undefined) continue
    }
    const cells = cellsOf(record, delimiter)
    if (head === null) {
      head = headOf(cells, record.line)
      onHead({
        columns: head.filter(isEditableColumn),
        unknown: head.filter((name) => !isKnownColumn(name)),
      })
      continue
    }
    rows += 1
    if (rows > MOST_ROWS) throw tableRefused('too-many', record.line)
    if (cells.length !== head.length) throw tableRefused('cells', record.line)
    yield rowOf(head, cells, record.line)
  }
  if (head === null) throw tableRefused('empty', 1)
}

/** Without the line's end. */
function textOf({ text }: CsvRecord): string {
  return text.replace(/(?:\r\n|\n|\r)$/, '')
}

/** What the head line has most of. */
function delimiterOf(head: string): string {
  const count = (sign: string): number => head.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

function cellsOf(record: CsvRecord, delimiter: string): readonly string[] {
  try {
    const [cells = []] = parse(textOf(record), { delimiter })
    return cells
  } catch (error) {
    throw error instanceof CsvError ? tableRefused('quotes', record.line) : error
  }
}

function headOf(cells: readonly string[], line: number): string[] {
  const names = cells.map((name) => unescapeFormulas(name).trim())
  if (new Set(names).size < names.length) throw tableRefused('column-twice', line)
  if (!names.includes(KEY_COLUMN)) throw tableRefused('no-uuid', line)
  if (!names.some(isEditableColumn)) throw tableRefused('columns', line)
  return names
}

function rowOf(head: readonly string[], record: readonly string[], line: number): TableRow {
  const cells = new Map<EditableColumn, string>()
  let uuid = ''
  for (const [place, name] of head.entries()) {
    const text = unescapeFormulas(record[place] ?? '')
    if (name === KEY_COLUMN) uuid = text.trim().toLowerCase()
    else if (isEditableColumn(name) && text !== UNKNOWN_CELL) cells.set(name, text)
  }
  return { place: line, uuid, cells }
}
