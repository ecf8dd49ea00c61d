import { describe, expect, it } from 'vitest'
import { FakeLiveServer, listedLive } from '../../../test/support/fake-live-server'
import { readLives, type OpenLive } from './read-lives'

const { signal } = new AbortController()
const uuidOf = (index: number): string => `live ${String(index)}`
const openFrom = (from: number, to: number): OpenLive[] =>
  Array.from({ length: to - from }, (_, index) => ({ uuid: uuidOf(from + index), state: 4 }))

function serverWith(count: number): FakeLiveServer {
  const server = new FakeLiveServer()
  server.lives = Array.from({ length: count }, (_, index) => listedLive({ uuid: uuidOf(index) }))
  return server
}

describe('reading the lives of an account', () => {
  it('takes one request where all open ones are among the newest', async () => {
    const server = serverWith(350)
    const { lives, news } = await readLives(server, openFrom(0, 100), 'person', signal)
    expect([lives.length, news.length, server.lists, server.askedOne.length]).toEqual([100, 100, 1, 0])
  })

  it('asks for few older ones by themselves', async () => {
    const server = serverWith(350)
    const { lives, news } = await readLives(server, openFrom(348, 350), 'person', signal)
    expect([lives.length, news.length, server.lists]).toEqual([102, 100, 1])
    expect(server.askedOne).toEqual([uuidOf(348), uuidOf(349)])
  })

  it('reads the whole list where that is fewer requests', async () => {
    const server = serverWith(350)
    const { lives } = await readLives(server, openFrom(100, 350), 'person', signal)
    expect([lives.length, server.lists, server.askedOne.length]).toEqual([350, 4, 0])
  })

  it('leaves out what is gone, and tells what became of the others', async () => {
    const server = serverWith(200)
    server.lives.push(listedLive({ uuid: 'replay', isLive: false, state: 1 }))
    const open = [
      { uuid: 'gone', state: 4 },
      { uuid: 'replay', state: 1 },
    ]
    const { lives, news } = await readLives(server, open, 'person', signal)
    expect(lives.map(({ video }) => video.uuid)).not.toContain('gone')
    expect(news.map(({ video }) => video.uuid)).toContain('replay')
  })
})
