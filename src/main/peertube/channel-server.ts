import type { InstanceLimits } from '@shared/accounts/choices'
import type { ChannelChanges, ChannelPictureKind, ChannelTexts } from '@shared/channels/channel'
import type { z } from 'zod'
import type {
  ChannelServer,
  ChannelUpdate,
  ListedChannel,
  ListedFollower,
  ListRules,
  NewPicture,
} from '../library/channels/ports'
import type { AccountApi } from './account-api'
import { themeOf } from './apart'
import { clip, LONGEST, nullWhenGone, nullWhenNotThere, pictureAddress, timeOf, whole } from './clean'
import {
  addChannel,
  addChannelAvatar,
  addChannelBanner,
  deleteChannel,
  deleteChannelAvatar,
  deleteChannelBanner,
  getAccountChannels,
  getChannelFollowers,
  getChannelPlayerSettings,
  putChannel,
  putChannelPlayerSettings,
} from './operations/channels'
import { getConfig } from './operations/instance'
import type { fullChannelShape } from './operations/shapes'

const PAGE = 100
/** More channels than any instance allows. */
const MOST_PAGES = 20
const PICTURE_TIMEOUT_MS = 120_000
/** Wide enough for a page of ours. */
const WIDTHS: Record<ChannelPictureKind, number> = { avatar: 120, banner: 600 }

type Raw = z.infer<typeof fullChannelShape>

/** What is asked about channels, over one account's API. All of the server's text is clipped here. */
export class PeerTubeChannels implements ChannelServer {
  constructor(
    private readonly api: () => AccountApi,
    private readonly username: () => string,
    private readonly origin: () => string,
    private readonly limits: () => Promise<InstanceLimits>,
  ) {}

  async rules(signal: AbortSignal): Promise<ListRules> {
    const { videoChannels, avatar, banner } = await this.api().call(getConfig, { signal })
    return {
      maxChannels: videoChannels?.maxPerUser ?? null,
      avatarMaxBytes: avatar?.file?.size?.max ?? null,
      bannerMaxBytes: banner?.file?.size?.max ?? null,
    }
  }

  async channels(signal: AbortSignal): Promise<ListedChannel[]> {
    return (await this.list(false, signal)).map((raw) => listedChannel(raw, this.origin()))
  }

  async createChannel(name: string, texts: ChannelTexts, signal: AbortSignal): Promise<number> {
    const body = { json: { name, ...textFields(texts) } }
    const { videoChannel } = await this.api().call(addChannel, { body, signal, priority: 'person' })
    return videoChannel.id
  }

  async updateChannel(
    name: string,
    { supportForVideos, ...texts }: ChannelUpdate,
    signal: AbortSignal,
  ): Promise<void> {
    const body = { json: { ...textFields(texts), bulkVideosSupportUpdate: supportForVideos } }
    const params = { channelHandle: name }
    await this.api().call(putChannel, { params, body, signal, priority: 'person' })
  }

  async playerTheme(name: string, signal: AbortSignal): Promise<string | null> {
    const { features } = await this.limits()
    if (!features.playerTheme) return null
    const call = { params: { channelHandle: name }, query: { raw: true }, signal }
    return themeOf(await nullWhenNotThere(this.api().call(getChannelPlayerSettings, call)))
  }

  async putPlayerTheme(name: string, theme: string, signal: AbortSignal): Promise<void> {
    const call = { params: { channelHandle: name }, body: { json: { theme } }, signal }
    await this.api().call(putChannelPlayerSettings, { ...call, priority: 'person' })
  }

  async deleteChannel(name: string, signal: AbortSignal): Promise<void> {
    const params = { channelHandle: name }
    await nullWhenGone(this.api().call(deleteChannel, { params, signal, priority: 'person' }))
  }

  async setChannelPicture(
    name: string,
    kind: ChannelPictureKind,
    picture: NewPicture | null,
    signal: AbortSignal,
  ): Promise<void> {
    const call = { params: { channelHandle: name }, signal, priority: 'person' as const }
    if (picture === null) {
      await this.api().call(kind === 'avatar' ? deleteChannelAvatar : deleteChannelBanner, call)
      return
    }
    const files = [{ name: `${kind}file`, file: { name: picture.fileName, bytes: picture.bytes } }]
    await this.api().call(kind === 'avatar' ? addChannelAvatar : addChannelBanner, {
      ...call,
      body: { multipart: {}, files },
      timeoutMs: PICTURE_TIMEOUT_MS,
    })
  }

  async followers(
    name: string,
    start: number,
    signal: AbortSignal,
  ): Promise<{ total: number; followers: ListedFollower[] }> {
    const query = { start, count: PAGE, sort: '-createdAt' }
    const params = { channelHandle: name }
    const { total, data } = await this.api().call(getChannelFollowers, {
      params,
      query,
      signal,
      priority: 'person',
    })
    const followers = data.map(({ id, createdAt, follower }) => ({
      id,
      handle: clip(`${follower.name}@${follower.host}`, LONGEST.label),
      displayName: clip(follower.displayName || follower.name, LONGEST.label),
      since: timeOf(createdAt),
      url: follower.url == null ? null : addressElsewhere(follower.url),
    }))
    return { total: whole(total), followers }
  }

  async videosOf(channelId: number, signal: AbortSignal): Promise<number | null> {
    const found = (await this.list(true, signal)).find(({ id }) => id === channelId)
    return found?.videosCount == null ? null : whole(found.videosCount)
  }

  private async list(withStats: boolean, signal: AbortSignal): Promise<Raw[]> {
    const found: Raw[] = []
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = {
        start: page * PAGE,
        count: PAGE,
        sort: 'createdAt',
        ...(withStats ? { withStats } : {}),
      }
      const params = { name: this.username() }
      const { total, data } = await this.api().call(getAccountChannels, { params, query, signal })
      found.push(...data.filter(({ id }) => Number.isSafeInteger(id)))
      if (data.length === 0 || query.start + data.length >= total) break
    }
    return found
  }
}

/** PeerTube refuses an empty text: nothing is said with null. */
function textFields({ displayName, description, support }: Omit<ChannelChanges, 'playerTheme'>) {
  return {
    ...(displayName === undefined ? {} : { displayName: displayName.trim() }),
    ...(description === undefined ? {} : { description: description.trim() === '' ? null : description }),
    ...(support === undefined ? {} : { support: support.trim() === '' ? null : support }),
  }
}

function listedChannel(raw: Raw, origin: string): ListedChannel {
  return {
    id: raw.id,
    name: clip(raw.name, LONGEST.label),
    displayName: clip(raw.displayName || raw.name, LONGEST.label),
    description: clip(raw.description ?? '', LONGEST.text),
    support: clip(raw.support ?? '', LONGEST.text),
    followers: whole(raw.followersCount),
    createdAt: timeOf(raw.createdAt),
    updatedAt: timeOf(raw.updatedAt),
    avatar: pictureAddress(raw.avatars ?? [], null, WIDTHS.avatar, origin),
    banner: pictureAddress(raw.banners ?? [], null, WIDTHS.banner, origin),
  }
}

/** The page of somebody on another server: https alone. */
function addressElsewhere(text: string): string | null {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' && url.href.length <= LONGEST.address ? url.href : null
  } catch {
    return null
  }
}
