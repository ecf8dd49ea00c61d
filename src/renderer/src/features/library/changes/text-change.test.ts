import { describe, expect, it } from 'vitest'
import { markChange } from './text-change'

const shown = (base: string, text: string): string =>
  markChange(base, text)
    .map((piece) => (piece.isOther ? `[${piece.text}]` : piece.text))
    .join('')

describe('markChange', () => {
  it.each([
    ['the same', 'a b c', 'a b c', 'a b c'],
    ['a word in the middle', 'the old harbour', 'the new harbour', 'the [new ]harbour'],
    ['an addition', 'the harbour', 'the harbour at dawn', 'the [harbour at dawn]'],
    ['a repeated word', 'so so', 'so so so', 'so [so ]so'],
    ['everything', '', 'tides', '[tides]'],
    ['nothing left', 'tides', '', ''],
    ['lines', 'one\ntwo\nthree', 'one\n2\nthree', 'one\n[2\n]three'],
  ])('marks %s', (_what, base, text, expected) => {
    expect(shown(base, text)).toBe(expected)
  })
})
