import type { LiveSession, LiveSettings, NewLive, StreamKeys } from '@shared/live/live'
import type { ListedVideo } from '../../src/main/library/ports'
import type { Priority } from '../../src/main/peertube/pacing'
import {
  LIVE_PAGE,
  type ListedLive,
  type LiveFeed,
  type LiveFeedListener,
  type LivePage,
  type LiveServer,
  type ServerLive,
} from '../../src/main/live/ports'
import { listed } from './library-rows'

/** A live as a list shows it. */
export function listedLive(changes: Partial<ListedVideo> = {}, viewers: number | null = 0): ListedLive {
  return { video: listed(1, { isLive: true, state: 4, ...changes }), viewers }
}

/** An account's lives as a test says; it counts who asks and keeps the socket's listener. */
export class FakeLiveServer implements LiveServer {
  lives: ListedLive[] = []
  /** How often a page of the list was asked for. */
  lists = 0
  readonly askedOne: string[] = []
  /** How urgently the list was asked for, each time. */
  readonly priorities: Priority[] = []
  announces = true
  readonly created: NewLive[] = []
  readonly updated = new Map<string, LiveSettings>()
  /** What happens when a live is made; a throw is the answer. */
  onCreate: (live: NewLive) => string = () => 'made'
  beforeList: () => void = () => undefined
  listener: LiveFeedListener | null = null
  followed: readonly number[] = []
  readonly files = new Map<string, string>()
  readonly asked: string[] = []
  streamAt: string | null = null

  async list(start: number, priority: Priority): Promise<LivePage> {
    this.lists += 1
    this.priorities.push(priority)
    this.beforeList()
    return { total: this.lives.length, lives: this.lives.slice(start, start + LIVE_PAGE) }
  }

  async listed(uuid: string): Promise<ListedLive | null> {
    this.askedOne.push(uuid)
    return this.lives.find(({ video }) => video.uuid === uuid) ?? null
  }

  async live(): Promise<ServerLive | null> {
    return null
  }

  async sessions(): Promise<LiveSession[]> {
    return []
  }

  async hasSchedules(): Promise<boolean> {
    return this.announces
  }

  async keys(): Promise<StreamKeys | null> {
    return null
  }

  async create(live: NewLive): Promise<string> {
    this.created.push(live)
    return this.onCreate(live)
  }

  async update(uuid: string, settings: LiveSettings): Promise<void> {
    this.updated.set(uuid, settings)
  }

  async playlist(): Promise<string | null> {
    return this.streamAt
  }

  async file(address: string, limitBytes: number): Promise<Uint8Array | null> {
    this.asked.push(address)
    const text = this.files.get(address)
    return text === undefined || text.length > limitBytes ? null : Buffer.from(text)
  }

  openFeed(listener: LiveFeedListener): LiveFeed {
    this.listener = listener
    return {
      follow: (serverIds) => {
        this.followed = serverIds
      },
      close: () => {
        this.followed = []
        this.listener = null
      },
    }
  }
}
