import { describe, expect, it } from 'vitest'
import { areCaptions } from './caption-names'

describe('what is dropped on the library', () => {
  it.each([
    [['a.srt'], true],
    [['a.fr.VTT', 'b.ass', 'c.sbv'], true],
    [['a.srt', 'a.mp4'], false],
    [['srt'], false],
    [[], false],
  ])('%j is captions alone: %j', (names, is) => {
    expect(areCaptions(names)).toBe(is)
  })
})
