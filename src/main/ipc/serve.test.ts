import { describe, expect, it } from 'vitest'
import { AppError, ConnectionError, ServerError } from '@shared/errors'
import { methods, type MethodName } from '@shared/ipc/contract'
import type { Handlers } from './handlers'
import { createServe, type Sender } from './serve'

const own: Sender = { frameUrl: 'app://longshore/index.html', isMainFrame: true, isLiveWindow: true }
const names = Object.keys(methods) as MethodName[]

/** Handlers that only write down that they were called; `answer` stands in for one of them. */
function recorder(answer: () => unknown = () => undefined) {
  const called: string[] = []
  const handlers = Object.fromEntries(
    names.map((name) => [
      name,
      () => {
        called.push(name)
        return answer()
      },
    ]),
  ) as unknown as Handlers
  const logged: unknown[] = []
  const serve = createServe({
    handlers,
    ownOrigin: 'app://longshore',
    logUnexpected: (_method, error) => `log-${String(logged.push(error))}`,
  })
  return { serve, called, logged }
}

const foreign: [string, Sender][] = [
  ['a foreign page', { ...own, frameUrl: 'https://evil.example/' }],
  ['a page whose address only begins like ours', { ...own, frameUrl: 'app://longshore.evil.example/' }],
  ['a file', { ...own, frameUrl: 'file:///index.html' }],
  ['a frame within our page', { ...own, isMainFrame: false }],
  ['a window that is gone', { ...own, isLiveWindow: false }],
  ['a frame that is gone', { ...own, frameUrl: '' }],
]

describe.each(names)('%s', (name) => {
  it.each(foreign)('refuses %s', async (_who, sender) => {
    const { serve, called } = recorder()
    expect(await serve(sender, name, {})).toMatchObject({ ok: false, error: { code: 'foreign-sender' } })
    expect(called).toEqual([])
  })

  it.each([
    ['nothing at all', undefined],
    ['a number', 7],
    ['a text', '{}'],
    ['unknown fields', { __proto__pollution: 1, path: '/etc' }],
  ])('refuses %s as input', async (_what, input) => {
    const { serve, called } = recorder()
    expect(await serve(own, name, input)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(called).toEqual([])
  })
})

describe('serve', () => {
  it.each(['nope', 'toString', '__proto__', '', 7, null])('knows no method %j', async (name) => {
    const { serve } = recorder()
    expect(await serve(own, name, {})).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
  })

  it('names the field that is wrong', async () => {
    const { serve } = recorder()
    expect(await serve(own, 'settings.set', { parallelTotal: 0 })).toMatchObject({
      error: { details: { field: 'parallelTotal' } },
    })
  })

  it('answers what the handler answers', async () => {
    const { serve } = recorder(() => Promise.resolve(42))
    expect(await serve(own, 'app.info', {})).toEqual({ ok: true, value: 42 })
  })

  it.each([
    [new AppError('otp-wrong', 'wrong', { tries: 2 }), { code: 'otp-wrong', details: { tries: 2 } }],
    [new ConnectionError('offline', 'GET /'), { code: 'offline' }],
    [
      new ConnectionError('refused', 'GET /'),
      { code: 'instance-unreachable', details: { failure: 'refused' } },
    ],
    [
      new ServerError(
        { status: 403, code: null, detail: 'No.', retryAfterMs: null, isJson: true, invalidParams: {} },
        'PUT /x',
      ),
      { code: 'server-refused', details: { status: 403, detail: 'No.' } },
    ],
  ])('turns %s into its code', async (error, expected) => {
    const { serve, logged } = recorder(() => {
      throw error
    })
    expect(await serve(own, 'app.info', {})).toMatchObject({ ok: false, error: expected })
    expect(logged).toEqual([])
  })

  it('keeps an unexpected error to itself and the log', async () => {
    const { serve, logged } = recorder(() => {
      throw new Error('ENOENT /home/ada/secret.mp4')
    })
    const answer = await serve(own, 'app.info', {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal', details: { logId: 'log-1' } } })
    expect(JSON.stringify(answer)).not.toContain('secret.mp4')
    expect(logged).toHaveLength(1)
  })
})
