import { describe, expect, it } from 'vitest'
import { plainText, readRefusal } from './answer'

function read(body: string, headers: Record<string, string> = {}, status = 400) {
  return readRefusal({ status, headers, body }, Date.UTC(2026, 0, 1))
}

describe('readRefusal', () => {
  it('reads a problem document', () => {
    const body = JSON.stringify({
      type: 'https://docs.joinpeertube.org/api-rest-reference.html#section/Errors/quota_reached',
      detail: 'The user video quota is exceeded with this video.',
      status: 413,
      code: 'quota_reached',
    })
    expect(read(body, {}, 413)).toEqual({
      status: 413,
      code: 'quota_reached',
      detail: 'The user video quota is exceeded with this video.',
      retryAfterMs: null,
      isJson: true,
      invalidParams: {},
    })
  })

  it.each([
    ['https://docs.joinpeertube.org/api/rest-reference.html#section/Errors/invalid_token', 'invalid_token'],
    [
      'https://docs.joinpeertube.org/api-rest-reference.html#section/Errors/too_long_password',
      'too_long_password',
    ],
    ['about:blank', null],
  ])('falls back from a missing code to the type %s', (type, code) => {
    expect(read(JSON.stringify({ type, detail: 'x' })).code).toBe(code)
  })

  it('reads what was wrong with each field, from servers old and new', () => {
    const params = {
      name: { msg: 'Should have a name', param: 'name', location: 'body' },
      'scheduleUpdate.updateAt': { type: 'field', msg: 'Should be a date', path: 'x', location: 'body' },
      odd: 'no object',
    }
    expect(
      read(JSON.stringify({ detail: 'Incorrect request parameters', 'invalid-params': params }))
        .invalidParams,
    ).toEqual({
      name: 'Should have a name',
      'scheduleUpdate.updateAt': 'Should be a date',
      odd: '',
    })
  })

  it('reads the errors of the upload library', () => {
    const answer = read(
      JSON.stringify({ error: { code: 'FileConflict', message: 'File conflict' } }),
      {},
      409,
    )
    expect(answer).toMatchObject({ code: 'FileConflict', detail: 'File conflict', isJson: true })
  })

  it('reads what a proxy says, without its markup', () => {
    const page =
      '<html><head><title>413 Request Entity Too Large</title></head><body><h1>413 &lt;Too&gt; Large</h1><script>alert(1)</script></body></html>'
    expect(read(page, {}, 413)).toMatchObject({ code: null, detail: '413 <Too> Large', isJson: false })
  })

  it.each([
    ['12', 12_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['soon', null],
  ])('reads Retry-After: %s', (value, expected) => {
    expect(read('Too many requests', { 'retry-after': value }, 429).retryAfterMs).toBe(expected)
  })

  it.each([
    ['{"detail":17,"code":null,"invalid-params":[1]}', true],
    ['[]', false],
    ['"text"', false],
    ['null', false],
    ['', false],
    ['{', false],
  ])('bears odd bodies: %s', (body, isJson) => {
    expect(read(body)).toMatchObject({ code: null, isJson, invalidParams: {} })
  })

  it('keeps 500 characters of plain text on one line, with secrets removed', () => {
    const { detail } = read(JSON.stringify({ detail: `a\u0000b\n\u202Ec ${'x'.repeat(1000)}` }))
    expect(detail).toHaveLength(500)
    expect(detail.startsWith('a b c xxx')).toBe(true)
    expect(read('password=hunter2 is wrong').detail).toBe('password=[removed] is wrong')
  })
})

describe('plainText', () => {
  it.each([
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<b>bold</b> <i onclick="x()">text</i>', 'bold text'],
    ['  many \t\n blanks ', 'many blanks'],
  ])('%s', (text, expected) => {
    expect(plainText(text)).toBe(expected)
  })
})
