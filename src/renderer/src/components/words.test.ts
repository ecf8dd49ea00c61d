import { describe, expect, it } from 'vitest'
import { addedWords, halfTypedWord, splitPasted } from './words'

describe('words', () => {
  it('are added once, trimmed where spaces mean nothing', () => {
    expect(addedWords(['sea'], [' sea', 'shore ', ' '], true)).toEqual(['sea', 'shore'])
    expect(addedWords(['sea'], [' sea'], false)).toEqual(['sea', ' sea'])
  })

  it('count half typed from two characters on, and not twice', () => {
    expect(halfTypedWord([], 's', true)).toBeNull()
    expect(halfTypedWord([], 's ', true)).toBeNull()
    expect(halfTypedWord([], 'se', true)).toBe('se')
    expect(halfTypedWord([], '🌊', true)).toBeNull()
    expect(halfTypedWord(['sea'], 'sea ', true)).toBeNull()
  })

  it('are parted in a pasted text', () => {
    expect(splitPasted('sea, shore\nharbour lights', true)).toEqual(['sea', 'shore', 'harbour lights'])
    expect(splitPasted('low, tide\r\nhigh', false)).toEqual(['low, tide', 'high'])
  })
})
