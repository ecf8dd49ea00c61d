import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LibraryOnDemo } from '../../../test/support/library'
import type { DemoVersion } from '../../demo-instance'
import { RemoteVideos, type PlayedVideo } from './remote-videos'

const film = join(import.meta.dirname, '../../../samples/lighthouse_tour.mp4')
const split = join(import.meta.dirname, '../../../samples/split')
const bytes = readFileSync(film)
const sha = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
const versions: DemoVersion[] = ['5.1.0', '6.3.0', '8.2.0']
const read = async ({ body }: PlayedVideo): Promise<Buffer> => buffer(body as Readable)

describe.each(versions)('a video of the library, PeerTube %s', (version: DemoVersion) => {
  let bench: LibraryOnDemo
  let videos: RemoteVideos
  const troubles: unknown[] = []

  beforeEach(async () => {
    bench = await LibraryOnDemo.open({ version })
    troubles.length = 0
    videos = new RemoteVideos({
      accounts: bench.accounts.accounts.directory,
      now: () => Date.now(),
      log: (_message, error) => troubles.push(error),
    })
  })

  afterEach(async () => {
    videos.close()
    await bench.close()
  })

  const open = (uuid: string, range: string | null = null): Promise<PlayedVideo | null> =>
    videos.open(bench.accountId, uuid, range)

  const privacies: [name: string, privacy: number][] = [
    ['public', 1],
    ['unlisted', 2],
    ['private', 3],
    ['internal', 4],
    ...(version === '5.1.0' ? [] : ([['password-protected', 5]] as [string, number][])),
  ]
  it.each(privacies)('is played when it is %s', async (_name, privacy) => {
    const uuid = await bench.demo.control.addVideo('demo', { file: film, privacy, passwords: ['secret'] })
    const whole = await open(uuid)
    expect(whole).toMatchObject({ status: 200, headers: { 'content-type': 'video/mp4' } })
    expect(sha(await read(whole!))).toBe(sha(bytes))
    const part = await open(uuid, 'bytes=100-199')
    expect(part).toMatchObject({
      status: 206,
      headers: { 'content-range': `bytes 100-199/${String(bytes.length)}`, 'content-length': '100' },
    })
    expect((await read(part!)).equals(bytes.subarray(100, 200))).toBe(true)
    expect(troubles).toEqual([])
  })

  it.each([1, 3])('is played where there are streaming playlists alone (privacy %i)', async (privacy) => {
    bench.demo.control.setConfig({ hlsOnly: true })
    const uuid = await bench.demo.control.addVideo('demo', { file: film, privacy })
    expect(sha(await read((await open(uuid))!))).toBe(sha(bytes))
  })

  it.each([1, 3])('is a stream where picture and sound are apart (privacy %i)', async (privacy) => {
    const uuid = await bench.demo.control.addVideo('demo', { file: film, privacy })
    expect(await videos.kindOf(bench.accountId, uuid)).toBe('file')
    if (version === '5.1.0') return
    const other = await bench.demo.control.addVideo('demo', { file: film, privacy })
    await bench.demo.control.splitVideo(other, split)
    expect(await videos.kindOf(bench.accountId, other)).toBe('stream')
    const part = async (name: string, range: string | null = null) =>
      videos.part(bench.accountId, other, name, range)
    const master = (await read((await part('stream.m3u8'))!)).toString()
    expect(master).toContain('URI="0.m3u8"')
    expect((await read((await part('180.m3u8'))!)).toString()).toContain('URI="180-fragmented.mp4"')
    const sound = (await part('0-fragmented.mp4', 'bytes=0-764'))!
    expect(sound).toMatchObject({ status: 206, headers: { 'content-type': 'video/mp4' } })
    expect((await read(sound)).equals(readFileSync(join(split, '0-fragmented.mp4')).subarray(0, 765))).toBe(
      true,
    )
    for (const name of ['../../config', 'secret.json', '', '1.m3u8', 'a/b.mp4'])
      expect(await part(name)).toBeNull()
    expect(troubles).toEqual([])
  })

  it('is found again when its file has moved', async () => {
    const uuid = await bench.demo.control.addVideo('demo', { file: film })
    await read((await open(uuid))!)
    bench.demo.control.setConfig({ hlsOnly: true })
    // The old address answers 404 from now on, as after a transcoding that removed the file.
    bench.demo.control.addFault({
      match: { path: '/static/web', times: 1 },
      fault: { kind: 'status', status: 404 },
    })
    bench.demo.control.addFault({
      match: { path: '/static/webseed', times: 1 },
      fault: { kind: 'status', status: 404 },
    })
    expect(sha(await read((await open(uuid))!))).toBe(sha(bytes))
  })

  it('is not there for whoever names something else', async () => {
    const uuid = await bench.demo.control.addVideo('demo', { file: film })
    expect(await videos.open('..', uuid, null)).toBeNull()
    expect(await videos.open(bench.accountId, '../../etc', null)).toBeNull()
    expect(await open('00000000-0000-4000-8000-000000000000')).toBeNull()
    expect(await open(uuid, 'bytes=99999999-')).toMatchObject({ status: 416, body: null })
  })

  it('is nothing when a page comes in its place', async () => {
    const uuid = await bench.demo.control.addVideo('demo', { file: film })
    const page = {
      kind: 'status',
      status: 200,
      body: '<html>',
      headers: { 'content-type': 'text/html' },
    } as const
    bench.demo.control.addFault({ match: { path: '/static/', times: 2 }, fault: page })
    expect(await open(uuid)).toBeNull()
  })
})

describe('redirections', () => {
  it('to a machine of this network are not followed, and no token goes along', async () => {
    const seen: (string | undefined)[] = []
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.end('elsewhere')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const bench = await LibraryOnDemo.open()
    const location = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}/x.mp4`
    bench.demo.control.addFault({
      match: { path: '/static/', times: 9 },
      fault: { kind: 'status', status: 302, headers: { location } },
    })
    const uuid = await bench.demo.control.addVideo('demo', { file: film, privacy: 3 })
    const videos = new RemoteVideos({
      accounts: bench.accounts.accounts.directory,
      now: () => Date.now(),
      log: () => undefined,
    })
    expect(await videos.open(bench.accountId, uuid, null)).toBeNull()
    expect(seen).toEqual([])
    await bench.close()
    await new Promise((resolve) => other.close(resolve))
  })
})
