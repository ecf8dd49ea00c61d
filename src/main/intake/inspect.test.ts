import { expect, it } from 'vitest'
import { isSurelyReadable } from './inspect'

it.each([
  ['our own, readable by us', 0o100600, 1000, 1000, true],
  ['our own, and not readable by us', 0o100044, 1000, 1000, false],
  ['of another, readable by all', 0o100644, 1, 1000, true],
  ['of another, readable by its group: ask', 0o100640, 1, 1000, false],
  ['anything, for the superuser', 0o100000, 1000, 0, true],
])('%s', (_name, mode, uid, userId, expected) => {
  expect(isSurelyReadable({ mode, uid }, userId)).toBe(expected)
})
