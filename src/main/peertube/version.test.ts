import { expect, it } from 'vitest'
import { isAtLeast } from './version'

it.each([
  ['6.3.0', '6.3.0', true],
  ['6.10.0', '6.3.0', true],
  ['5.2.1', '6.0.0', false],
  ['8.2.0-rc.1', '8.2.0', true],
  ['v7.1', '7.1.0', true],
  ['6.3.0+nightly', '6.3.1', false],
  ['', '5.0.0', false],
  ['nonsense', '5.0.0', false],
])('%s is at least %s: %s', (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected)
})
