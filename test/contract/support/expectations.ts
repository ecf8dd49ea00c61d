import { expect } from 'vitest'
import { json } from './http'
import type { Answer } from './http'
import type { Instance } from './instance'

/** Checks PeerTube's error format: problem+json with status, detail and, where it has one, the code. */
export function expectProblem(instance: Instance, answer: Answer, status: number, code?: string): void {
  expect([answer.status, answer.text]).toEqual([status, expect.any(String)])
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  const body = json(answer)
  expect(body).toMatchObject({ status, detail: expect.any(String) as string })
  expect(body['code']).toBe(code)
  if (code === undefined) expect(body['type']).toBe('about:blank')
  else expect(String(body['type'])).toMatch(new RegExp(`/${code}$`))
  // The old copy of `detail`: surely there up to 6.3, surely gone in 8.
  if (!instance.since('7.0')) expect(body['error']).toBe(body['detail'])
  if (instance.since('8.0')) expect(body).not.toHaveProperty('error')
}

/** Checks a refused request: these fields and no others are named as wrong. */
export function expectInvalid(instance: Instance, answer: Answer, ...fields: string[]): void {
  expectProblem(instance, answer, 400)
  const body = json(answer)
  const params = body['invalid-params'] as Record<string, Record<string, unknown>>
  expect(Object.keys(params).sort()).toEqual([...fields].sort())
  for (const field of fields) {
    const shape = instance.since('5.2') ? { type: 'field', path: field } : { param: field }
    expect(params[field]).toMatchObject({ ...shape, location: expect.any(String) as string })
  }
  expect(body['detail']).toMatch(/^Incorrect request parameters: /)
}

/** Checks an error of the upload library, which has a shape of its own. */
export function expectUploadError(answer: Answer, status: number, code: string): void {
  expect([answer.status, json(answer)]).toMatchObject([status, { error: { code } }])
  expect(answer.headers['content-type']).toMatch(/^application\/json/)
}

/** What an instance says of a path that it does not have. */
export function expectUnknownPath(answer: Answer): void {
  expect([answer.status, answer.text]).toEqual([400, ''])
}
