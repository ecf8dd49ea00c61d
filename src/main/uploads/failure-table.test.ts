import { describe, expect, it } from 'vitest'
import { AppError, ConnectionError, type ConnectionFailure, type ServerError } from '@shared/errors'
import { serverError } from '../peertube/answer'
import { classify, type Outcome, type Phase } from './failure-table'
import { FileProblem, SessionElsewhere, SessionFound, StrangeAnswer, UnexpectedOffset } from './problems'

interface Said {
  body?: unknown
  retryAfter?: string
}

function answer(status: number, { body = {}, retryAfter }: Said = {}): ServerError {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return serverError({ status, headers, body: text }, 'PUT', 0)
}

const html = '<html><head><title>413</title></head><body>Request Entity Too Large</body></html>'
const unknown = { error: { code: 'FileNotFound', message: 'Not found' } }
const gone = { error: { code: 'Gone', message: 'Gone' } }
const page = '<html><head><title>Back soon</title></head><body>We are upgrading</body></html>'
const wait = (ms: number | null, counts: boolean, instance: boolean, whenSpent = 'failed'): object => ({
  kind: 'wait',
  ms,
  counts,
  instance,
  whenSpent,
  mayHide404: false,
})
const failed = (code: string, keepSession = false): object => ({ kind: 'failed', code, keepSession })

const rows: [
  what: string,
  failure: unknown,
  phase: Phase,
  lastByteSent: boolean,
  outcome: Outcome | object,
][] = [
  ['400', answer(400), 'init', false, failed('refused')],
  ['401', answer(401, { body: { code: 'invalid_token' } }), 'chunk', false, { kind: 'refresh' }],
  ['403', answer(403), 'last-chunk', true, failed('refused')],
  ['404 of a channel', answer(404), 'init', false, failed('refused')],
  ['404 of uploadx', answer(404, { body: unknown }), 'chunk', false, { kind: 'session-lost' }],
  ['404 after the last byte', answer(404, { body: unknown }), 'query', true, { kind: 'session-lost' }],
  [
    '404 in another JSON',
    answer(404, { body: { error: 'no route' } }),
    'chunk',
    false,
    wait(null, true, false),
  ],
  ['410 in another JSON', answer(410, { body: unknown }), 'query', true, wait(null, true, false)],
  ['408', answer(408), 'chunk', false, wait(null, true, false, 'unreachable')],
  ['409', answer(409), 'chunk', false, wait(null, true, false)],
  ['409 at the init', answer(409), 'init', false, failed('refused')],
  ['410 of uploadx', answer(410, { body: gone }), 'query', false, { kind: 'session-lost' }],
  ['413 quota', answer(413, { body: { code: 'quota_reached' } }), 'init', false, { kind: 'quota' }],
  ['413 size', answer(413, { body: { code: 'max_file_size_reached' } }), 'init', false, failed('too-large')],
  ['413 of a proxy', answer(413, { body: html }), 'chunk', false, { kind: 'smaller-chunk' }],
  ['413 of a proxy at the init', answer(413, { body: html }), 'init', false, failed('refused')],
  ['400 without a word', answer(400, { body: '' }), 'chunk', false, failed('refused')],
  ['403 of a firewall at the init', answer(403, { body: page }), 'init', false, failed('refused')],
  ['400 at the renewal', answer(400), 'renewal', false, failed('refused', true)],
  ['404 at the renewal', answer(404), 'renewal', false, failed('refused', true)],
  ['409 at the renewal', answer(409), 'renewal', false, wait(null, true, false)],
  [
    '413 quota at the renewal',
    answer(413, { body: { code: 'quota_reached' } }),
    'renewal',
    false,
    { kind: 'quota' },
  ],
  ['415', answer(415), 'init', false, failed('unsupported')],
  ['422', answer(422), 'last-chunk', true, failed('unreadable')],
  ['423', answer(423), 'query', false, wait(null, true, false)],
  ['429', answer(429, { body: 'Too many', retryAfter: '7' }), 'chunk', false, wait(7000, false, true)],
  ['429 without a time', answer(429, { body: '' }), 'chunk', false, wait(10_000, false, true)],
  ['460', answer(460), 'chunk', false, { kind: 'checksum' }],
  ['500', answer(500), 'chunk', false, wait(null, true, false)],
  ['502', answer(502, { body: html }), 'chunk', false, wait(null, true, false, 'unreachable')],
  [
    '503 while finishing',
    answer(503, { retryAfter: '300' }),
    'last-chunk',
    true,
    { kind: 'finishing', ms: 300_000 },
  ],
  [
    '503 asked after it',
    answer(503, { retryAfter: '300' }),
    'query',
    true,
    { kind: 'finishing', ms: 300_000 },
  ],
  ['503 before', answer(503, { retryAfter: '5' }), 'query', false, wait(5000, true, false, 'unreachable')],
  ['a redirect', answer(302, { body: html }), 'chunk', false, wait(null, true, false, 'unreachable')],
  ['418', answer(418), 'chunk', false, failed('refused')],
  ['a strange 200', new StrangeAnswer('x'), 'chunk', false, wait(null, true, false, 'unreachable')],
  ['an unexpected offset', new UnexpectedOffset(10, 5), 'chunk', false, { kind: 'offset', at: 5 }],
  ['a session that was there', new SessionFound('x'), 'init', false, { kind: 'go-on' }],
  ['a session elsewhere', new SessionElsewhere('x'), 'renewal', false, { kind: 'session-lost' }],
  ['a file gone', new FileProblem('file-missing'), 'chunk', false, { kind: 'file', reason: 'file-missing' }],
  ['a file unreadable', new AppError('file-unreadable'), 'chunk', false, { kind: 'file', reason: 'look' }],
  [
    'an instance that tells no limits',
    new AppError('instance-unreachable'),
    'init',
    false,
    wait(null, true, true, 'unreachable'),
  ],
  ['anything else', new Error('bug'), 'chunk', false, failed('internal', true)],
]

const YOUNG = { lastByteSent: false, lastByteAt: 1 }

describe('classify', () => {
  it.each(rows)('%s', (_what, failure, phase, lastByteSent, outcome) => {
    expect(classify(failure, phase, { lastByteSent, lastByteAt: 1 })).toEqual(outcome)
  })

  const inSession = ['query', 'chunk', 'last-chunk'] as const
  const pages = [400, 403, 404, 405, 410, 415, 418, 422, 451].flatMap((status) =>
    inSession.flatMap((phase) => [
      { status, phase, lastByteSent: false },
      { status, phase, lastByteSent: true },
    ]),
  )
  it.each(pages)(
    'the page of a proxy never ends a session: $status, $phase, $lastByteSent',
    ({ status, phase, lastByteSent }) => {
      const outcome = classify(answer(status, { body: page }), phase, { lastByteSent, lastByteAt: 1 })
      const mayHide404 = [404, 410].includes(status)
      expect(outcome).toEqual({ ...wait(null, true, false, 'unreachable'), mayHide404 })
    },
  )

  it.each([403, 404, 405, 410])('nor does an empty %i', (status) => {
    const outcome = classify(answer(status, { body: '' }), 'chunk', YOUNG)
    const mayHide404 = [404, 410].includes(status)
    expect(outcome).toEqual({ ...wait(null, true, false, 'unreachable'), mayHide404 })
  })

  it.each([404, 410])('unless a repeated init told already that it is gone: %i', (status) => {
    const forgotten = { lastByteSent: false, lastByteAt: 0 }
    expect(classify(answer(status, { body: page }), 'query', forgotten)).toEqual({ kind: 'session-lost' })
    expect(classify(answer(403, { body: page }), 'query', forgotten)).toEqual(
      wait(null, true, false, 'unreachable'),
    )
  })

  it.each([404, 405, 410])('a page of %i at an init is asked again later', (status) => {
    for (const phase of ['init', 'renewal'] as const)
      expect(classify(answer(status, { body: page }), phase, YOUNG)).toEqual(
        wait(null, true, false, 'unreachable'),
      )
  })

  it.each<ConnectionFailure>(['dns', 'refused', 'reset', 'timeout', 'tls', 'unknown'])(
    'no answer (%s) waits for the whole instance',
    (failure) => {
      const error = new ConnectionError(failure, 'PUT')
      expect(classify(error, 'chunk', YOUNG)).toEqual(wait(null, true, true, 'unreachable'))
    },
  )

  it('no network uses no attempt', () => {
    expect(classify(new ConnectionError('offline', 'PUT'), 'chunk', YOUNG)).toEqual({ kind: 'offline' })
  })
})

describe('the words of a refusal', () => {
  it('are PeerTube’s, uploadx’s, or what a page says without its tags', () => {
    expect(answer(403, { body: { detail: 'No', code: 'x' } }).answer).toMatchObject({
      detail: 'No',
      code: 'x',
    })
    const uploadx = answer(404, { body: { error: { code: 'FileNotFound', message: 'Not found' } } })
    expect(uploadx.answer).toMatchObject({ detail: 'Not found', code: 'FileNotFound' })
    expect(answer(413, { body: html }).answer).toMatchObject({
      detail: 'Request Entity Too Large',
      isJson: false,
    })
    const typed = answer(413, { body: { type: 'https://docs.example/rest#section/Errors/quota_reached' } })
    expect(typed.answer.code).toBe('quota_reached')
  })
})
