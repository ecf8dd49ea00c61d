import { describe, expect, it } from 'vitest'
import { addedWords, halfTypedWord, partedWords, splitPasted } from './words'

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

  it('are parted in what is dictated, but for the one behind the last comma', () => {
    expect(partedWords('sea, shore,, harb', true)).toEqual({ words: ['sea', 'shore'], rest: ' harb' })
    expect(partedWords('sea', true)).toEqual({ words: [], rest: 'sea' })
    expect(partedWords('low, tide', false)).toEqual({ words: [], rest: 'low, tide' })
  })
})
