import type {
  ChannelChanges,
  ChannelDeletion,
  ChannelPictureKind,
  ChannelRow,
  ChannelTexts,
  Follower,
} from '@shared/channels/channel'
import { AppError } from '@shared/errors'
import { pictureKindOf } from '../../drafts/picture-kind'
import type { ChannelsTable } from '../../storage/channels-table'
import type { ListsTable } from '../../storage/lists-table'
import type { PlaylistsTable } from '../../storage/playlists-table'
import { verdictOf } from '../edits/verdict'
import { listError, type ListTask } from '../list-errors'
import type { ListsAccount, ListsAccounts } from '../lists-ports'
import type { ListedChannel, NewPicture } from './ports'

export interface ChannelsDeps {
  accounts: ListsAccounts
  table: ChannelsTable
  lists: ListsTable
  playlists: PlaylistsTable
  /** Reads the account's channels again. */
  reread: (account: ListsAccount) => Promise<void>
  /** Names and support texts stand in videos too; playlists lose their channel with it. */
  othersChanged: (accountId: string) => void
  signal: AbortSignal
}

/** What a person does with channels. Each rejects with an `AppError` or what `ChannelServer` rejects with. */
export class Channels {
  constructor(private readonly deps: ChannelsDeps) {}

  list(): ChannelRow[] {
    return this.deps.table.all()
  }

  /** Returns its id. */
  async create(accountId: string, name: string, texts: ChannelTexts): Promise<number> {
    const account = this.account(accountId)
    const { signal } = this.deps
    const id = await this.ask('create-channel', () => account.channels.createChannel(name, texts, signal))
    await this.rereadQuietly(account)
    return id
  }

  /** What is left out stays as it is. */
  async update(
    accountId: string,
    channelId: number,
    { playerTheme, ...texts }: ChannelChanges,
    supportForVideos: boolean,
  ): Promise<void> {
    const account = this.account(accountId)
    const { name, displayName, support } = this.get(accountId, channelId)
    const { signal } = this.deps
    const isSaid = Object.values(texts).some((text) => text !== undefined)
    if (isSaid) {
      const update = { ...texts, supportForVideos }
      await this.ask('update-channel', () => account.channels.updateChannel(name, update, signal))
    }
    if (playerTheme !== undefined) {
      await this.ask('update-channel', () => account.channels.putPlayerTheme(name, playerTheme, signal))
      this.deps.table.setPlayerTheme(accountId, channelId, playerTheme)
    }
    await this.rereadQuietly(account)
    const isRenamed = texts.displayName !== undefined && texts.displayName !== displayName
    const isNewSupport = texts.support !== undefined && texts.support !== support
    if (isRenamed || (supportForVideos && isNewSupport)) {
      this.deps.othersChanged(accountId)
    }
  }

  /**
   * The copy has to be read again afterwards.
   * @param bytes null takes the picture away. Rejects with `unsupported-picture`, `picture-too-large` too.
   */
  async setPicture(
    accountId: string,
    channelId: number,
    kind: ChannelPictureKind,
    bytes: Uint8Array | null,
  ): Promise<void> {
    const account = this.account(accountId)
    const { name } = this.get(accountId, channelId)
    const picture = bytes === null ? null : this.checkPicture(accountId, kind, bytes)
    const { signal } = this.deps
    await this.ask('channel-picture', () => account.channels.setChannelPicture(name, kind, picture, signal))
  }

  async followers(
    accountId: string,
    channelId: number,
    start: number,
  ): Promise<{ total: number; followers: Follower[] }> {
    const { name } = this.get(accountId, channelId)
    return this.account(accountId).channels.followers(name, start, this.deps.signal)
  }

  /** Videos of it as the instance counts them; null: it has no such channel any more, or does not say. */
  async videosOf(accountId: string, channelId: number): Promise<number | null> {
    const row = this.deps.table.find(accountId, channelId)
    return row === null ? null : this.account(accountId).channels.videosOf(channelId, this.deps.signal)
  }

  /** What a deletion would take along. The instance counts videos, since the copy may be old, unless it can't be asked. */
  async deletion(accountId: string, channelId: number): Promise<ChannelDeletion> {
    const row = this.get(accountId, channelId)
    const counted = await this.videosOf(accountId, channelId).catch((error: unknown) => {
      if (verdictOf(error, 0, 0).kind === 'postpone') return null
      throw error
    })
    const own = this.deps.table.all().filter((other) => other.accountId === accountId)
    const playlists = this.deps.playlists
      .all()
      .filter((playlist) => playlist.accountId === accountId && playlist.channelId === channelId)
    return {
      videos: counted ?? row.videos,
      isCounted: counted !== null,
      followers: row.followers,
      playlists: playlists.map(({ displayName }) => displayName),
      uploads: this.deps.table.uploadsTo(accountId, channelId),
      isLast: own.length <= 1,
    }
  }

  async delete(accountId: string, channelId: number): Promise<void> {
    const account = this.account(accountId)
    const { name } = this.get(accountId, channelId)
    await this.ask('delete-channel', () => account.channels.deleteChannel(name, this.deps.signal))
    await this.rereadQuietly(account)
    this.deps.othersChanged(accountId)
  }

  /** As it is sent. Throws `unsupported-picture`, `picture-too-large`. */
  checkPicture(accountId: string, kind: ChannelPictureKind, bytes: Uint8Array): NewPicture {
    const format = pictureKindOf(bytes)
    if (format === null) throw new AppError('unsupported-picture', 'not a picture that PeerTube takes')
    const rules = this.deps.lists.find(accountId)?.rules
    const max = kind === 'avatar' ? rules?.avatarMaxBytes : rules?.bannerMaxBytes
    if (max != null && bytes.length > max) {
      throw new AppError('picture-too-large', 'larger than the instance takes', { max, actual: bytes.length })
    }
    return { bytes, fileName: `${kind}${format.extensions[0] ?? ''}` }
  }

  /** As the person chose it; null: the instance has none. */
  async playerTheme(accountId: string, name: string): Promise<string | null> {
    return this.account(accountId).channels.playerTheme(name, this.deps.signal)
  }

  /** As the instance has them now, without the copy. */
  async onServer(accountId: string): Promise<ListedChannel[]> {
    return this.account(accountId).channels.channels(this.deps.signal)
  }

  async reread(accountId: string): Promise<void> {
    await this.deps.reread(this.account(accountId))
  }

  private account(accountId: string): ListsAccount {
    const account = this.deps.accounts.find(accountId)
    if (account === null) throw new AppError('not-found', 'no such account', { what: 'account' })
    return account
  }

  private get(accountId: string, channelId: number): ChannelRow {
    const row = this.deps.table.find(accountId, channelId)
    if (row === null) throw new AppError('not-found', 'no such channel', { what: 'channel' })
    return row
  }

  /** What was asked for is done: a copy that could not be read again is read by the next sync. */
  private rereadQuietly(account: ListsAccount): Promise<void> {
    return this.deps.reread(account).catch(() => undefined)
  }

  private async ask<T>(task: ListTask, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw listError(error, task)
    }
  }
}
