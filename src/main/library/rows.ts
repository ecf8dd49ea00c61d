import { PENDING_STATES, type Pending } from '@shared/library/edit'
import { libraryVideoSchema, type LibraryRow, type LibraryVideo } from '@shared/library/library'
import { z } from 'zod'

/** States of what is not sent of the video `v`, with commas between them; null: nothing. */
export const PENDING_OF = `(SELECT group_concat(e.state_name) FROM library_edits e WHERE e.account_id = v.account_id
  AND e.uuid = v.uuid AND e.state_name IN ('conflict', 'failed', 'sending', 'waiting', 'held'))`

export const ROW_COLUMNS = `v.id, v.account_id, v.uuid, v.short_uuid, v.name, v.channel_id, v.channel_name, v.privacy,
  v.state, v.state_label, v.duration, v.views, v.bytes, v.created_at, v.published_at, v.updated_at, v.scheduled_at,
  v.is_live, v.is_blocked, v.nsfw, v.category, v.licence, v.language, v.tags, v.caption_languages, v.picture_version,
  a.instance_url, ${PENDING_OF} AS pending`

/** As SQLite gives it. */
export type StoredRow = Record<string, string | number | null>

const textList = z.array(z.string()).catch([])

/** A row of `library_videos` joined with its account as the window sees it. */
export function rowOf(stored: StoredRow): LibraryRow {
  const text = (name: string): string => String(stored[name] ?? '')
  const number = (name: string): number => Number(stored[name] ?? 0)
  const numberOrNull = (name: string): number | null => (stored[name] === null ? null : number(name))
  return {
    accountId: text('account_id'),
    uuid: text('uuid'),
    name: text('name'),
    channelId: number('channel_id'),
    channelName: text('channel_name'),
    privacy: number('privacy'),
    state: number('state'),
    stateLabel: text('state_label'),
    duration: number('duration'),
    views: number('views'),
    bytes: numberOrNull('bytes'),
    createdAt: number('created_at'),
    publishedAt: numberOrNull('published_at'),
    updatedAt: number('updated_at'),
    scheduledAt: numberOrNull('scheduled_at'),
    isLive: number('is_live') === 1,
    isBlocked: number('is_blocked') === 1,
    nsfw: number('nsfw') === 1,
    category: numberOrNull('category'),
    licence: numberOrNull('licence'),
    language: stored['language'] === null ? null : text('language'),
    tags: textList.parse(JSON.parse(text('tags'))),
    captionLanguages: textList.parse(JSON.parse(text('caption_languages'))),
    pictureVersion: stored['picture_version'] === null ? null : text('picture_version'),
    url: `${text('instance_url')}/w/${text('short_uuid')}`,
    pending: mostUrgent(text('pending')),
  }
}

/** Of the states of its edits, with commas between them. */
export function mostUrgent(states: string): Pending {
  const there = states.split(',')
  return PENDING_STATES.find((state) => there.includes(state)) ?? null
}

export const VIDEO_COLUMNS = `${ROW_COLUMNS}, v.originally_published_at, v.wait_transcoding, v.likes, v.details_at,
  t.description, t.support, t.comments_policy, t.download_enabled, t.file_name`

/** The same with what `library_texts` holds. */
export function videoOf(stored: StoredRow): LibraryVideo {
  const flag = (name: string): boolean | null => (stored[name] === null ? null : stored[name] === 1)
  return libraryVideoSchema.parse({
    ...rowOf(stored),
    description: stored['description'],
    support: stored['support'],
    commentsPolicy: stored['comments_policy'],
    downloadEnabled: flag('download_enabled'),
    originallyPublishedAt: stored['originally_published_at'],
    waitTranscoding: flag('wait_transcoding'),
    fileName: stored['file_name'],
    likes: stored['likes'],
    detailsAt: stored['details_at'],
  })
}
