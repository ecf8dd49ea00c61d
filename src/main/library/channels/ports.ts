import type { ChannelChanges, ChannelPictureKind, ChannelTexts } from '@shared/channels/channel'

/** A channel as its instance lists it: checked, clipped, times in epoch milliseconds. */
export interface ListedChannel extends ChannelTexts {
  id: number
  name: string
  followers: number
  createdAt: number | null
  updatedAt: number | null
  /** Paths on the instance, or addresses elsewhere; null: none. */
  avatar: string | null
  banner: string | null
}

/** What an instance allows; null: it does not say. */
export interface ListRules {
  maxChannels: number | null
  avatarMaxBytes: number | null
  bannerMaxBytes: number | null
}

export interface ListedFollower {
  id: number
  handle: string
  displayName: string
  since: number | null
  url: string | null
}

/** What is left out stays as it is. */
export type ChannelUpdate = Omit<ChannelChanges, 'playerTheme'> & {
  /** Whether its videos get the new support text too. */
  supportForVideos: boolean
}

/** A picture in memory, as it is sent. */
export interface NewPicture {
  bytes: Uint8Array
  /** With an extension that tells its kind. */
  fileName: string
}

/** What is asked about the channels of one account. Each rejects with `ServerError`, `ConnectionError` or the signal's reason. */
export interface ChannelServer {
  rules(signal: AbortSignal): Promise<ListRules>
  /** All of them. */
  channels(signal: AbortSignal): Promise<ListedChannel[]>
  /** Of the player, as the person chose it; null: the version has none. */
  playerTheme(name: string, signal: AbortSignal): Promise<string | null>
  /** Returns its id. */
  createChannel(name: string, texts: ChannelTexts, signal: AbortSignal): Promise<number>
  updateChannel(name: string, update: ChannelUpdate, signal: AbortSignal): Promise<void>
  putPlayerTheme(name: string, theme: string, signal: AbortSignal): Promise<void>
  /** One that is gone already is fine. */
  deleteChannel(name: string, signal: AbortSignal): Promise<void>
  /** Null takes it away. */
  setChannelPicture(
    name: string,
    kind: ChannelPictureKind,
    picture: NewPicture | null,
    signal: AbortSignal,
  ): Promise<void>
  /** Newest first, up to 100 from `start` on. */
  followers(
    name: string,
    start: number,
    signal: AbortSignal,
  ): Promise<{ total: number; followers: ListedFollower[] }>
  /** How many videos a channel has, private ones among them; null: this version does not tell. */
  videosOf(channelId: number, signal: AbortSignal): Promise<number | null>
}
