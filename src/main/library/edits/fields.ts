import type { FieldApart, VideoFields } from '@shared/library/edit'
import { APART_AT_FIRST, COMMENTS } from '@shared/uploads/draft-values'
import type { DetailedVideo } from '../ports'

/** What a video's fields are made of, as the copy and the instance tell it. */
export type FieldSource = Pick<
  DetailedVideo,
  | 'name'
  | 'channelId'
  | 'privacy'
  | 'category'
  | 'licence'
  | 'language'
  | 'description'
  | 'support'
  | 'tags'
  | 'commentsPolicy'
  | 'downloadEnabled'
  | 'nsfw'
  | 'nsfwFlags'
  | 'nsfwSummary'
  | 'originallyPublishedAt'
  | 'scheduledAt'
  | 'schedulePrivacy'
  | 'waitTranscoding'
>

/** What a person may change of a video, in the words of a draft. What is not told has its usual value. */
export function fieldsOf(
  video: FieldSource,
  extra: Partial<Pick<VideoFields, FieldApart | 'passwords'>>,
): VideoFields {
  return {
    title: video.name,
    channelId: video.channelId,
    privacy: video.privacy,
    category: video.category,
    licence: video.licence,
    language: video.language,
    description: video.description,
    support: video.support,
    tags: video.tags,
    commentsPolicy: commentsPolicyOf(video.commentsPolicy),
    downloadEnabled: video.downloadEnabled ?? true,
    nsfw: video.nsfw,
    // A server may keep what a sensitive video was flagged with; it says nothing any more.
    nsfwFlags: video.nsfw ? (video.nsfwFlags ?? 0) & 3 : 0,
    nsfwSummary: video.nsfw ? (video.nsfwSummary ?? '') : '',
    originallyPublishedAt: isoOf(video.originallyPublishedAt),
    schedule: scheduleOf(video),
    waitTranscoding: video.waitTranscoding ?? true,
    passwords: [],
    chapters: [],
    ...APART_AT_FIRST,
    ...extra,
  }
}

function commentsPolicyOf(policy: number | null): number {
  return policy === COMMENTS.disabled || policy === COMMENTS.requiresApproval ? policy : COMMENTS.enabled
}

/** The server keeps a moment; the zone is that of the person who looks. */
function scheduleOf({ scheduledAt, schedulePrivacy, privacy }: FieldSource): VideoFields['schedule'] {
  if (scheduledAt === null) return null
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return { updateAt: isoOf(scheduledAt) ?? '', privacy: schedulePrivacy ?? privacy, timeZone }
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
