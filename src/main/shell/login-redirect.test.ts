import { describe, expect, it } from 'vitest'
import { readLoginRedirect } from './login-redirect'

const instance = 'https://tube.example'

describe('readLoginRedirect', () => {
  it.each([
    [
      'https://tube.example/login?externalAuthToken=abc&username=ada%40x',
      { username: 'ada@x', externalAuthToken: 'abc' },
    ],
    ['https://tube.example/login?externalAuthError=true', 'failed'],
    ['https://evil.example/login?externalAuthToken=abc&username=ada', null],
    ['http://tube.example/login?externalAuthToken=abc&username=ada', null],
    ['https://tube.example/login?externalAuthToken=abc', null],
    ['https://tube.example/login?externalAuthToken=&username=ada', null],
    ['https://tube.example/', null],
    ['not an address', null],
  ])('%s', (address, expected) => {
    expect(readLoginRedirect(address, instance)).toEqual(expected)
  })
})
