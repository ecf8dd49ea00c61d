import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { json, send } from '../../test/contract/support/http'
import { startDemoInstance } from './index'
import type { DemoInstance } from './index'

let dataDir: string
let running: DemoInstance[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'longshore-demo-'))
  running = []
})

afterEach(async () => {
  await Promise.all(running.map((instance) => instance.close()))
  await rm(dataDir, { recursive: true })
})

async function start(options: Partial<Parameters<typeof startDemoInstance>[0]> = {}): Promise<DemoInstance> {
  const instance = await startDemoInstance({ dataDir, ...options })
  running.push(instance)
  return instance
}

async function signIn(instance: DemoInstance): Promise<Record<string, string>> {
  const client = json(await send(`${instance.url}/api/v1/oauth-clients/local`)) as Record<string, string>
  const { username, password } = instance.users.demo
  const answer = await send(`${instance.url}/api/v1/users/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...client, grant_type: 'password', username, password }).toString(),
  })
  return { Authorization: `Bearer ${String(json(answer)['access_token'])}` }
}

it('listens on loopback, and knows the person of a first run with two channels', async () => {
  const instance = await start()
  expect(instance.url).toBe(`http://127.0.0.1:${String(instance.port)}`)
  const me = json(await send(`${instance.url}/api/v1/users/me`, { headers: await signIn(instance) }))
  expect(me).toMatchObject({ username: 'demo', email: 'demo@example.com', role: { id: 2 } })
  const names = (me['videoChannels'] as { name: string; displayName: string }[]).map(
    ({ name, displayName }) => [name, displayName],
  )
  expect(names).toEqual([
    ['demo_channel', 'Demo channel'],
    ['field_recordings', 'Field recordings'],
  ])
})

it('keeps tokens and users over a restart', async () => {
  const first = await start()
  const headers = await signIn(first)
  await first.control.createUser({ username: 'second', password: 'a-password' })
  await first.close()
  running = []
  const second = await start()
  expect((await send(`${second.url}/api/v1/users/me`, { headers })).status).toBe(200)
  expect((await send(`${second.url}/api/v1/accounts/second`)).status).toBe(200)
})

it('leaves no half-written file behind', async () => {
  const instance = await start()
  await Promise.all(
    ['a', 'b', 'c'].map((username) => instance.control.createUser({ username, password: 'p' })),
  )
  expect((await readdir(dataDir)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

it('rejects a port that is taken', async () => {
  const { port } = await start()
  const otherDir = await mkdtemp(join(tmpdir(), 'longshore-demo-'))
  await expect(startDemoInstance({ dataDir: otherDir, port })).rejects.toThrow(/EADDRINUSE/)
  await rm(otherDir, { recursive: true })
})

it('has no control interface over HTTP unless told so', async () => {
  const closed = await start()
  const answer = await send(`${closed.url}/__control/videos`)
  expect(answer.headers['content-type']).toMatch(/^text\/html/)
})

it('is controlled over HTTP when told so', async () => {
  const { url } = await start({ control: true })
  const command = (method: string, name: string, body?: unknown): ReturnType<typeof send> =>
    send(`${url}/__control/${name}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const made = await command('POST', 'users', { username: 'made', password: 'p' })
  expect(json(made)).toMatchObject({ username: 'made' })
  await command('PUT', 'config', { maxChunkSize: 1000 })
  expect(json(await send(`${url}/api/v1/config`))).toMatchObject({
    client: { videos: { resumableUpload: { maxChunkSize: 1000 } } },
  })
  await command('POST', 'offline', { offline: true })
  await expect(send(`${url}/api/v1/ping`)).rejects.toThrow()
  expect((await command('POST', 'offline', { offline: false })).status).toBe(204)
  expect((await command('POST', 'expire-tokens', { username: 'nobody' })).status).toBe(500)
  expect((await command('GET', 'no-such-command')).status).toBe(404)
})

it('derives the id of an upload as PeerTube does: from user, title, size and lastModified', async () => {
  const instance = await start()
  const answer = await send(`${instance.url}/api/v1/videos/upload-resumable`, {
    method: 'POST',
    headers: {
      ...(await signIn(instance)),
      'Content-Type': 'application/json',
      'X-Upload-Content-Length': '80823',
      'X-Upload-Content-Type': 'video/mp4',
    },
    body: JSON.stringify({
      filename: 'small.mp4',
      name: 'Small video',
      channelId: 2,
      lastModified: 1_700_000_000_000,
    }),
  })
  const id = 'af63af4c8601a015-1ba1c3194be935df-23f9e114a0aca904-4d987691e6ae53cb'
  expect(answer.headers.location).toMatch(new RegExp(`upload_id=${id}$`))
})

it('presents as the version that it was given', async () => {
  const { url } = await start({ version: '8.2.0' })
  expect(json(await send(`${url}/api/v1/config`))['serverVersion']).toBe('8.2.0')
})
