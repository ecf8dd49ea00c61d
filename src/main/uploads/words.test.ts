import { AppError, ConnectionError, ServerError, type ServerAnswer } from '@shared/errors'
import { retryReasonSchema } from '@shared/uploads/upload'
import { expect, it } from 'vitest'
import { StrangeAnswer, UnexpectedOffset } from './problems'
import { retryReasonOf } from './words'

function answered(parts: Partial<ServerAnswer>): ServerError {
  const silent = { code: null, detail: '', retryAfterMs: null, isJson: true, invalidParams: {} }
  return new ServerError({ status: 500, ...silent, ...parts }, 'PUT /upload')
}

it.each([
  [answered({ detail: 'The disk is full' }), { serverWords: 'The disk is full' }],
  [answered({ status: 503 }), { serverWords: 'HTTP 503' }],
  [answered({ status: 429, detail: 'Too many requests' }), { code: 'rate-limited' }],
  [answered({ status: 460 }), { code: 'checksum' }],
  [new ConnectionError('timeout', 'PUT /upload'), { code: 'timeout' }],
  [new ConnectionError('unknown', 'PUT /upload'), { code: 'no-answer' }],
  [new StrangeAnswer(), { code: 'not-peertube' }],
  [new AppError('instance-tls'), { code: 'tls' }],
  [new UnexpectedOffset(0, 5), { code: 'other' }],
  [new Error('/home/someone/film.mp4'), { code: 'other' }],
])('%o is told as %o', (failure, reason) => {
  expect(retryReasonOf(failure)).toEqual(reason)
  expect(retryReasonSchema.safeParse(reason).success).toBe(true)
})
