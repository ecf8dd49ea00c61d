import { expect, it } from 'vitest'
import { ToldTogether } from './told-together'

it('adds up what happens shortly after one another, each kind for itself', () => {
  let now = 0
  const together = new ToldTogether(() => now)
  expect(together.count('done', 1)).toBe(1)
  now = 5000
  expect(together.count('done', 2)).toBe(3)
  expect(together.count('trouble', 1)).toBe(1)
  now = 11_000
  expect(together.count('done', 1)).toBe(1)
})
