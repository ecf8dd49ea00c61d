import { expect, it } from 'vitest'
import { shortKey } from './short-key'

const id = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

it('keeps the key of one video, and makes one of bounded length for many that tells them apart', () => {
  expect(shortKey(id(1))).toBe(id(1))
  expect(shortKey(`${id(1)}/${id(2)}`)).toBe(`${id(1)}/${id(2)}`)
  const [many, other] = [9, 10].map((last) => shortKey([1, 2, 3, last].map(id).join()))
  expect(many).not.toBe(other)
  expect(many?.length).toBeLessThan(80)
})
