import { JSONParser } from '@streamparser/json'
import { z } from 'zod'
import { EDITABLE_COLUMNS, isKnownColumn, UNKNOWN_CELL, type EditableColumn } from './columns'
import { fragmentsOf, tableRefused } from './lines'
import { MOST_ROWS, type TableHead, type TableRow } from './read-csv'
import { joinTags } from './words'

/** Escaped as much as can be, and with keys that mean nothing to us: far more than any video has. */
const LONGEST_RECORD = 4_000_000

/** Columns whose value may be a list of texts, and how a cell of a table would say it. */
const LISTS: Partial<Record<EditableColumn, (items: readonly string[]) => string>> = {
  tags: joinTags,
  embedding: (sites) => sites.join(', '),
}

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
const recordSchema = z
  .record(z.string(), valueSchema)
  .refine((record) =>
    Object.entries(record).every(([name, value]) => !Array.isArray(value) || Object.hasOwn(LISTS, name)),
  )

/**
 * Reads `{"videos": [{"uuid": …, …}]}` with the columns' names as keys, as an export writes it, or the list alone. A key
 * that a video lacks leaves that field alone; numbers, `true`, `false` and null are taken as their text, and a list as the
 * text that says the same. Rejects as `readCsv` does, and names the record, since all of them may stand in one line; the
 * line is that of the record's end. Memory grows with the longest record alone.
 */
export async function* readJson(
  chunks: AsyncIterable<Uint8Array>,
  onHead: (head: TableHead) => void,
): AsyncGenerator<TableRow> {
  let parser: JSONParser | null = null
  const found: unknown[] = []
  let rows = 0
  let last = 1
  // What the parser may hold: it grows from the end of one record to that of the next.
  let heldLength = 0
  const unknown = new Set<string>()
  for await (const { text, line } of fragmentsOf(chunks)) {
    last = line
    parser ??= parserFor(text, (value) => found.push(value))
    if (parser === null) continue
    if (!write(parser, text)) throw tableRefused('json', line, rows + found.length + 1)
    heldLength = found.length > 0 ? 0 : heldLength + text.length
    if (heldLength > LONGEST_RECORD) throw tableRefused('too-long', line, rows + 1)
    for (const value of found.splice(0)) {
      rows += 1
      if (rows > MOST_ROWS) throw tableRefused('too-many', line)
      yield rowOf(value, { line, record: rows }, unknown)
    }
  }
  if (parser?.isEnded !== true) throw tableRefused('json', last, rows + 1)
  if (rows === 0) throw tableRefused('empty', last)
  onHead({ columns: [...EDITABLE_COLUMNS], unknown: [...unknown] })
}

/**
 * For what begins so; null: only blanks yet. Watching both paths at once, the parser would hold a whole `videos` until
 * its end.
 */
function parserFor(text: string, onRecord: (value: unknown) => void): JSONParser | null {
  const first = /[^ \t\r\n]/.exec(text)?.[0]
  if (first === undefined) return null
  const parser = new JSONParser({ paths: [first === '[' ? '$.*' : '$.videos.*'], keepStack: false })
  parser.onValue = ({ value }) => {
    onRecord(value)
  }
  return parser
}

/** False: it is no JSON. */
function write(parser: JSONParser, text: string): boolean {
  // Blank lines may follow the end.
  if (parser.isEnded && text.trim() === '') return true
  let hasFailed = false
  parser.onError = () => {
    hasFailed = true
  }
  try {
    parser.write(text)
  } catch {
    return false
  }
  return !hasFailed
}

function rowOf(
  value: unknown,
  { line, record }: { line: number; record: number },
  unknown: Set<string>,
): TableRow {
  const parsed = recordSchema.safeParse(value)
  if (!parsed.success) throw tableRefused('record', line, record)
  const { uuid } = parsed.data
  if (typeof uuid !== 'string') throw tableRefused('no-uuid', line, record)
  for (const name of Object.keys(parsed.data)) if (!isKnownColumn(name)) unknown.add(name)
  const cells = new Map<EditableColumn, string>()
  for (const column of EDITABLE_COLUMNS) {
    const cell = Object.hasOwn(parsed.data, column) ? parsed.data[column] : undefined
    if (cell !== undefined && cell !== UNKNOWN_CELL) cells.set(column, textOf(column, cell))
  }
  return { place: record, uuid: uuid.trim().toLowerCase(), cells }
}

function textOf(column: EditableColumn, value: z.infer<typeof valueSchema>): string {
  if (Array.isArray(value)) return LISTS[column]?.(value) ?? ''
  return value === null ? '' : String(value)
}
