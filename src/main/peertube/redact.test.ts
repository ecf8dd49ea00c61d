import { describe, expect, it } from 'vitest'
import { redact } from './redact'

const token = '0905146c2f0e4b6a8e4f1d2c3b4a59687f6e5d4c'

describe('redact', () => {
  it.each([
    ['a header', `Authorization: Bearer ${token}`],
    ['a header in lower case, as JSON', `{"authorization":"Bearer ${token}"}`],
    ['a header in the output of an inspector', `{ authorization: 'Bearer ${token}', accept: '*/*' }`],
    ['basic credentials', 'authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='],
    ['a token in words', `sent with bearer ${token} twice`],
    ['a token by itself', `token ${token} is stale`],
    ['a query', 'GET https://tube.example/feed?videoFileToken=secret-1&start=3'],
    ['a form', 'grant_type=password&username=ada&password=hunter%202&client_secret=secret-1'],
    ['an array in a form', 'videoPasswords[0]=secret-1&videoPasswords[1]=secret-2'],
    ['JSON', '{"username":"ada","password":"hunter \\"2\\"","x":1}'],
    ['an array in JSON', '{"videoPasswords": ["secret-1", "secret-2"], "name": "x"}'],
    ['an inspected object', "{ refreshToken: 'secret-1', accessExpiresAt: 1 }"],
    ['a one-time code', 'x-peertube-otp: 123456'],
    ['a cookie', 'Set-Cookie: sid=secret-1; Path=/'],
    ['credentials in an address', 'https://ada:secret-1@tube.example/'],
    ['the address that a login page ends at', '/login?externalAuthToken=secret-1&username=ada'],
  ])('removes what is secret of %s', (_, text) => {
    const clean = redact(text)
    expect(clean).toContain('[removed]')
    for (const secret of [token, 'QWxh', 'secret-', 'hunter', '123456']) expect(clean).not.toContain(secret)
  })

  it('leaves the rest as it is', () => {
    const text =
      'PUT https://tube.example/api/v1/videos/upload-resumable?upload_id=af63-645b 308 {"name":"ada","start":3}'
    expect(redact(text)).toBe(text)
    expect(redact('grant_type=password&username=ada&password=x&scope=y')).toBe(
      'grant_type=password&username=ada&password=[removed]&scope=y',
    )
  })
})
