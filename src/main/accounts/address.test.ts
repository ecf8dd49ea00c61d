import { describe, expect, it } from 'vitest'
import { candidatesFor, isLoopback } from './address'

describe('candidatesFor', () => {
  it.each([
    ['tube.example', ['https://tube.example']],
    ['  Tube.Example/ ', ['https://tube.example']],
    ['<https://tube.example>', ['https://tube.example']],
    ['tube.example:8443', ['https://tube.example:8443']],
    ['//tube.example/videos', ['https://tube.example']],
    ['https://tube.example', ['https://tube.example']],
    ['HTTPS://TUBE.EXAMPLE/', ['https://tube.example']],
    ['https://tube.example:443/about/instance', ['https://tube.example']],
    ['https://tube.example/w/8fJ2kq?start=3s#x', ['https://tube.example']],
    ['https://tube.example/videos/watch/9db9f3f1-9b54-44ed-9e91-461d262d2205', ['https://tube.example']],
    ['tube.example/c/some_channel/videos', ['https://tube.example']],
    ['tübe.example', ['https://xn--tbe-hoa.example']],
    ['localhost:9000', ['http://localhost:9000', 'https://localhost:9000']],
    ['http://127.0.0.1:9000/login', ['http://127.0.0.1:9000']],
    ['http://[::1]:9000', ['http://[::1]:9000']],
    ['media-box', ['https://media-box']],
    ['192.168.1.4:9000', ['https://192.168.1.4:9000']],
  ])('%s', (typed, origins) => {
    expect(candidatesFor(typed, false).origins).toEqual(origins)
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['my tube', 'empty'],
    ['https://', 'syntax'],
    ['https://user:secret@tube.example', 'credentials'],
    ['ada@tube.example', 'credentials'],
    ['ftp://tube.example', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['mailto:ada@tube.example', 'scheme'],
    ['https://tube.example:99999', 'syntax'],
    ['-tube-.example', 'host'],
    ['tube..example', 'host'],
    ['!!!', 'host'],
  ])('refuses %j (%s)', (typed, why) => {
    expect(() => candidatesFor(typed, true)).toThrow(
      expect.objectContaining({ code: 'address-invalid', details: { why } }),
    )
  })

  it('asks before plain http goes to another machine', () => {
    expect(() => candidatesFor('http://tube.example', false)).toThrow(
      expect.objectContaining({ code: 'http-needs-consent', details: { host: 'tube.example' } }),
    )
    expect(candidatesFor('http://tube.example', true).origins).toEqual(['http://tube.example'])
    expect(candidatesFor('tube.example', true).origins).toEqual([
      'https://tube.example',
      'http://tube.example',
    ])
  })
})

it.each([
  ['localhost', true],
  ['a.localhost', true],
  ['127.1.2.3', true],
  ['[::1]', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['10.0.0.1', false],
])('%s is this machine: %s', (hostname, expected) => {
  expect(isLoopback(hostname)).toBe(expected)
})
