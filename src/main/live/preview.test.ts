import { beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock'
import { FakeLiveServer } from '../../../test/support/fake-live-server'
import { ownNames } from '../media/own-names'
import { Preview } from './preview'

const UUID = '22222222-2222-4222-8222-222222222222'
const AT = '/static/streaming-playlists/hls/22/master.m3u8'

describe('the preview of a live', () => {
  const server = new FakeLiveServer()
  let preview: Preview
  const clock = new FakeClock()
  const part = (name: string) => preview.part('a', UUID, name, server, new AbortController().signal)

  beforeEach(() => {
    preview = new Preview(clock)
    server.streamAt = AT
    server.asked.length = 0
    server.files.set(AT, '#EXTM3U\n0.m3u8\n')
    server.files.set('/static/streaming-playlists/hls/22/0-1.ts', 'G')
  })

  it('begins with the playlist of the video, and goes on beside it', async () => {
    expect((await part('stream.m3u8'))?.mime).toBe('application/vnd.apple.mpegurl')
    expect(Buffer.from((await part('0-1.ts'))?.bytes ?? []).toString()).toBe('G')
    expect(server.asked).toEqual([AT, '/static/streaming-playlists/hls/22/0-1.ts'])
  })

  it.each([
    '../../../config',
    '..%2f0.ts',
    'a/b.ts',
    'secret.json',
    '',
    '0.ts?x=1',
    'https://e.example/0.ts',
  ])('asks nobody for %j', async (name) => {
    await part('stream.m3u8')
    server.asked.length = 0
    expect(await part(name)).toBeNull()
    expect(server.asked).toEqual([])
  })

  it('has nothing of a live that is not on air', async () => {
    server.streamAt = null
    expect(await part('stream.m3u8')).toBeNull()
    expect(await part('0-1.ts')).toBeNull()
  })
})

describe('a playlist of a server', () => {
  it('keeps names of its own folder, however they are written', () => {
    const list = [
      '#EXTM3U',
      '#EXT-X-MAP:URI="init.mp4"',
      '#EXTINF:2,',
      '0-1.ts?token=1',
      `https://tube.example/hls/22/0-2.ts`,
      '/hls/22/0-3.ts',
    ]
    expect(ownNames(list.join('\r\n'), 'https://tube.example/hls/22/0.m3u8').split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-MAP:URI="init.mp4"',
      '#EXTINF:2,',
      '0-1.ts',
      '0-2.ts',
      '0-3.ts',
    ])
  })

  it.each(['https://evil.example/0.ts', '//evil.example/0.ts', '../23/0.ts', 'file:///etc/passwd', 'x.html'])(
    'loses the line %s, which leads elsewhere',
    (uri) => {
      expect(ownNames(`#EXTM3U\n${uri}`, 'https://tube.example/hls/22/0.m3u8')).toBe('#EXTM3U')
      expect(ownNames(`#EXT-X-KEY:URI="${uri}"`, 'https://tube.example/hls/22/0.m3u8')).toBe('')
    },
  )
})
