import { AppError } from '@shared/errors'
import type { TableReason } from '@shared/library/table-reasons'

/** A table that is refused whole. Lines, and the records of JSON, which may all stand in one line, count from 1. */
export function tableRefused(reason: TableReason, line: number, record?: number): AppError {
  const place = { line, ...(record === undefined ? {} : { record }) }
  return new AppError('table-refused', `${reason} in line ${String(line)}`, { reason, ...place })
}

/** A line, or a piece of a long one. */
export interface Fragment {
  text: string
  line: number
  /** With the line's end: `\n`, `\r\n` or `\r`. */
  isEnd: boolean
}

const [LF, CR] = [0x0a, 0x0d]

/** A table as it comes, in UTF-8 without the mark in front, parted where lines end. Rejects with `table-refused`: encoding. */
export async function* fragmentsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Fragment> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  // Whether a line feed follows is in the next chunk.
  let held = new Uint8Array()
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const whole = bytes.at(-1) === CR ? bytes.length - 1 : bytes.length
    held = bytes.slice(whole)
    for (let at = 0; at < whole;) {
      const end = endOfLine(bytes, at, whole)
      const piece = bytes.subarray(at, end ?? whole)
      yield { text: decoded(() => decoder.decode(piece, { stream: true }), line), line, isEnd: end !== null }
      if (end !== null) line += 1
      at = end ?? whole
    }
  }
  const rest = decoded(() => decoder.decode(held), line)
  if (rest !== '') yield { text: rest, line, isEnd: true }
}

/** Where the next line begins; null: behind these bytes. */
function endOfLine(bytes: Uint8Array, from: number, to: number): number | null {
  let at = from
  while (at < to && bytes[at] !== LF && bytes[at] !== CR) at += 1
  if (at === to) return null
  return bytes[at] === CR && at + 1 < to && bytes[at + 1] === LF ? at + 2 : at + 1
}

function decoded(work: () => string, line: number): string {
  let text: string
  try {
    text = work()
  } catch {
    throw tableRefused('encoding', line)
  }
  // UTF-16 without its mark, or no text at all.
  if (text.includes('\0')) throw tableRefused('encoding', line)
  return text
}
