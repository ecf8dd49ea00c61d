import type { ChannelRow } from '@shared/channels/channel'
import type { ListedChannel } from '../library/channels/ports'
import type { Database } from './database'
import { pictureVersion } from './picture-version'
import { Statements } from './statements'

type Row = Record<string, string | number | null>

/** The copy of each account's channels. Callers hold the transaction. */
export class ChannelsTable {
  private readonly database: Statements

  constructor(database: Database) {
    this.database = new Statements(database)
  }

  /** All channels of an account as its instance has just listed them. */
  replace(accountId: string, channels: readonly ListedChannel[]): void {
    const known = this.all().filter((row) => row.accountId === accountId)
    this.database.prepare('DELETE FROM library_channels WHERE account_id = ?').run(accountId)
    for (const channel of channels) {
      this.put(accountId, channel)
      // The list does not tell it.
      const theme = known.find(({ id }) => id === channel.id)?.playerTheme ?? null
      this.setPlayerTheme(accountId, channel.id, theme)
    }
  }

  /** Null: the instance has none. */
  setPlayerTheme(accountId: string, id: number, theme: string | null): void {
    this.database
      .prepare('UPDATE library_channels SET player_theme = ? WHERE account_id = ? AND id = ?')
      .run(theme, accountId, id)
  }

  all(): ChannelRow[] {
    const rows = this.database
      .prepare(
        `SELECT c.*, a.instance_url,
           (SELECT count(*) FROM library_videos v WHERE v.account_id = c.account_id AND v.channel_id = c.id) AS videos,
           (SELECT count(*) FROM library_playlists p WHERE p.account_id = c.account_id AND p.channel_id = c.id)
             AS playlists
         FROM library_channels c JOIN accounts a ON a.id = c.account_id
         ORDER BY a.added_at, a.id, c.created_at, c.id`,
      )
      .all() as Row[]
    return rows.map(rowOf)
  }

  find(accountId: string, id: number): ChannelRow | null {
    return this.all().find((row) => row.accountId === accountId && row.id === id) ?? null
  }

  /** Uploads of the queue that are to go to a channel. */
  uploadsTo(accountId: string, id: number): number {
    const row = this.database
      .prepare(
        `SELECT count(*) AS count FROM uploads WHERE account_id = ? AND json_extract(draft, '$.channelId') = ?
           AND state_name NOT IN ('published', 'processing', 'cancelled')`,
      )
      .get(accountId, id) as { count: number }
    return row.count
  }

  /** Where a picture is, and its version. */
  picture(
    accountId: string,
    id: number,
    kind: 'avatar' | 'banner',
  ): { address: string; version: string } | null {
    const row = this.database
      .prepare(
        'SELECT avatar, avatar_version, banner, banner_version FROM library_channels WHERE account_id = ? AND id = ?',
      )
      .get(accountId, id) as Row | undefined
    const [address, version] = [row?.[kind] ?? null, row?.[`${kind}_version`] ?? null]
    return address === null || version === null
      ? null
      : { address: String(address), version: String(version) }
  }

  private put(accountId: string, channel: ListedChannel): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO library_channels (account_id, id, name, display_name, description, support, followers,
           created_at, updated_at, avatar, avatar_version, banner, banner_version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        accountId,
        channel.id,
        channel.name,
        channel.displayName,
        channel.description,
        channel.support,
        channel.followers,
        channel.createdAt,
        channel.updatedAt,
        channel.avatar,
        pictureVersion(channel.avatar),
        channel.banner,
        pictureVersion(channel.banner),
      )
  }
}

function rowOf(row: Row): ChannelRow {
  const text = (name: string): string => String(row[name] ?? '')
  const number = (name: string): number => Number(row[name] ?? 0)
  const orNull = <Value>(name: string, read: (name: string) => Value): Value | null =>
    row[name] === null ? null : read(name)
  return {
    accountId: text('account_id'),
    id: number('id'),
    name: text('name'),
    displayName: text('display_name'),
    description: text('description'),
    support: text('support'),
    followers: number('followers'),
    videos: number('videos'),
    playlists: number('playlists'),
    createdAt: orNull('created_at', number),
    updatedAt: orNull('updated_at', number),
    playerTheme: orNull('player_theme', text),
    avatarVersion: orNull('avatar_version', text),
    bannerVersion: orNull('banner_version', text),
    url: `${text('instance_url')}/c/${encodeURIComponent(text('name'))}`,
  }
}
