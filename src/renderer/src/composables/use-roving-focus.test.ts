import { describe, expect, it } from 'vitest'
import { nextIndex } from './use-roving-focus'

describe('nextIndex', () => {
  it.each([
    ['ArrowDown', 0, 1],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 0, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['ArrowRight', 0, null],
    ['a', 0, null],
  ] as const)('%s from %d of 3 leads to %s', (key, from, expected) => {
    expect(nextIndex(key, from, 3, 'vertical')).toBe(expected)
  })

  it('leads nowhere in an empty list', () => {
    expect(nextIndex('End', 0, 0, 'vertical')).toBeNull()
  })
})
