import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../system/clock'
import { AccountApi, type AuthorizedSession } from './account-api'
import { AgentPool } from './agents'
import { Api } from './api'
import { getCategories, getConfig } from './operations/instance'
import { addPlaylistElement } from './operations/playlists'
import { getMyQuotaUsed, getMyVideos } from './operations/session'
import { deleteCaption } from './operations/videos'
import { Pacer } from './pacing'

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

const { signal } = new AbortController()
let handler: Handler
let asked: { line: string; headers: IncomingMessage['headers']; body: string }[]
let api: Api
let closeAll: () => Promise<void>

beforeEach(async () => {
  asked = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      asked.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, headers: request.headers, body })
      handler(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const pool = new AgentPool()
  const userAgent = 'Longshore/1.2.3 (test)'
  api = new Api({ origin, pool, userAgent, clock: systemClock, pacer: new Pacer(systemClock) })
  closeAll = () => {
    pool.close()
    server.closeAllConnections()
    return new Promise((resolve) =>
      server.close(() => {
        resolve()
      }),
    )
  }
})

afterEach(() => closeAll())

function problem(response: ServerResponse, status: number, code?: string): void {
  response
    .writeHead(status, { 'Content-Type': 'application/problem+json' })
    .end(JSON.stringify({ status, code, detail: 'No.' }))
}

describe('calling an operation', () => {
  it('puts names into the path and the query, and the body into JSON', async () => {
    handler = (_request, response) =>
      response.end(JSON.stringify({ total: 0, data: [], videoPlaylistElement: { id: 3 } }))
    await api.call(getMyVideos, { query: { start: 0, count: 5, search: 'a & b' }, signal }, 'secret')
    await api.call(deleteCaption, { params: { id: 'x/../y', captionLanguage: 'pt-BR' }, signal }, 'secret')
    await api.call(
      addPlaylistElement,
      { params: { playlistId: 6 }, body: { json: { videoId: 'é' } }, signal },
      'secret',
    )
    expect(asked.map(({ line }) => line)).toEqual([
      'GET /api/v1/users/me/videos?start=0&count=5&search=a+%26+b',
      'DELETE /api/v1/videos/x%2F..%2Fy/captions/pt-BR',
      'POST /api/v1/video-playlists/6/videos',
    ])
    expect(asked[2]).toMatchObject({
      body: '{"videoId":"é"}',
      headers: { 'content-type': 'application/json' },
    })
    expect(asked[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'user-agent': 'Longshore/1.2.3 (test)',
    })
    expect(asked[0]?.headers).not.toHaveProperty('origin')
  })

  it('names the request, without what stands in it, when it is refused', async () => {
    handler = (_request, response) => {
      problem(response, 404)
    }
    const call = api.call(
      deleteCaption,
      { params: { id: 'private', captionLanguage: 'en' }, signal },
      'secret',
    )
    await expect(call).rejects.toMatchObject({ answer: { status: 404, code: null, detail: 'No.' } })
    const error = (await call.catch((caught: unknown) => caught)) as Error
    expect(error.message).toContain('DELETE http://127.0.0.1')
    expect(error.message).not.toContain('secret')
  })

  it.each([
    ['a page of a captive portal', '<html>Please sign in</html>'],
    ['JSON of something else', '{"hello":"world"}'],
    ['nothing', ''],
    ['a broken answer', '{"serverVersion": "6.'],
  ])('takes %s for a bad gateway, although it says 200', async (_, body) => {
    handler = (_request, response) => response.end(body)
    await expect(api.call(getConfig, { signal })).rejects.toMatchObject({
      answer: { status: 502, code: 'unexpected_answer', isJson: false },
    })
  })

  it('asks again after a cut connection where asking twice is harmless, once', async () => {
    let cuts = 1
    handler = (request, response) => {
      if (cuts-- > 0) request.socket.destroy()
      else response.end('{"1":"Music"}')
    }
    expect(await api.call(getCategories, { signal })).toEqual({ '1': 'Music' })
    cuts = 2
    await expect(api.call(getCategories, { signal })).rejects.toMatchObject({ failure: 'reset' })
    cuts = 1
    const add = api.call(
      addPlaylistElement,
      { params: { playlistId: 1 }, body: { json: {} }, signal },
      'secret',
    )
    await expect(add).rejects.toMatchObject({ failure: 'reset' })
    expect(asked).toHaveLength(5)
  })

  it('holds back after a 429, for everybody', async () => {
    handler = (_request, response) =>
      response.writeHead(429, { 'Retry-After': '60' }).end('Too many requests')
    await expect(api.call(getConfig, { signal })).rejects.toMatchObject({
      answer: { status: 429, retryAfterMs: 60_000 },
    })
    const click = api.call(getConfig, { signal, priority: 'person' })
    await expect(click).rejects.toMatchObject({ code: 'rate-limited' })
    expect(asked).toHaveLength(1)
  })
})

/** A session whose tokens are numbered. */
class CountingSession implements AuthorizedSession {
  refreshes = 0
  constructor(private readonly result: 'refreshed' | 'signed-out' = 'refreshed') {}

  accessToken(): Promise<string | null> {
    return Promise.resolve(`token-${String(this.refreshes)}`)
  }

  refresh(): Promise<'refreshed' | 'signed-out'> {
    this.refreshes += 1
    return Promise.resolve(this.result)
  }
}

describe('calling as an account', () => {
  const quota = { videoQuotaUsed: 1, videoQuotaUsedDaily: 0 }

  it('refreshes a worthless token, and asks once more', async () => {
    handler = (request, response) => {
      if (request.headers.authorization === 'Bearer token-0') problem(response, 401, 'invalid_token')
      else response.end(JSON.stringify(quota))
    }
    const session = new CountingSession()
    expect(await new AccountApi(api, session).call(getMyQuotaUsed, { signal })).toEqual(quota)
    expect(session.refreshes).toBe(1)
  })

  it.each([
    [401, 'video_requires_password'],
    [401, undefined],
    [403, undefined],
    [400, 'invalid_request'],
  ])('takes %i %s for what it is: no reason to refresh', async (status, code) => {
    handler = (_request, response) => {
      problem(response, status, code)
    }
    const session = new CountingSession()
    const call = new AccountApi(api, session).call(getMyQuotaUsed, { signal })
    await expect(call).rejects.toMatchObject({ answer: { status } })
    expect(session.refreshes).toBe(0)
  })

  it('gives up when the new token is worthless too, or there is none', async () => {
    handler = (_request, response) => {
      problem(response, 401, 'invalid_token')
    }
    for (const [session, requests] of [
      [new CountingSession(), 2],
      [new CountingSession('signed-out'), 1],
    ] as const) {
      asked = []
      const call = new AccountApi(api, session).call(getMyQuotaUsed, { signal })
      await expect(call).rejects.toMatchObject({ answer: { status: 401, code: 'invalid_token' } })
      expect(asked).toHaveLength(requests)
    }
  })

  it('sends no token where none is wanted', async () => {
    handler = (_request, response) => response.end('{}')
    await new AccountApi(api, new CountingSession()).call(getCategories, { signal })
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
  })
})
