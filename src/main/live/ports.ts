import type { LiveSession, LiveSettings, NewLive, StreamKeys } from '@shared/live/live'
import type { ListedVideo } from '../library/ports'
import type { Priority } from '../peertube/pacing'

/** A live as a list of its account shows it. */
export interface ListedLive {
  video: ListedVideo
  /** Who watches at the moment; null: not told. */
  viewers: number | null
}

/** A page of an account's lives. */
export interface LivePage {
  /** As the server says it. */
  total: number
  lives: ListedLive[]
}

/** How many lives a page has at most. */
export const LIVE_PAGE = 100

/** What one live says of itself. */
export interface ServerLive {
  settings: LiveSettings
  hasRtmp: boolean
  hasRtmps: boolean
}

/** What is asked of one account's instance about lives. Each rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface LiveServer {
  /** Up to `LIVE_PAGE` of the account's lives from `start` on, newest first, ended ones among them. */
  list(start: number, priority: Priority, signal: AbortSignal): Promise<LivePage>
  /** One of them; null: gone. It is no live any more once it became its replay. */
  listed(uuid: string, priority: Priority, signal: AbortSignal): Promise<ListedLive | null>
  /** Null: it is no live any more. */
  live(uuid: string, priority: Priority, signal: AbortSignal): Promise<ServerLive | null>
  /** Oldest first, at most 100. */
  sessions(uuid: string, priority: Priority, signal: AbortSignal): Promise<LiveSession[]>
  /** Whether lives can be announced for a time there. */
  hasSchedules(): Promise<boolean>
  /** Null: it is not this account's, or gone. */
  keys(uuid: string, signal: AbortSignal): Promise<StreamKeys | null>
  /** Not repeatable: each call makes one more. Gives back its UUID. */
  create(live: NewLive, signal: AbortSignal): Promise<string>
  update(uuid: string, settings: LiveSettings, signal: AbortSignal): Promise<void>
  /** Address of the stream's first playlist; null: not on air. */
  playlist(uuid: string, signal: AbortSignal): Promise<string | null>
  /** A playlist or a segment; null: not there, too long, or at an address that is not asked. */
  file(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null>
  /** Opens the socket on which the instance tells of lives. Nothing of the account is sent over it. */
  openFeed(listener: LiveFeedListener): LiveFeed
}

/** What the socket says. Its events do not name the live they are about. */
export interface LiveFeedListener {
  connected(): void
  disconnected(): void
  /** The state of one of the followed lives has changed. */
  stateChanged(): void
  viewersChanged(viewers: number): void
}

/** An open socket, which connects again by itself. */
export interface LiveFeed {
  /** Follows these lives and no others, by their numbers. */
  follow(serverIds: readonly number[]): void
  /** For good. */
  close(): void
}

export interface LiveAccount {
  readonly id: string
  readonly isSignedIn: boolean
  readonly lives: LiveServer
}

export interface LiveAccounts {
  all(): readonly LiveAccount[]
  find(accountId: string): LiveAccount | null
  /** After sign-in, sign-out and removal. Returns the unsubscribe function. */
  onChange(listener: (accountId: string) => void): () => void
}
