import type { DemoContext } from '../context'
import type { AccountRecord, ChannelRecord, FollowerRecord, PictureRecord } from '../records'

const DAY_MS = 24 * 3_600_000
/** PeerTube counts views over this many days. */
const STAT_DAYS = 30

export function pictureView(context: DemoContext, picture: PictureRecord, folder: string): object {
  const path = `/lazy-static/${folder}/${picture.fileName}`
  return {
    width: picture.width,
    height: context.since('7.1') ? picture.height : undefined,
    path,
    fileUrl: context.since('7.1') ? context.origin + path : undefined,
    createdAt: picture.createdAt,
    updatedAt: picture.createdAt,
  }
}

/** `avatars`, and up to 5.x the single `avatar` (`banner`) as well. */
function pictures(context: DemoContext, kind: 'avatar' | 'banner', rows: PictureRecord[]): object {
  const views = rows.map((row) => pictureView(context, row, `${kind}s`))
  const list = { [`${kind}s`]: views }
  return context.since('6.0') ? list : { ...list, [kind]: views.at(-1) ?? null }
}

function common(context: DemoContext, row: AccountRecord | ChannelRecord, path: string): object {
  return {
    url: `${context.origin}/${path}/${row.name}`,
    name: row.name,
    host: context.host,
    ...pictures(context, 'avatar', row.avatars),
    id: row.id,
    hostRedundancyAllowed: false,
    followingCount: 0,
    followersCount: 'followers' in row ? row.followers.length : 0,
    createdAt: row.createdAt,
    displayName: row.displayName,
    description: row.description,
    updatedAt: row.updatedAt,
  }
}

export function accountView(context: DemoContext, account: AccountRecord): object {
  return { ...common(context, account, 'accounts'), userId: account.userId }
}

export function ownerOf(context: DemoContext, channel: ChannelRecord): AccountRecord {
  const account = context.store.state.accounts.find(({ id }) => id === channel.accountId)
  if (account === undefined) throw new Error(`Channel ${channel.name} has no account`)
  return account
}

export function channelView(context: DemoContext, channel: ChannelRecord, withOwner = true): object {
  return {
    ...common(context, channel, 'video-channels'),
    ...pictures(context, 'banner', channel.banners),
    support: channel.support,
    isLocal: true,
    ownerAccount: withOwner ? accountView(context, ownerOf(context, channel)) : undefined,
  }
}

/** One line of the followers' list. */
export function followView(context: DemoContext, channel: ChannelRecord, follower: FollowerRecord): object {
  const { id, name, host, createdAt } = follower
  const actor = (
    path: string,
    of: { id: number; name: string; host: string; createdAt: string },
  ): object => ({
    url: `https://${of.host}/${path}/${of.name}`,
    name: of.name,
    host: of.host,
    avatars: [],
    id: of.id,
    hostRedundancyAllowed: false,
    followingCount: 0,
    followersCount: 0,
    createdAt: of.createdAt,
    banners: [],
  })
  return {
    id,
    follower: actor('accounts', { id, name, host, createdAt }),
    following: actor('video-channels', { ...channel, host: context.host }),
    score: 1000,
    state: 'accepted',
    createdAt,
    updatedAt: createdAt,
  }
}

/** What `withStats` adds: counted over all videos of the channel, whoever may see them. */
export function channelStats(context: DemoContext, channel: ChannelRecord): object {
  const videos = context.store.state.videos.filter(({ channelId }) => channelId === channel.id)
  const day = (ago: number): string => new Date(context.now() - ago * DAY_MS).toISOString().slice(0, 10)
  return {
    videosCount: videos.length,
    viewsPerDay: Array.from({ length: STAT_DAYS + 1 }, (_, index) => ({
      date: `${day(STAT_DAYS - index)}T00:00:00.000Z`,
      views: 0,
    })),
    totalViews: videos.reduce((sum, { views = 0 }) => sum + views, 0),
  }
}

/** The short form inside lists of videos and playlists. */
export function actorSummary(context: DemoContext, row: AccountRecord | ChannelRecord): object {
  const path = 'accountId' in row ? 'video-channels' : 'accounts'
  return {
    id: row.id,
    displayName: row.displayName,
    name: row.name,
    url: `${context.origin}/${path}/${row.name}`,
    host: context.host,
    ...pictures(context, 'avatar', row.avatars),
  }
}
