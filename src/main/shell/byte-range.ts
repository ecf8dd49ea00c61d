export interface ByteRange {
  start: number
  /** Inclusive. */
  end: number
}

/**
 * One `bytes=a-b` range of a file of `size` bytes. Null: none was asked for, or several or an unknown unit, which
 * may be answered with the whole file.
 */
export function parseRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (match === null) return null
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return null
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size - 1 }
      : { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  return range.start > range.end || range.start >= size ? 'unsatisfiable' : range
}
