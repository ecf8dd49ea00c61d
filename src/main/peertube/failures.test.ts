import { describe, expect, it } from 'vitest'
import { connectionError, describeRequest, failureOf } from './failures'

const withCode = (code: string): Error => Object.assign(new Error(code), { code })

describe('failureOf', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['HPE_INVALID_CONSTANT', 'reset'],
    ['ETIMEDOUT', 'timeout'],
    ['ENETUNREACH', 'offline'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EPROTO', 'tls'],
    ['ESOMETHING', 'unknown'],
  ])('%s is %s', (code, failure) => {
    expect(failureOf(withCode(code))).toBe(failure)
  })

  it('looks into what two addresses of one name said', () => {
    expect(failureOf(new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]))).toBe('refused')
  })

  it('keeps the cause', () => {
    const cause = withCode('ECONNRESET')
    expect(connectionError(cause, 'GET /').cause).toBe(cause)
  })
})

describe('describeRequest', () => {
  it('leaves out what stands in the query', () => {
    const url = new URL('https://tube.example/api/v1/x?upload_id=secret&a=1#frag')
    expect(describeRequest('PUT', url)).toBe('PUT https://tube.example/api/v1/x?upload_id=…&a=…')
  })
})
