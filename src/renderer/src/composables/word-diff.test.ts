import { describe, expect, it } from 'vitest'
import { diffItems, diffWords, type DiffPart } from './word-diff'

/** `-old-` and `+new+`, the rest as it stands. */
function marked(parts: readonly DiffPart[]): string {
  const marks = { same: '', removed: '-', added: '+' }
  return parts.map(({ kind, text }) => marks[kind] + text + marks[kind]).join('')
}

function shown(before: string, after: string): string {
  return marked(diffWords(before, after))
}

describe('what differs between two texts', () => {
  it.each([
    ['', '', ''],
    ['same', 'same', 'same'],
    ['', 'new', '+new+'],
    ['old', '', '-old-'],
    ['Harbour', 'Harbour (2026)', 'Harbour+ (2026)+'],
    ['The old harbour', 'The new harbour', 'The -old-+new+ harbour'],
    ['Café noir', 'Cafe noir', '-Café-+Cafe+ noir'],
    ['one two three', 'one three', 'one -two -three'],
  ])('%j and %j', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected)
  })

  it('gives both texts back', () => {
    const [before, after] = ['a b c d e\nf g', 'a x c e y\ng f']
    const parts = diffWords(before, after)
    const without = (kind: string): string =>
      parts.flatMap((one) => (one.kind === kind ? [] : one.text)).join('')
    expect([without('added'), without('removed')]).toEqual([before, after])
  })

  it('takes very long texts as a whole rather than long to compare', () => {
    const words = (from: number): string =>
      Array.from({ length: 5000 }, (_, at) => String(from + at)).join(' ')
    expect(diffWords(`x ${words(0)}`, `x ${words(1_000_000)}`).map(({ kind }) => kind)).toEqual([
      'same',
      'removed',
      'added',
    ])
  })
})

describe('what differs between two lists', () => {
  it.each([
    [[], [], ''],
    [['a'], ['a'], 'a'],
    [[], ['a', 'b c'], '+a+, +b c+'],
    [['a'], [], '-a-'],
    [['garden', 'interview'], ['a', 'b'], '-garden-, -interview-, +a+, +b+'],
    [['x', 'open garden', 'y'], ['new', 'y', 'x', 'garden'], 'x, -open garden-, y, +new+, +garden+'],
    [['a, b'], ['a', 'b'], '-a, b-, +a+, +b+'],
  ])('%j and %j', (before, after, expected) => {
    expect(marked(diffItems(before, after))).toBe(expected)
  })
})
