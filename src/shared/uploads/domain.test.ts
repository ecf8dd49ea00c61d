import { describe, expect, it } from 'vitest'
import { isDomain } from './domain'

describe('a site', () => {
  it.each([
    'example.org',
    'Blog.Example.ORG',
    'a-b.example.co.uk',
    'xn--bcher-kva.example',
    'example.org:8080',
    '192.0.2.1',
    '192.0.2.1:9000',
  ])('is %s', (text) => {
    expect(isDomain(text)).toBe(true)
  })

  it.each([
    '',
    'example',
    'https://example.org',
    'example.org/page',
    'example.org:',
    'example.org:99999',
    'no site.org',
    'me@example.org',
    '-a.example.org',
    'a-.example.org',
    'a..org',
    'example.org.',
    '192.0.2.256',
    '192.0.2',
    'bücher.example',
    `${'a'.repeat(64)}.org`,
    `${'a.'.repeat(130)}org`,
  ])('is not %s', (text) => {
    expect(isDomain(text)).toBe(false)
  })
})
