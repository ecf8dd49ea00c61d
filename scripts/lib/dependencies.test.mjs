import { expect, it } from 'vitest'
import { isInstalled } from './dependencies.mjs'

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/a-win32-x64': { version: '1.0.0', optional: true },
}

it.each([
  ['all is there', { 'node_modules/a': { version: '1.0.0' } }, true],
  ['another version is there', { 'node_modules/a': { version: '1.0.1' } }, false],
  ['nothing is there', {}, false],
])('%s', (_, installed, expected) => {
  expect(isInstalled(wanted, installed)).toBe(expected)
})
