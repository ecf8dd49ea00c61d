// Long, and one thing: servers that break a rule each, and what the wire makes of them.

import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ServerError } from '@shared/errors'
import { FakeClock } from '../../../test/support/fake-clock'
import { systemClock } from '../system/clock'
import type { Clock, FileSlice, WireRequest } from '../uploads/ports'
import { AgentPool } from './agents'
import { Bandwidth } from './bandwidth'
import { Pacer } from './pacing'
import { PeerTubeWire, urlWithin } from './wire'

const MIB = 1024 * 1024
const FILE_BYTES = 5 * MIB + 321
const content = randomBytes(FILE_BYTES)

let folder: string
let file: string
let pool: AgentPool
const cleanUps: (() => void)[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'longshore-wire-'))
  file = join(folder, 'video.mp4')
  writeFileSync(file, content)
  pool = new AgentPool()
})

afterEach(() => {
  pool.close()
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
  rmSync(folder, { recursive: true })
})

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => {
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

function httpServer(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  return listening(createServer(handler))
}

/** A server that is free to break every rule. */
async function tcpServer(handler: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const origin = await listening(
    createTcpServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined)
      handler(socket)
    }),
  )
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy()
  })
  return origin
}

function wireTo(
  origin: string,
  options: { clock?: Clock; bandwidth?: Bandwidth; token?: string | null } = {},
) {
  const { clock = systemClock, bandwidth = new Bandwidth(systemClock), token = 'the-token' } = options
  const connection = {
    origin,
    pool,
    clock,
    pacer: new Pacer(systemClock),
    userAgent: 'Longshore/1.2.3 (test)',
  }
  return new PeerTubeWire(connection, { accessToken: () => Promise.resolve(token) }, bandwidth)
}

function put(body: WireRequest['body'], changes: Partial<WireRequest> = {}): WireRequest {
  return {
    method: 'PUT',
    path: '/api/v1/videos/upload-resumable?upload_id=abc',
    headers: { 'Content-Type': 'application/octet-stream' },
    body,
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    ...changes,
  }
}

const slice = (start = 0, end = FILE_BYTES): FileSlice => ({ path: file, start, end })

/** Whether this process still has the file open (Linux shows it; elsewhere the other assertions must do). */
function isOpen(): boolean {
  if (!existsSync('/proc/self/fd')) return false
  return readdirSync('/proc/self/fd').some((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`) === file
    } catch {
      return false
    }
  })
}

/** Closing is the disk's work, and a busy machine takes its time. */
async function untilClosed(): Promise<void> {
  const deadline = performance.now() + 5000
  while (isOpen() && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve))
  expect(isOpen()).toBe(false)
}

describe('the wire', () => {
  it('streams the bytes of a slice, exactly, with its own headers', async () => {
    const seen: { headers: IncomingMessage['headers']; sha256: string; bytes: number }[] = []
    const origin = await httpServer((request, response) => {
      const hash = createHash('sha256')
      let bytes = 0
      request.on('data', (part: Buffer) => {
        hash.update(part)
        bytes += part.length
      })
      request.on('end', () => {
        seen.push({ headers: request.headers, sha256: hash.digest('hex'), bytes })
        response.writeHead(308, { Range: 'bytes=0-99' }).end()
      })
    })
    const sent: number[] = []
    const answer = await wireTo(origin).send(
      put(slice(1000, 4 * MIB), { onSent: (bytes) => sent.push(bytes) }),
    )
    expect(answer).toMatchObject({ status: 308, headers: { range: 'bytes=0-99' }, body: '' })
    const expected = createHash('sha256')
      .update(content.subarray(1000, 4 * MIB))
      .digest('hex')
    expect(seen[0]).toMatchObject({ sha256: expected, bytes: 4 * MIB - 1000 })
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer the-token',
      'user-agent': 'Longshore/1.2.3 (test)',
      'content-length': String(4 * MIB - 1000),
      'content-type': 'application/octet-stream',
    })
    expect(seen[0]?.headers).not.toHaveProperty('origin')
    expect(seen[0]?.headers).not.toHaveProperty('transfer-encoding')
    expect(sent.at(-1)).toBe(4 * MIB - 1000)
    expect(sent).toEqual([...sent].sort((left, right) => left - right))
    await untilClosed()
  })

  it('sends a body that is in memory, and none at all with its length', async () => {
    const seen: string[] = []
    const origin = await httpServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        seen.push(
          `${request.method ?? ''} ${request.headers['content-length'] ?? ''} ${String(Buffer.concat(parts).length)}`,
        )
        response.end('ok')
      })
    })
    const wire = wireTo(origin)
    await wire.send(put(content.subarray(0, 300_000)))
    await wire.send(put(null))
    await wire.send(put(null, { method: 'DELETE' }))
    expect(seen).toEqual(['PUT 300000 300000', 'PUT 0 0', 'DELETE 0 0'])
  })

  it('uses one connection for one request after the other', async () => {
    const ports = new Set<number | undefined>()
    const origin = await httpServer((request, response) => {
      ports.add(request.socket.remotePort)
      request.resume().on('end', () => response.writeHead(308).end())
    })
    const wire = wireTo(origin)
    for (let chunk = 0; chunk < 4; chunk++) await wire.send(put(slice(0, MIB)))
    expect(ports.size).toBe(1)
  })

  it('opens a new connection when the idle ones were dropped', async () => {
    const ports = new Set<number | undefined>()
    const origin = await httpServer((request, response) => {
      ports.add(request.socket.remotePort)
      request.resume().on('end', () => response.writeHead(308).end())
    })
    const wire = wireTo(origin)
    await wire.send(put(slice(0, MIB)))
    pool.dropIdle()
    expect((await wire.send(put(slice(0, MIB)))).status).toBe(308)
    expect(ports.size).toBe(2)
  })

  it.each([401, 409, 413])('takes a %i that comes before the body was read', async (status) => {
    const origin = await httpServer((_request, response) => {
      // The server reads nothing of the body, answers, and hangs up.
      response.writeHead(status, { Connection: 'close' }).end('{"code":"early"}')
    })
    const answer = await wireTo(origin).send(put(slice()))
    expect(answer).toMatchObject({ status, body: '{"code":"early"}' })
    await untilClosed()
  })

  it('takes an early answer from a server that leaves the connection open and reads nothing', async () => {
    const origin = await tcpServer((socket) => {
      socket.once('data', () => {
        socket.pause()
        socket.write('HTTP/1.1 413 Payload Too Large\r\nContent-Length: 5\r\n\r\nlarge')
      })
    })
    const answer = await wireTo(origin).send(put(slice()))
    expect(answer).toMatchObject({ status: 413, body: 'large' })
    await untilClosed()
  })

  it('says "reset" when the connection is cut in the middle of the body', async () => {
    const origin = await tcpServer((socket) => {
      socket.once('data', () => socket.resetAndDestroy())
    })
    await expect(wireTo(origin).send(put(slice()))).rejects.toMatchObject({ failure: 'reset' })
    await untilClosed()
  })

  it('says "reset" when the answer breaks off', async () => {
    const origin = await tcpServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'))
    })
    await expect(wireTo(origin).send(put(null))).rejects.toMatchObject({ failure: 'reset' })
  })

  it('says "refused" where nobody listens', async () => {
    const server = createServer()
    const origin = await listening(server)
    await new Promise((resolve) => server.close(resolve))
    await expect(wireTo(origin).send(put(null))).rejects.toMatchObject({ failure: 'refused' })
  })

  it('says "reset" to what does not speak HTTP', async () => {
    const origin = await tcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    await expect(wireTo(origin).send(put(null))).rejects.toMatchObject({ failure: 'reset' })
  })

  it('ends with the reason of the signal, at once, in the middle of the body', async () => {
    const abort = new AbortController()
    const origin = await tcpServer((socket) => {
      socket.pause()
    })
    const reason = new Error('paused')
    const sending = wireTo(origin).send(
      put(slice(), {
        signal: abort.signal,
        onSent: () => {
          abort.abort(reason)
        },
      }),
    )
    await expect(sending).rejects.toBe(reason)
    await untilClosed()
  })

  it('does not begin when the signal was aborted before', async () => {
    const abort = new AbortController()
    abort.abort(new Error('cancelled'))
    const sending = wireTo('http://127.0.0.1:1').send(put(slice(), { signal: abort.signal }))
    await expect(sending).rejects.toThrow('cancelled')
  })

  it('gives up after the whole time, also while the server thinks', async () => {
    const clock = new FakeClock()
    const origin = await httpServer((request) => {
      request.resume().on('end', () => void clock.advance(5000))
    })
    const sending = wireTo(origin, { clock }).send(put(slice(), { timeoutMs: 5000 }))
    await expect(sending).rejects.toMatchObject({ failure: 'timeout' })
    expect(clock.pendingTimers).toBe(0)
  })

  it('gives up when the server takes no more of the body for a minute', async () => {
    const clock = new FakeClock()
    const origin = await tcpServer((socket) => {
      socket.pause()
    })
    let last = 0
    const sending = wireTo(origin, { clock }).send(
      put(slice(), {
        timeoutMs: 3_600_000,
        onSent: (bytes) => {
          last = bytes
          void clock.advance(30_000)
        },
      }),
    )
    const advancing = setInterval(() => void clock.advance(61_000), 20)
    await expect(sending).rejects.toMatchObject({ failure: 'timeout' })
    clearInterval(advancing)
    expect(last).toBeLessThan(FILE_BYTES)
    await untilClosed()
  })

  it('waits longer than a minute for the answer once the body is there', async () => {
    const clock = new FakeClock()
    const origin = await httpServer((request, response) => {
      request.resume().on('end', () => {
        void clock.advance(9 * 60_000).then(() => response.end('{"video":{}}'))
      })
    })
    const answer = await wireTo(origin, { clock }).send(put(slice(), { timeoutMs: 10 * 60_000 }))
    expect(answer.status).toBe(200)
  })

  it.each([
    ['gone', () => rmSync(file), 'ENOENT'],
    ['shorter than it was', () => truncateSync(file, MIB), 'EOF'],
  ])('tells that the file is %s', async (_, change, systemCode) => {
    const origin = await httpServer((request, response) => {
      request.resume().on('end', () => response.end())
    })
    change()
    const sending = wireTo(origin).send(put(slice()))
    await expect(sending).rejects.toMatchObject({ code: 'file-unreadable', details: { systemCode } })
    writeFileSync(file, content)
    await untilClosed()
  })

  it('keeps 64 KiB of an answer', async () => {
    const origin = await httpServer((_request, response) => response.end('x'.repeat(MIB)))
    const answer = await wireTo(origin).send(put(null))
    expect(answer.body).toHaveLength(64 * 1024)
  })

  it('follows no redirect: the token stays here', async () => {
    let asked = 0
    const other = await httpServer((_request, response) => {
      asked += 1
      response.end()
    })
    const origin = await httpServer((_request, response) =>
      response.writeHead(302, { Location: other }).end(),
    )
    expect((await wireTo(origin).send(put(null))).status).toBe(302)
    expect(asked).toBe(0)
  })

  it('answers for the server when nobody is signed in', async () => {
    const answer = await wireTo('http://127.0.0.1:1', { token: null }).send(put(slice()))
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid_token' })
  })

  it('gives on what the token endpoint says when a refresh before the request fails', async () => {
    const answer = {
      status: 429,
      code: null,
      detail: 'Too many',
      retryAfterMs: 8000,
      isJson: false,
      invalidParams: {},
    }
    const connection = {
      origin: 'http://127.0.0.1:1',
      pool,
      clock: systemClock,
      userAgent: 'x',
      pacer: new Pacer(systemClock),
    }
    const tokens = { accessToken: () => Promise.reject(new ServerError(answer, 'POST /api/v1/users/token')) }
    const wire = new PeerTubeWire(connection, tokens, new Bandwidth(systemClock))
    expect(await wire.send(put(slice()))).toMatchObject({ status: 429, headers: { 'retry-after': '8' } })
  })

  it('keeps the bandwidth limit by the clock on the wall', async () => {
    const limit = 2 * MIB
    const origin = await httpServer((request, response) => {
      request.resume().on('end', () => response.writeHead(308).end())
    })
    const bandwidth = new Bandwidth(systemClock, limit)
    const startedAt = performance.now()
    await wireTo(origin, { bandwidth }).send(put(slice(0, 4 * MIB)))
    const seconds = (performance.now() - startedAt) / 1000
    // Never more; how close it comes to the limit on a quiet machine is the business of bandwidth.test.ts.
    expect(4 / seconds).toBeLessThan(2 * 1.1)
    expect(4 / seconds).toBeGreaterThan(2 * 0.5)
  })
})

describe('urlWithin', () => {
  it.each(['//other.example/api', 'https://other.example/', '\\\\other.example', 'api/v1'])(
    'refuses %s',
    (path) => {
      expect(() => urlWithin('https://tube.example', path)).toThrow('not a path')
    },
  )
})
