import { createServer, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { AgentPool } from '../peertube/agents'
import { systemClock } from '../system/clock'
import { discover } from './discover'

type Page = { status?: number; headers?: Record<string, string>; body?: unknown }
type Site = (path: string, origin: string) => Page

let pool = new AgentPool()
const scout = {
  get pool() {
    return pool
  },
  clock: systemClock,
  userAgent: 'Longshore/0.0.0 (test)',
}
const servers: (Server | TcpServer)[] = []

afterEach(() => {
  pool.close()
  pool = new AgentPool()
  for (const server of servers.splice(0)) server.close()
})

async function listen(server: Server | TcpServer): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

async function site(answer: Site): Promise<string> {
  const server = createServer((request, response) => {
    const {
      status = 200,
      headers = {},
      body = '',
    } = answer(request.url ?? '', `http://${request.headers.host ?? ''}`)
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  return listen(server)
}

function peerTube(version = '6.3.0', software = 'peertube'): Site {
  return (path, origin) => {
    const href = `${origin}/nodeinfo/2.0.json`
    if (path === '/.well-known/nodeinfo') {
      return { body: { links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href }] } }
    }
    if (path === '/nodeinfo/2.0.json') return { body: { software: { name: software, version } } }
    if (path === '/api/v1/config') return { body: { serverVersion: version, instance: { name: 'Tube' } } }
    return { status: 404 }
  }
}

describe('discover', () => {
  it('finds an instance behind a link to one of its videos', async () => {
    const host = await site(peerTube())
    const expected = { instanceUrl: `http://${host}`, host, name: 'Tube', version: '6.3.0', isHttp: true }
    expect(await discover(scout, `http://${host}/w/abc`, false)).toEqual({ ...expected, externalLogins: [] })
    expect(await discover(scout, host, false)).toMatchObject(expected)
  })

  it('goes to the place that a redirect names', async () => {
    const host = await site(peerTube())
    const old = await site((path) => ({ status: 301, headers: { Location: `http://${host}${path}` } }))
    expect(await discover(scout, old, false)).toMatchObject({ instanceUrl: `http://${host}` })
  })

  it('goes to the place where the instance says that it lives', async () => {
    const host = await site(peerTube())
    const alias = await site((path) => peerTube()(path, `http://${host}`))
    expect(await discover(scout, alias, false)).toMatchObject({ instanceUrl: `http://${host}` })
  })

  it('stays where it is answered when that place does not work', async () => {
    const host = await site((path) => peerTube()(path, 'http://127.0.0.1:1'))
    expect(await discover(scout, host, false)).toMatchObject({ instanceUrl: `http://${host}` })
  })

  it('finds one that hides its nodeinfo', async () => {
    const host = await site((path, origin) =>
      path.includes('nodeinfo') ? { status: 404 } : peerTube()(path, origin),
    )
    expect(await discover(scout, host, false)).toMatchObject({ version: '6.3.0' })
  })

  it('lists the ways to sign in that are not a password', async () => {
    const registeredExternalAuths = [
      {
        npmName: 'peertube-plugin-auth-oidc',
        name: 'auth-oidc',
        version: '1.0.0',
        authName: 'oidc',
        authDisplayName: 'Club',
      },
      { name: 'auth-saml2', version: '0.2.0', authName: 'saml' },
    ]
    const host = await site((path, origin) =>
      path === '/api/v1/config'
        ? { body: { serverVersion: '6.3.0', plugin: { registeredExternalAuths } } }
        : peerTube()(path, origin),
    )
    expect((await discover(scout, host, false)).externalLogins).toEqual([
      { name: 'auth-oidc', version: '1.0.0', authName: 'oidc', label: 'Club' },
      { name: 'auth-saml2', version: '0.2.0', authName: 'saml', label: 'saml' },
    ])
  })

  it.each<[string, Site, object]>([
    [
      'another kind of server',
      peerTube('4.2.0', 'mastodon'),
      { code: 'not-peertube', details: { software: 'mastodon' } },
    ],
    [
      'a plain web site',
      () => ({ headers: { 'Content-Type': 'text/html' }, body: '<html></html>' }),
      { code: 'not-peertube' },
    ],
    ['a site without any of it', () => ({ status: 404 }), { code: 'not-peertube' }],
    ['an old PeerTube', peerTube('4.3.1'), { code: 'instance-too-old', details: { version: '4.3.1' } }],
    ['a server in trouble', () => ({ status: 503 }), { code: 'instance-unreachable' }],
    [
      'redirects without end',
      (path, origin) => ({ status: 302, headers: { Location: `${origin}${path}x` } }),
      { code: 'not-peertube' },
    ],
    [
      'a redirect to plain http elsewhere',
      () => ({ status: 302, headers: { Location: 'http://tube.example/' } }),
      { code: 'http-needs-consent' },
    ],
  ])('refuses %s', async (_, answer, error) => {
    const host = await site(answer)
    await expect(discover(scout, `http://${host}`, false)).rejects.toMatchObject(error)
  })

  it('tells that nobody listens, and that it is no TLS', async () => {
    await expect(discover(scout, 'http://127.0.0.1:1', false)).rejects.toMatchObject({
      code: 'instance-unreachable',
      details: { failure: 'refused' },
    })
    const plain = await listen(createTcpServer((socket) => socket.end('hello')))
    await expect(discover(scout, `https://${plain}`, false)).rejects.toMatchObject({ code: 'instance-tls' })
  })
})
