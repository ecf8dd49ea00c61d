import { describe, expect, it } from 'vitest'
import { isAllowed, licenceIn } from './licences.mjs'

describe('licenceIn', () => {
  it.each([
    [{ license: 'MIT' }, 'MIT'],
    [{ license: { type: 'ISC', url: 'https://example.org' } }, 'ISC'],
    [{ licenses: [{ type: 'MIT' }, { type: 'GPL-2.0' }] }, 'MIT OR GPL-2.0'],
    [{}, undefined],
  ])('reads %j', (manifest, licence) => {
    expect(licenceIn(manifest)).toBe(licence)
  })
})

describe('isAllowed', () => {
  it.each([
    'MIT',
    '(MIT OR GPL-2.0)',
    'GPL-2.0 OR Apache-2.0',
    'MPL-2.0 AND (GPL-2.0 OR BSD-3-Clause)',
    'AGPL-3.0-or-later',
  ])('allows %s', (expression) => {
    expect(isAllowed(expression)).toBe(true)
  })

  it.each([
    'GPL-3.0',
    'MIT AND GPL-2.0',
    '(MIT OR ISC) AND CC-BY-NC-4.0',
    'SEE LICENSE IN LICENSE.md',
    'UNLICENSED',
    'MIT WITH some-exception',
    'Commercial',
    '',
  ])('refuses %j', (expression) => {
    expect(isAllowed(expression)).toBe(false)
  })
})
