import type { Fragment } from './lines'
import { tableRefused } from './lines'

/** The text of one record, which may go over several lines, with the end of its last. */
export interface CsvRecord {
  text: string
  /** In which it begins. */
  line: number
}

/**
 * Parts a table where a line ends outside of quotes, and passes over blank lines. Rejects with `table-refused`: too-long,
 * quotes.
 */
export async function* csvRecordsOf(
  fragments: AsyncIterable<Fragment>,
  longest: number,
): AsyncGenerator<CsvRecord> {
  let text = ''
  let line = 1
  let isQuoted = false
  for await (const fragment of fragments) {
    if (text === '') line = fragment.line
    text += fragment.text
    if (text.length > longest) throw tableRefused('too-long', line)
    // A quote within quotes is written twice.
    if (countQuotes(fragment.text) % 2 === 1) isQuoted = !isQuoted
    if (isQuoted || !fragment.isEnd) continue
    if (text.trim() !== '') yield { text, line }
    text = ''
  }
  if (isQuoted) throw tableRefused('quotes', line)
  if (text.trim() !== '') yield { text, line }
}

function countQuotes(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1
  return count
}
