import { describe, expect, it } from 'vitest'
import { inNaturalOrder } from './natural-order'

describe('the order of names', () => {
  it.each([
    ['numbers as people count', ['part 2.mp4', 'part 10.mp4']],
    ['capitals with their small letters', ['alpha.mp4', 'Beta.mp4', 'gamma.mp4']],
    ['letters with their accents', ['école.mp4', 'Éloge.mp4', 'epoch.mp4', 'zoo.mp4']],
    ['both forms of an accent', ['e1.mp4', 'e\u0301t\u00e9.mp4', 'zebra.mp4']],
    ['names that differ by accents alone, always the same', ['a.mp4', 'peche.mp4', 'p\u00eache.mp4']],
  ])('%s', async (_what, sorted) => {
    expect(await inNaturalOrder([...sorted].reverse())).toEqual(sorted)
  })
})
