import type { LiveStatus } from '@shared/live/live'
import { standingOf } from '@shared/live/live-values'
import type { Clock, Connectivity } from '../uploads/ports'
import type { ListedLive, LiveAccount, LiveFeed } from './ports'
import { readLives, type OpenLive, type ReadLives } from './read-lives'

export interface AccountWatchDeps {
  clock: Clock
  connectivity: Connectivity
  /** How the lives stand now. */
  tell: (status: LiveStatus) => void
  /** Lives of the copy that may go on air, the oldest among them. */
  open: (accountId: string) => Promise<readonly OpenLive[]>
  /** Rows for the library's copy. `askedAt`: the clock's monotonic milliseconds. */
  listed: (accountId: string, lives: readonly ListedLive[], askedAt: number) => void
  log: (message: string, error: unknown) => void
}

/** While the socket is down. */
const POLL_MS = 30_000
/** While it is there: it tells of nothing that is made elsewhere. */
const SLOW_POLL_MS = 300_000
/** A popular live tells of every viewer. */
const LEAST_PAUSE_MS = 3000

/**
 * Follows the lives of one account while somebody looks at them. The socket's events do not name the live they are
 * about, so they only say that it is time to ask; one request for the list answers for all lives.
 */
export class AccountWatch {
  private readonly stopped = new AbortController()
  private feed: LiveFeed | null = null
  private isConnected = false
  private lives: readonly ListedLive[] = []
  private asking: Promise<void> | null = null
  private isDue = false
  /** The first answer is what the person waits for. */
  private priority: 'person' | 'background' = 'person'
  private askedAt = Number.NEGATIVE_INFINITY
  private cancelTimer: (() => void) | null = null

  constructor(
    private readonly account: LiveAccount,
    private readonly deps: AccountWatchDeps,
  ) {}

  begin(): void {
    this.askSoon()
  }

  /** Asks at once when the last time is long enough ago, else as soon as it is. */
  askSoon(): void {
    if (this.stopped.signal.aborted) return
    if (this.asking !== null) {
      this.isDue = true
      return
    }
    const waitMs = this.askedAt + LEAST_PAUSE_MS - this.deps.clock.monotonic()
    if (waitMs <= 0) this.start()
    else this.after(waitMs)
  }

  async end(): Promise<void> {
    this.stopped.abort(new Error('nobody looks'))
    this.cancelTimer?.()
    this.feed?.close()
    this.feed = null
    await this.asking
  }

  private start(): void {
    this.cancelTimer?.()
    this.cancelTimer = null
    this.isDue = false
    this.askedAt = this.deps.clock.monotonic()
    this.asking = this.ask().finally(() => {
      this.asking = null
      if (!this.stopped.signal.aborted) this.plan()
    })
  }

  /** Never rejects. */
  private async ask(): Promise<void> {
    const { connectivity } = this.deps
    try {
      if (connectivity.online && this.account.isSignedIn) {
        const open = await this.deps.open(this.account.id)
        const found = await readLives(this.account.lives, open, this.priority, this.stopped.signal)
        this.priority = 'background'
        if (!this.stopped.signal.aborted) this.take(found)
      } else this.say('none')
    } catch (error) {
      if (this.stopped.signal.aborted) return
      this.deps.log('the lives could not be asked for', error)
      this.say('none')
    }
  }

  private plan(): void {
    if (this.isDue) this.askSoon()
    else this.after(this.isConnected ? SLOW_POLL_MS : POLL_MS)
  }

  private after(ms: number): void {
    this.cancelTimer?.()
    this.cancelTimer = this.deps.clock.schedule(ms, () => {
      this.start()
    })
  }

  private take({ lives, news }: ReadLives): void {
    this.lives = lives
    this.deps.listed(this.account.id, news, this.askedAt)
    const open = lives.filter(({ video }) => video.isLive && standingOf(video.state) !== 'ended')
    this.follow(open.map(({ video }) => video.serverId))
    this.say(this.isConnected ? 'socket' : 'polling')
  }

  /** Without a live that may go on air there is nothing to hear. */
  private follow(serverIds: readonly number[]): void {
    if (serverIds.length === 0) {
      this.feed?.close()
      this.feed = null
      this.isConnected = false
      return
    }
    this.feed ??= this.account.lives.openFeed({
      connected: () => {
        this.isConnected = true
        // What happened while nobody listened.
        this.askSoon()
      },
      disconnected: () => {
        if (!this.isConnected) return
        this.isConnected = false
        this.askSoon()
      },
      stateChanged: () => {
        this.askSoon()
      },
      viewersChanged: (viewers) => {
        this.viewersChanged(viewers)
      },
    })
    this.feed.follow(serverIds)
  }

  /** With one live on air it is clear whose viewers they are. */
  private viewersChanged(viewers: number): void {
    const onAir = this.lives.filter(({ video }) => standingOf(video.state) === 'live')
    const [only] = onAir
    if (onAir.length !== 1 || only === undefined) {
      this.askSoon()
      return
    }
    this.lives = this.lives.map((live) => (live === only ? { ...live, viewers } : live))
    this.say('socket')
    // An answer that is on its way may be older than this.
    if (this.asking !== null) this.isDue = true
  }

  private say(via: LiveStatus['via']): void {
    const lives = this.lives.map(({ video, viewers }) => ({ uuid: video.uuid, state: video.state, viewers }))
    this.deps.tell({ accountId: this.account.id, via, lives })
  }
}
