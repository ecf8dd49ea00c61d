import { describe, expect, it } from 'vitest'
import { embedFields, themeOf } from './apart'

describe('what is sent of the sites that may embed a video', () => {
  it('is no site but with an allowlist, since PeerTube refuses them then', () => {
    expect(embedFields({ policy: 1, domains: ['example.org'] })).toEqual({ policy: 1, domains: [] })
  })

  it('is each site once, as PeerTube keeps it', () => {
    const domains = ['Example.org', 'example.org', ' b.org ']
    expect(embedFields({ policy: 2, domains })).toEqual({ policy: 2, domains: ['example.org', 'b.org'] })
  })
})

describe('a theme that a server tells', () => {
  it('is clipped, and none when it is empty', () => {
    expect(themeOf({ theme: 'x'.repeat(5000) })).toHaveLength(100)
    expect(themeOf({ theme: '' })).toBeNull()
    expect(themeOf(null)).toBeNull()
  })
})
