import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import type { DemoContext } from '../context'
import type { DemoLiveSettings } from '../options'
import type { LiveRecord, LiveSessionRecord, VideoRecord } from '../records'
import { LIVE_STATES, liveOf } from './live-records'
import type { LiveSocket } from './live-socket'

/** What happens on air: here a test says it, where PeerTube hears it from the person's encoder. */
export class LiveControl {
  constructor(
    private readonly context: DemoContext,
    private readonly find: (uuid: string) => VideoRecord,
    private readonly socket: Pick<LiveSocket, 'tell' | 'followers'>,
  ) {}

  set(change: Partial<DemoLiveSettings>): void {
    Object.assign(this.context.settings.live, change)
  }

  /** @param streamFolder with `segment-0.mpegts` and so on; without one there is nothing to see */
  async start(uuid: string, streamFolder?: string): Promise<void> {
    const { video, live } = this.get(uuid)
    if (video.state !== LIVE_STATES.waiting) throw new Error(`The live ${uuid} does not wait`)
    if (streamFolder !== undefined) {
      const segments = readdirSync(streamFolder).filter((name) => /^segment-\d+\.mpegts$/.test(name)).length
      this.context.liveStreams.set(uuid, {
        folder: streamFolder,
        segments,
        startedAtMs: this.context.now(),
        endedAtMs: null,
      })
    }
    live.sessions.push({
      id: this.context.store.nextId('liveSession'),
      startDate: this.context.nowIso(),
      endDate: null,
      error: null,
      saveReplay: live.saveReplay,
      endingProcessed: false,
      replayPrivacy: live.replayPrivacy,
      replayVideoId: null,
    })
    video.publishedAt = this.context.nowIso()
    await this.toState(video, LIVE_STATES.onAir)
  }

  async setViewers(uuid: string, viewers: number): Promise<void> {
    const { video } = this.get(uuid)
    video.viewers = viewers
    await this.context.store.commit()
    this.socket.tell(video.id, { name: 'views-change', payload: { viewers } })
  }

  /** @param error why it broke off, one of PeerTube's numbers; left out: the person ended it */
  async end(uuid: string, error: number | null = null): Promise<void> {
    const { video, live } = this.get(uuid)
    const session = lastSession(live)
    session.endDate = this.context.nowIso()
    session.error = error
    video.viewers = 0
    const stream = this.context.liveStreams.get(uuid)
    if (stream !== undefined) stream.endedAtMs = this.context.now()
    if (error !== null && this.context.since('6.1')) {
      this.socket.tell(video.id, { name: 'force-end', payload: undefined })
    }
    await this.toState(video, live.permanentLive ? LIVE_STATES.waiting : LIVE_STATES.ended)
  }

  /** The replay of the last session is ready: of a permanent live a video of its own, else the live itself. */
  async finishReplay(uuid: string): Promise<void> {
    const { video, live } = this.get(uuid)
    const session = lastSession(live)
    const isOwn = live.permanentLive
    // The files of a live that goes on air once become those of its replay.
    if (!isOwn) this.context.liveStreams.delete(uuid)
    const replay: VideoRecord = isOwn ? this.copyOf(video) : video
    Object.assign(replay, {
      isLive: false,
      privacy: session.replayPrivacy ?? video.privacy,
      durationSeconds: 12,
    })
    if (isOwn) this.context.store.state.videos.push(replay)
    session.replayVideoId = replay.id
    session.endingProcessed = true
    await this.toState(replay, LIVE_STATES.onAir)
  }

  /** Who follows the live over the socket at the moment. */
  followers(uuid: string): number {
    return this.socket.followers(this.find(uuid).id)
  }

  private copyOf({ live: _live, ...video }: VideoRecord): VideoRecord {
    const now = this.context.nowIso()
    const ids = { id: this.context.store.nextId('video'), uuid: randomUUID() }
    return { ...video, ...ids, createdAt: now, updatedAt: now, publishedAt: now }
  }

  private async toState(video: VideoRecord, state: number): Promise<void> {
    video.state = state
    video.updatedAt = this.context.nowIso()
    await this.context.store.commit()
    this.socket.tell(video.id, { name: 'state-change', payload: { state } })
  }

  private get(uuid: string): { video: VideoRecord; live: LiveRecord } {
    const video = this.find(uuid)
    const live = liveOf(video)
    if (live === null) throw new Error(`The video ${uuid} is no live`)
    return { video, live }
  }
}

function lastSession(live: LiveRecord): LiveSessionRecord {
  const session = live.sessions.at(-1)
  if (session === undefined) throw new Error('The live was never on air')
  return session
}
