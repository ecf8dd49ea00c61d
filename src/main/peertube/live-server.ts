import type { InstanceLimits, LiveLimits } from '@shared/accounts/choices'
import type { LiveSession, LiveSettings, NewLive, StreamKeys } from '@shared/live/live'
import type { z } from 'zod'
import { LIVE_PAGE } from '../live/ports'
import type { ListedLive, LiveFeed, LiveFeedListener, LivePage, LiveServer, ServerLive } from '../live/ports'
import type { AccountApi } from './account-api'
import type { InstanceFiles } from './instance-files'
import { addressOf, nullWhenGone, nullWhenNotThere, SHORT_UUID, timeOf } from './clean'
import { isReadable, listedVideo } from './library-server'
import { newLiveFields, settingsFields } from './live-fields'
import { PeerTubeLiveFeed } from './live-feed'
import { addLive, getLive, getLiveSessions, putLive, type liveShape } from './operations/lives'
import { getMyVideos } from './operations/session'
import type { videoShape } from './operations/shapes'
import { getVideo } from './operations/videos'
import type { Priority } from './pacing'
import type { Connection } from './wire'

const MOST_SESSIONS = 100
const MOST_SCHEDULES = 50
const LONGEST_KEY = 500
const NO_LIVES: LiveLimits = {
  enabled: false,
  allowReplay: false,
  latency: false,
  maxDurationMs: null,
  maxUserLives: null,
  maxInstanceLives: null,
  replayPrivacy: false,
  schedules: false,
  dvrMaxSeconds: 0,
}

/** What is asked about lives, over one account's API. */
export class PeerTubeLives implements LiveServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly files: InstanceFiles,
    private readonly connection: Connection,
    private readonly limits: () => Promise<InstanceLimits>,
  ) {}

  async list(start: number, priority: Priority, signal: AbortSignal): Promise<LivePage> {
    const query = { start, count: LIVE_PAGE, sort: '-createdAt', isLive: true }
    const { total, data } = await this.api().call(getMyVideos, { query, priority, signal })
    return { total, lives: data.filter(isReadable).map((raw) => this.listedLive(raw)) }
  }

  async listed(uuid: string, priority: Priority, signal: AbortSignal): Promise<ListedLive | null> {
    const raw = await nullWhenGone(this.api().call(getVideo, { params: { id: uuid }, priority, signal }))
    return raw === null || !isReadable(raw) ? null : this.listedLive(raw)
  }

  async live(uuid: string, priority: Priority, signal: AbortSignal): Promise<ServerLive | null> {
    const raw = await nullWhenGone(this.api().call(getLive, { params: { id: uuid }, priority, signal }))
    if (raw === null) return null
    const settings = settingsOf(raw)
    return { settings, hasRtmp: isStreamAddress(raw.rtmpUrl), hasRtmps: isStreamAddress(raw.rtmpsUrl) }
  }

  async sessions(uuid: string, priority: Priority, signal: AbortSignal): Promise<LiveSession[]> {
    const asked = this.api().call(getLiveSessions, { params: { id: uuid }, priority, signal })
    const list = await nullWhenNotThere(asked)
    return (list?.data ?? []).slice(0, MOST_SESSIONS).flatMap((raw) => {
      const startedAt = timeOf(raw.startDate)
      if (startedAt === null) return []
      const short = raw.replayVideo?.shortUUID ?? ''
      return [
        {
          id: raw.id,
          startedAt,
          endedAt: timeOf(raw.endDate),
          error: raw.error ?? null,
          replayUrl: SHORT_UUID.test(short) ? `${this.connection.origin}/w/${short}` : null,
          savesReplay: raw.saveReplay,
          isProcessed: raw.endingProcessed,
        },
      ]
    })
  }

  async hasSchedules(): Promise<boolean> {
    return (await this.limits()).live?.schedules === true
  }

  async keys(uuid: string, signal: AbortSignal): Promise<StreamKeys | null> {
    const call = { params: { id: uuid }, priority: 'person' as const, signal }
    const raw = await nullWhenGone(this.api().call(getLive, call))
    const streamKey = raw?.streamKey ?? ''
    if (raw === null || streamKey === '' || streamKey.length > LONGEST_KEY) return null
    const address = (url: string | null | undefined): string | null => (isStreamAddress(url) ? url : null)
    return { rtmpUrl: address(raw.rtmpUrl), rtmpsUrl: address(raw.rtmpsUrl), streamKey }
  }

  async create(live: NewLive, signal: AbortSignal): Promise<string> {
    const limits = await this.limits()
    const json = newLiveFields(live, limits, limits.live ?? NO_LIVES)
    const { video } = await this.api().call(addLive, { body: { json }, priority: 'person', signal })
    return video.uuid.toLowerCase()
  }

  async update(uuid: string, settings: LiveSettings, signal: AbortSignal): Promise<void> {
    const { live } = await this.limits()
    const body = { json: settingsFields(settings, live ?? NO_LIVES) }
    await this.api().call(putLive, { params: { id: uuid }, body, priority: 'person', signal })
  }

  async playlist(uuid: string, signal: AbortSignal): Promise<string | null> {
    const call = { params: { id: uuid }, priority: 'person' as const, signal }
    const raw = await nullWhenGone(this.api().call(getVideo, call))
    return addressOf(raw?.streamingPlaylists?.[0]?.playlistUrl ?? null, this.connection.origin)
  }

  /** What is not to be had is not there: a segment that went is followed by the next. */
  async file(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null> {
    return this.files.read(address, limitBytes, signal)
  }

  openFeed(listener: LiveFeedListener): LiveFeed {
    return new PeerTubeLiveFeed(this.connection, listener)
  }

  private listedLive(raw: z.infer<typeof videoShape>): ListedLive {
    const viewers = raw.viewers == null ? null : Math.max(0, Math.round(raw.viewers))
    return { video: listedVideo(raw, this.connection.origin), viewers }
  }
}

function settingsOf(raw: z.infer<typeof liveShape>): LiveSettings {
  const privacy = raw.replaySettings?.privacy ?? null
  const times = (raw.schedules ?? []).map(({ startAt }) => timeOf(startAt))
  return {
    permanent: raw.permanentLive,
    saveReplay: raw.saveReplay,
    replayPrivacy: privacy !== null && [1, 2, 3, 4].includes(privacy) ? privacy : null,
    latency: [1, 2, 3].includes(raw.latencyMode) ? raw.latencyMode : 1,
    schedules: times.filter((at): at is number => at !== null).slice(0, MOST_SCHEDULES),
    dvrSeconds: Math.max(0, Math.round(raw.dvrWindow ?? 0)),
  }
}

/** An encoder is sent to such an address and to no other. */
function isStreamAddress(url: string | null | undefined): url is string {
  return typeof url === 'string' && url.length <= LONGEST_KEY && /^rtmps?:\/\/[^\s"'<>]+$/.test(url)
}
