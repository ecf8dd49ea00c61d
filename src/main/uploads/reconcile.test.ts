import { describe, expect, it } from 'vitest'
import type { Session } from '@shared/uploads/upload'
import type { RemoteSource, RemoteVideo, VideoServer } from './ports'
import { reconcile } from './reconcile'

const STARTED = 1_800_000_000_000
const MINUTE = 60_000
const session: Session = {
  uploadId: 's',
  lastModified: STARTED,
  title: 'Harbour ',
  lastByteAt: null,
  lastByteSent: true,
}
const sought = { session, channelId: 3, fileName: 'harbour.mp4', fileBytes: 1000 }

function remote(uuid: string, change: Partial<RemoteVideo> = {}): RemoteVideo {
  const video = { id: 1, uuid, shortUuid: uuid }
  const times = { createdAt: STARTED + MINUTE, publishedAt: null }
  return { video, name: 'Harbour', channelId: 3, duration: 5, state: 1, stateLabel: '', ...times, ...change }
}

/** An account with these videos, newest first. */
class FakeVideos implements Pick<VideoServer, 'newest' | 'source'> {
  constructor(
    private readonly videos: RemoteVideo[],
    private readonly sources: Record<string, RemoteSource> = {},
  ) {}

  newest(): Promise<RemoteVideo[]> {
    return Promise.resolve(this.videos)
  }

  source(uuid: string): Promise<RemoteSource | null> {
    return Promise.resolve(this.sources[uuid] ?? null)
  }
}

async function found(videos: FakeVideos, known: string[] = []): Promise<string | null> {
  const server = videos as unknown as VideoServer
  const isKnown = (uuid: string): boolean => known.includes(uuid)
  return (await reconcile(sought, server, isKnown, new AbortController().signal))?.uuid ?? null
}

describe('reconcile', () => {
  it.each<[string, Partial<RemoteVideo>, string | null]>([
    ['the same title and channel, made since the start', {}, 'a'],
    ['another title', { name: 'Lighthouse' }, null],
    ['another channel', { channelId: 4 }, null],
    ['made a little before, by a clock that is behind', { createdAt: STARTED - 5 * MINUTE }, 'a'],
    ['made an hour before', { createdAt: STARTED - 60 * MINUTE }, null],
  ])('%s', async (_what, change, uuid) => {
    expect(await found(new FakeVideos([remote('a', change)]))).toBe(uuid)
  })

  it('takes no video that is another upload of ours', async () => {
    expect(await found(new FakeVideos([remote('a')]), ['a'])).toBeNull()
  })

  it('asks what file a video was made of, where the version tells', async () => {
    const other = { fileName: 'harbour.mp4', bytes: 999, createdAt: null }
    expect(await found(new FakeVideos([remote('a')], { a: other }))).toBeNull()
    const own = { fileName: 'harbour.mp4', bytes: 1000, createdAt: null }
    expect(await found(new FakeVideos([remote('a'), remote('b')], { a: other, b: own }))).toBe('b')
  })

  it('finds it although this machine’s clock was an hour ahead when the session began', async () => {
    const early = remote('a', { createdAt: STARTED - 60 * MINUTE })
    expect(
      await found(new FakeVideos([early], { a: { fileName: 'harbour.mp4', bytes: 1000, createdAt: null } })),
    ).toBe('a')
  })
})
