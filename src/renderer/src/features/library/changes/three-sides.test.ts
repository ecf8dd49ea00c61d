import { describe, expect, it } from 'vitest'
import { markSides, type SidePiece } from './three-sides'

const shown = (pieces: readonly SidePiece[]): string =>
  pieces
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `-${text}-` : `+${text}+`))
    .join('')

function marks(before: string, mine: string, server: string): string[] {
  const sides = markSides(before, mine, server)
  return [shown(sides.before), shown(sides.mine), shown(sides.server)]
}

describe('markSides', () => {
  it('marks what each side made new, and what either of them took out', () => {
    expect(marks('the old quiet harbour', 'the new quiet harbour', 'the old quiet port')).toEqual([
      'the -old- quiet -harbour-',
      'the +new+ quiet harbour',
      'the old quiet +port+',
    ])
  })

  it('marks what both took out once', () => {
    expect(marks('a b c', 'a x c', 'a y c')).toEqual(['a -b- c', 'a +x+ c', 'a +y+ c'])
  })

  it('knows texts that were empty, or are', () => {
    expect(marks('', 'tides', 'waves')).toEqual(['', '+tides+', '+waves+'])
    expect(marks('tides', '', 'waves')).toEqual(['-tides-', '', '+waves+'])
  })

  it('gives every text back whole', () => {
    const texts = ['one\ntwo  three', 'one\n2 three!', 'three two\n\none'] as const
    const sides = markSides(...texts)
    const whole = [sides.before, sides.mine, sides.server].map((pieces) =>
      pieces.map(({ text }) => text).join(''),
    )
    expect(whole).toEqual([...texts])
  })
})
