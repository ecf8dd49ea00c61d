import type { DemoContext } from '../context'
import type { AccountRecord, ChannelRecord, PictureRecord } from '../records'

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
    followersCount: 0,
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
