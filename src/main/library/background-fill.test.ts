import { ConnectionError, ServerError } from '@shared/errors'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeLibraryServer } from '../../../test/support/fake-library-server'
import { LibraryOnFakes } from '../../../test/support/library-on-fakes'
import { ACCOUNT, listed, uuidOf } from '../../../test/support/library-rows'

const OTHER = '22222222-2222-4222-8222-222222222222'
const MINUTE_MS = 60_000

function refusal(status = 500): ServerError {
  const answer = { status, code: null, detail: '', retryAfterMs: null, isJson: false, invalidParams: {} }
  return new ServerError(answer, 'GET')
}

describe('the reading of videos in full', () => {
  let bench: LibraryOnFakes
  let server: FakeLibraryServer

  beforeEach(() => {
    bench = new LibraryOnFakes()
    server = bench.addAccount(ACCOUNT)
    server.videos = Array.from({ length: 4 }, (_, index) => listed(index))
  })

  afterEach(() => bench.close())

  const begin = async (): Promise<void> => {
    bench.library.startUp()
    await bench.clock.advance(10_000)
  }
  const detailsAt = async (index: number): Promise<number | null> =>
    (await bench.library.video(ACCOUNT, uuidOf(index))).detailsAt
  const unread = async (accountId = ACCOUNT): Promise<number> => {
    const { n } = bench.database
      .prepare('SELECT count(*) AS n FROM library_videos WHERE account_id = ? AND details_at IS NULL')
      .get(accountId) as { n: number }
    return Promise.resolve(n)
  }

  it('reads all of them, newest first, and rests', async () => {
    await begin()
    await bench.clock.advance(10_000)
    expect(server.asked).toEqual([3, 2, 1, 0].map(uuidOf))
    expect(await unread()).toBe(0)
  })

  it('waits while the list is read, and goes on after it', async () => {
    server.videos = Array.from({ length: 150 }, (_, index) => listed(index))
    let goOn = (): void => undefined
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    server.beforePage = (start) => (start === 0 ? undefined : held)
    await begin()
    await vi.waitUntil(() => server.starts.length === 2)
    await bench.clock.advance(MINUTE_MS)
    expect(server.asked).toEqual([])
    goOn()
    await vi.waitUntil(() => bench.library.status()[0]?.state === 'done')
    await bench.clock.advance(2 * MINUTE_MS)
    expect(server.asked).toHaveLength(150)
  })

  it('goes on past a video that cannot be read', async () => {
    server.beforeVideo = (what, uuid) => {
      if (what === 'video' && uuid === uuidOf(3)) throw refusal()
    }
    await begin()
    await bench.clock.advance(MINUTE_MS)
    expect(server.asked).toEqual([3, 2, 1, 0].map(uuidOf))
    expect(await unread()).toBe(1)
  })

  it('goes on past a video whose answer breaks off each time', async () => {
    server.beforeVideo = (what, uuid) => {
      if (what === 'video' && uuid === uuidOf(3)) throw new ConnectionError('reset', 'GET')
    }
    await begin()
    await bench.clock.advance(6 * MINUTE_MS)
    expect(server.asked.slice(0, 4)).toEqual([3, 2, 1, 0].map(uuidOf))
    expect(await unread()).toBe(1)
  })

  it('tries what failed again, later each time', async () => {
    server.videos = [listed(0)]
    server.beforeVideo = (what) => {
      if (what === 'video') throw refusal()
    }
    await begin()
    await bench.clock.advance(10_000)
    expect(server.asked).toHaveLength(1)
    await bench.clock.advance(6 * 60 * MINUTE_MS)
    expect(server.asked.length).toBeGreaterThan(4)
    expect(server.asked.length).toBeLessThan(8)
    server.beforeVideo = () => undefined
    await bench.clock.advance(6 * 60 * MINUTE_MS)
    expect(await unread()).toBe(0)
  })

  it.each(['source', 'captions', 'chapters'] as const)('takes in the rest where %s fails', async (part) => {
    server.beforeVideo = (what) => {
      if (what === part) throw refusal()
    }
    await begin()
    await bench.clock.advance(10_000)
    expect(await unread()).toBe(0)
    const video = await bench.library.video(ACCOUNT, uuidOf(0))
    expect([video.bytes, video.fileName]).toEqual([1, part === 'source' ? null : 'clip.mp4'])
    server.beforeVideo = () => undefined
    await bench.clock.advance(60 * MINUTE_MS)
    expect((await bench.library.video(ACCOUNT, uuidOf(0))).fileName).toBe('clip.mp4')
    expect(bench.library.status()).toMatchObject([{ detailsLeft: 0 }])
  })

  it('knows which captions there are where the store of their files cannot be reached', async () => {
    const file = 'https://store.example/en.vtt'
    const caption = { language: 'en', file, version: '1', isAutomatic: false }
    server.captionsOf.set(uuidOf(0), [caption])
    server.files.set(file, Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nlighthouse\n'))
    server.beforeVideo = (what) => {
      if (what === 'file') throw new ConnectionError('refused', 'GET')
    }
    await begin()
    await bench.clock.advance(10_000)
    const video = await bench.library.video(ACCOUNT, uuidOf(0))
    expect([video.captionLanguages, video.bytes]).toEqual([['en'], 1])
    server.beforeVideo = () => undefined
    await bench.clock.advance(60 * MINUTE_MS)
    const said = bench.database.prepare("SELECT text FROM library_captions WHERE language = 'en'").get()
    expect(said).toMatchObject({ text: 'lighthouse' })
  })

  it('reads the videos of an account though the instance of another one fails', async () => {
    const other = bench.addAccount(OTHER)
    other.videos = Array.from({ length: 4 }, (_, index) => listed(index))
    server.beforeVideo = () => {
      throw new ConnectionError('timeout', 'GET')
    }
    await begin()
    await bench.clock.advance(10_000)
    expect(await unread(OTHER)).toBe(0)
  })

  it('asks an instance in trouble only now and then', async () => {
    server.videos = Array.from({ length: 20 }, (_, index) => listed(index))
    server.beforeVideo = () => {
      throw refusal(503)
    }
    await begin()
    await bench.clock.advance(60 * MINUTE_MS)
    expect(server.asked.length).toBeGreaterThan(8)
    expect(server.asked.length).toBeLessThan(20)
  })

  it('tells how many videos there are whose captions nobody knows yet', async () => {
    await begin()
    expect(bench.statuses.find(({ state }) => state === 'done')).toMatchObject({ detailsLeft: 4 })
    await bench.clock.advance(20_000)
    expect(bench.statuses.at(-1)).toMatchObject({ detailsLeft: 0 })
    expect(await detailsAt(0)).not.toBeNull()
  })
})

describe('while the app stays open', () => {
  let bench: LibraryOnFakes
  let server: FakeLibraryServer

  beforeEach(async () => {
    bench = new LibraryOnFakes()
    server = bench.addAccount(ACCOUNT)
    server.videos = [listed(0)]
    bench.library.startUp()
    await bench.clock.advance(10_000)
  })

  afterEach(() => bench.close())

  it('looks for what is new by itself', async () => {
    expect(server.starts).toHaveLength(1)
    server.videos.push(listed(1))
    await bench.clock.advance(21 * MINUTE_MS)
    expect(server.starts).toHaveLength(2)
    expect(await bench.library.peek(ACCOUNT, uuidOf(1))).not.toBeNull()
  })

  it('asks nobody without a network, and nothing that the person has stopped', async () => {
    bench.connectivity.set(false)
    await bench.clock.advance(60 * MINUTE_MS)
    expect(server.starts).toHaveLength(1)
    bench.database.exec("UPDATE library_syncs SET state = 'cancelled'")
    bench.connectivity.set(true)
    await bench.clock.advance(60 * MINUTE_MS)
    expect(server.starts).toHaveLength(1)
  })

  it('reads a large library again less often', async () => {
    bench.database.exec('UPDATE library_syncs SET total = 50000')
    await bench.clock.advance(60 * MINUTE_MS)
    expect(server.starts).toHaveLength(1)
    await bench.clock.advance(40 * MINUTE_MS)
    expect(server.starts).toHaveLength(2)
  })

  it('leaves no timer behind when it ends', async () => {
    await bench.library.shutdown()
    expect(bench.clock.pendingTimers).toBe(0)
  })
})
