import type { ListedVideo } from '../library/ports'
import { pictureVersion } from './picture-version'

/** Every field of a list, in a fixed order: what the hashes are made of. */
export const LIST_COLUMNS = [
  'uuid',
  'shortUuid',
  'serverId',
  'name',
  'channelId',
  'channelName',
  'privacy',
  'state',
  'stateLabel',
  'duration',
  'views',
  'likes',
  'createdAt',
  'publishedAt',
  'updatedAt',
  'scheduledAt',
  'schedulePrivacy',
  'originallyPublishedAt',
  'isLive',
  'isBlocked',
  'nsfw',
  'category',
  'licence',
  'language',
  'waitTranscoding',
  'description',
  'tags',
  'picture',
] as const satisfies readonly (keyof ListedVideo)[]

/** Lower case, without accents: the order that people expect. */
export function keyOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** A listed video as the columns of its row. */
export function listValues(
  listed: ListedVideo,
  tags: readonly string[],
): Record<string, string | number | null> {
  return {
    uuid: listed.uuid,
    short_uuid: listed.shortUuid,
    server_id: listed.serverId,
    name: listed.name,
    name_key: keyOf(listed.name),
    channel_id: listed.channelId,
    channel_name: listed.channelName,
    channel_key: keyOf(listed.channelName),
    privacy: listed.privacy,
    state: listed.state,
    state_label: listed.stateLabel,
    duration: listed.duration,
    views: listed.views,
    likes: listed.likes,
    created_at: listed.createdAt,
    published_at: listed.publishedAt,
    updated_at: listed.updatedAt,
    scheduled_at: listed.scheduledAt,
    schedule_privacy: listed.schedulePrivacy,
    originally_published_at: listed.originallyPublishedAt,
    shown_at: listed.publishedAt ?? listed.createdAt,
    is_live: listed.isLive ? 1 : 0,
    is_blocked: listed.isBlocked ? 1 : 0,
    nsfw: listed.nsfw ? 1 : 0,
    category: listed.category,
    licence: listed.licence,
    language: listed.language,
    tags: JSON.stringify(tags),
    wait_transcoding: listed.waitTranscoding === null ? null : listed.waitTranscoding ? 1 : 0,
    picture: listed.picture,
    picture_version: pictureVersion(listed.picture),
  }
}
