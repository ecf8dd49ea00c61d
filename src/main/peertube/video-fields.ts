import type { InstanceLimits } from '@shared/accounts/choices'
import { COMMENTS, PRIVACY, type Draft } from '@shared/uploads/draft'
import { policyAt } from '@shared/uploads/draft-values'
import { INIT_FIELDS } from '@shared/uploads/pending-steps'
import type { FormValue } from './multipart'
import { isAtLeast } from './version'

export type Fields = Record<string, FormValue>

/** Draft fields that the video's own metadata carries; the others (captions, chapters…) have routes of their own. */
export type MetadataField = (typeof INIT_FIELDS)[number]

export function isMetadataField(field: keyof Draft): field is MetadataField {
  return (INIT_FIELDS as readonly string[]).includes(field)
}

/** PeerTube refuses an empty text, and a text of blanks: nothing is said with null. */
function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text
}

/** Each field of a draft as this version of PeerTube wants it. */
type Writer = (draft: Draft, limits: InstanceLimits) => Fields

function privacyFields(draft: Draft, { features }: InstanceLimits): Fields {
  const { schedule, privacy, passwords } = draft
  // The scheduler changes the privacy at its time; until then nobody is to see the video.
  if (schedule !== null) return { privacy: PRIVACY.private }
  if (privacy !== PRIVACY.passwordProtected) return { privacy }
  // A version without password protection must not publish what was meant to be protected.
  return features.passwords ? { privacy, videoPasswords: passwords } : { privacy: PRIVACY.private }
}

function scheduleFields({ schedule }: Draft): Fields {
  if (schedule === null) return { scheduleUpdate: null }
  return { scheduleUpdate: { updateAt: schedule.updateAt, privacy: schedule.privacy } }
}

function commentsFields({ commentsPolicy }: Draft, { features, version }: InstanceLimits): Fields {
  // 8.x reads only the policy, versions before 6.2 only the switch; between them both are read and the policy wins.
  const commentsEnabled = policyAt(commentsPolicy, features.commentsPolicy) !== COMMENTS.disabled
  if (!features.commentsPolicy) return { commentsEnabled }
  return isAtLeast(version, '8.0.0') ? { commentsPolicy } : { commentsPolicy, commentsEnabled }
}

function nsfwFields({ nsfw, nsfwFlags, nsfwSummary }: Draft, { features }: InstanceLimits): Fields {
  // Flags and summary are refused unless `nsfw: true` stands in the same request.
  if (!nsfw || !features.nsfwFlags) return { nsfw }
  return { nsfw, nsfwFlags, nsfwSummary: textOrNull(nsfwSummary) }
}

function originalDateFields({ originallyPublishedAt }: Draft, { version }: InstanceLimits): Fields {
  // 5.x has no way to take the date back.
  if (originallyPublishedAt === null && !isAtLeast(version, '6.0.0')) return {}
  return { originallyPublishedAt }
}

const writers: Record<MetadataField, Writer> = {
  title: ({ title }) => ({ name: title.trim() }),
  channelId: ({ channelId }) => (channelId === null ? {} : { channelId }),
  privacy: privacyFields,
  category: ({ category }) => ({ category }),
  licence: ({ licence }) => ({ licence }),
  language: ({ language }) => ({ language }),
  description: ({ description }) => ({ description: textOrNull(description) }),
  support: ({ support }) => ({ support: textOrNull(support) }),
  tags: ({ tags }) => ({ tags }),
  commentsPolicy: commentsFields,
  downloadEnabled: ({ downloadEnabled }) => ({ downloadEnabled }),
  nsfw: nsfwFields,
  nsfwFlags: nsfwFields,
  nsfwSummary: nsfwFields,
  originallyPublishedAt: originalDateFields,
  // Privacy and schedule are one decision: the one is never sent without the other.
  schedule: (draft, limits) => ({ ...scheduleFields(draft), ...privacyFields(draft, limits) }),
  waitTranscoding: ({ waitTranscoding }) => ({ waitTranscoding }),
  // Of the upload alone; no PUT changes it.
  generateTranscription: () => ({}),
  passwords: privacyFields,
}

/** The body of `PUT /videos/{id}` for the named fields of a draft; empty when none of them is metadata. */
export function updateFields(draft: Draft, fields: readonly (keyof Draft)[], limits: InstanceLimits): Fields {
  const named = fields.filter(isMetadataField)
  const body = Object.assign({}, ...named.map((field) => writers[field](draft, limits))) as Fields
  if (Object.keys(body).length === 0) return body
  return { ...body, ...passwordsIfNeeded(draft, limits) }
}

/** A protected video refuses every PUT without its passwords, whatever the PUT is about. */
export function passwordsIfNeeded(draft: Draft, limits: InstanceLimits): Fields {
  const isProtected = draft.schedule === null && draft.privacy === PRIVACY.passwordProtected
  return isProtected && limits.features.passwords ? { videoPasswords: draft.passwords } : {}
}

/** The metadata of a resumable upload's init: everything that is said, and nothing that is only left empty. */
export function initFields(draft: Draft, limits: InstanceLimits): Fields {
  const body = Object.assign({}, ...INIT_FIELDS.map((field) => writers[field](draft, limits))) as Fields
  if (limits.features.transcription) body['generateTranscription'] = draft.generateTranscription
  return Object.fromEntries(Object.entries(body).filter(([, value]) => isSaid(value)))
}

function isSaid(value: FormValue): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0)
}
