import type { Chapter, EmbedPrivacy } from '@shared/uploads/draft'
import type { Priority } from '../peertube/pacing'

/**
 * A video as a list of its account shows it: checked, clipped, times in epoch milliseconds. What a list leaves out is
 * undefined and stays as it is.
 */
export interface ListedVideo {
  uuid: string
  shortUuid: string
  serverId: number
  name: string
  channelId: number
  channelName: string
  privacy: number
  state: number
  stateLabel: string
  /** Seconds. */
  duration: number
  views: number
  likes: number
  createdAt: number
  publishedAt: number | null
  updatedAt: number
  scheduledAt: number | null
  /** What the schedule makes of it; null: not scheduled, or not told. */
  schedulePrivacy: number | null
  originallyPublishedAt: number | null
  isLive: boolean
  isBlocked: boolean
  nsfw: boolean
  category: number | null
  licence: number | null
  language: string | null
  waitTranscoding: boolean | null
  /** In lists cut at 250 characters. */
  description: string
  tags: string[] | undefined
  /** Path on the instance, or an address elsewhere; null: none. */
  picture: string | null
}

/** A video as it answers for itself. */
export interface DetailedVideo extends ListedVideo {
  tags: string[]
  support: string
  commentsPolicy: number | null
  downloadEnabled: boolean | null
  /** Null: the version has none. */
  nsfwFlags: number | null
  nsfwSummary: string | null
  /** All its files on the server; null: it names none. */
  bytes: number | null
}

export interface ListedCaption {
  language: string
  /** Path on the instance, or an address elsewhere. */
  file: string | null
  /** Changes whenever the file does. */
  version: string
  /** Made by the instance from what is said. */
  isAutomatic: boolean
}

export interface ListedPage {
  /** As the server says it. */
  total: number
  /** How many rows came, those that could not be read among them. */
  received: number
  videos: ListedVideo[]
}

/** What the library asks of one account's instance. Each rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface LibraryServer {
  /** Up to 100 of the account's videos from `start` on, oldest first. */
  page(start: number, signal: AbortSignal): Promise<ListedPage>
  /** Null: gone. */
  video(uuid: string, priority: Priority, signal: AbortSignal): Promise<DetailedVideo | null>
  /** Name of the file it was made of; null: not told. */
  fileName(uuid: string, priority: Priority, signal: AbortSignal): Promise<string | null>
  captions(uuid: string, priority: Priority, signal: AbortSignal): Promise<ListedCaption[]>
  /** Null: the version has none. */
  chapters(uuid: string, priority: Priority, signal: AbortSignal): Promise<Chapter[] | null>
  /** As the person chose it; null: the version has none. */
  playerTheme(uuid: string, priority: Priority, signal: AbortSignal): Promise<string | null>
  /** Null: the version has none. */
  embedPrivacy(uuid: string, priority: Priority, signal: AbortSignal): Promise<EmbedPrivacy | null>
  /** A picture or caption file; null: not there, or longer than `limitBytes`, or at an address that is not asked. */
  file(address: string, limitBytes: number, signal: AbortSignal): Promise<Uint8Array | null>
}

export interface LibraryAccount {
  readonly id: string
  readonly isSignedIn: boolean
  readonly library: LibraryServer
}

export interface LibraryAccounts {
  all(): readonly LibraryAccount[]
  find(accountId: string): LibraryAccount | null
  /** After sign-in, sign-out and removal. Returns the unsubscribe function. */
  onChange(listener: (accountId: string) => void): () => void
}
