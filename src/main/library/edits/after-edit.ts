import type { VideoFields } from '@shared/library/edit'
import { PRIVACY } from '@shared/uploads/draft-values'
import type { DetailedVideo } from '../ports'

function timeOf(text: string | null): number | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? null : ms
}

/** A video as it is after the server took these fields, as long as nobody has asked for it again. */
export function withFields(video: DetailedVideo, fields: VideoFields): DetailedVideo {
  return {
    ...video,
    name: fields.title.trim(),
    // Sent with a schedule it is “private”: the instance changes it at its moment.
    privacy: fields.schedule !== null && fields.privacy !== video.privacy ? PRIVACY.private : fields.privacy,
    category: fields.category,
    licence: fields.licence,
    language: fields.language,
    description: fields.description.trim() === '' ? '' : fields.description,
    support: fields.support.trim() === '' ? '' : fields.support,
    tags: [...new Set(fields.tags)],
    commentsPolicy: fields.commentsPolicy,
    downloadEnabled: fields.downloadEnabled,
    nsfw: fields.nsfw,
    nsfwFlags: video.nsfwFlags === null ? null : fields.nsfw ? fields.nsfwFlags : 0,
    nsfwSummary: video.nsfwSummary === null && !fields.nsfw ? null : fields.nsfw ? fields.nsfwSummary : null,
    originallyPublishedAt: timeOf(fields.originallyPublishedAt),
    scheduledAt: timeOf(fields.schedule?.updateAt ?? null),
    schedulePrivacy: fields.schedule?.privacy ?? null,
    waitTranscoding: fields.waitTranscoding,
  }
}
