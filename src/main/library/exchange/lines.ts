import { AppError } from '@shared/errors'
import type { TableReason } from '@shared/library/table-reasons'

/** A table that is refused whole; `line` counts from 1. */
export function tableRefused(reason: TableReason, line: number): AppError {
  return new AppError('table-refused', `${reason} in line ${String(line)}`, { reason, line })
}

/** Lines with their ends, in UTF-8 without the mark in front. Rejects with `table-refused`: encoding, too-long. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
): AsyncGenerator<{ text: string; line: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let line = 1
  for await (const chunk of chunks) {
    rest += decode(() => decoder.decode(chunk, { stream: true }), line)
    const parts = rest.split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      yield { text: `${checked(part, line, longest)}\n`, line }
      line += 1
    }
    checked(rest, line, longest)
  }
  rest += decode(() => decoder.decode(), line)
  if (rest !== '') yield { text: checked(rest, line, longest), line }
}

function decode(work: () => string, line: number): string {
  try {
    return work()
  } catch {
    throw tableRefused('encoding', line)
  }
}

function checked(text: string, line: number, longest: number): string {
  if (text.length > longest) throw tableRefused('too-long', line)
  // UTF-16 without its mark, or no text at all.
  if (text.includes('\0')) throw tableRefused('encoding', line)
  return text
}
