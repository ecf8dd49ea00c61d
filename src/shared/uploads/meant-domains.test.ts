import { describe, expect, it } from 'vitest'
import { domainOf, domainsOf } from './meant-domains'

describe('the site that a person means', () => {
  it.each([
    ['example.org', 'example.org'],
    ['  Example.ORG ', 'example.org'],
    ['https://blog.example.org/page?a=1#b', 'blog.example.org'],
    ['http://example.org:8080', 'example.org:8080'],
    ['example.org/', 'example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('of %s is %s', (typed, domain) => {
    expect(domainOf(typed)).toBe(domain)
  })

  it.each(['no site', 'me@example.org', 'https://', ''])(
    'stays as typed where there is none: %s',
    (typed) => {
      expect(domainOf(typed)).toBe(typed)
    },
  )

  it('is named once', () => {
    expect(domainsOf(['example.org', 'https://example.org/', 'other.org'])).toEqual([
      'example.org',
      'other.org',
    ])
  })
})
