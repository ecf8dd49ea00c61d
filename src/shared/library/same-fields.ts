import type { InstanceLimits } from '../accounts/choices'
import { COMMENTS, EMBED_POLICY, PRIVACY } from '../uploads/draft-values'
import { sameValue } from '../uploads/merge-drafts'
import type { EditConflict, VideoChanges, VideoField, VideoFields } from './edit'

/** What of an instance decides how it stores fields. */
export type FieldFeatures = Pick<InstanceLimits['features'], 'nsfwFlags' | 'commentsPolicy'>

const byCode = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

function textOf(text: string): string {
  return text.trim() === '' ? '' : text
}

function timeOf(text: string | null): number | string | null {
  const ms = Date.parse(text ?? '')
  return Number.isNaN(ms) ? text : ms
}

/** Domains in no order; of another policy than an allowlist they say nothing. */
function storedPrivacy({ policy, domains }: VideoFields['embedPrivacy']): VideoFields['embedPrivacy'] {
  const isListed = policy === EMBED_POLICY.allowlist
  const named = isListed ? domains.map((domain) => domain.trim().toLowerCase()) : []
  return { policy, domains: [...new Set(named)].sort(byCode) }
}

/** One field as the server stores it, so that what means the same is equal. The others are its surroundings. */
function stored(fields: VideoFields, field: VideoField, features: FieldFeatures): unknown {
  const isFlagged = fields.nsfw && features.nsfwFlags
  switch (field) {
    case 'title':
      return fields.title.trim()
    case 'description':
    case 'support':
      return textOf(fields[field])
    case 'tags':
      return [...new Set(fields.tags)].sort(byCode)
    case 'nsfwFlags':
      return isFlagged ? fields.nsfwFlags : 0
    case 'nsfwSummary':
      return isFlagged ? textOf(fields.nsfwSummary) : ''
    case 'commentsPolicy':
      return features.commentsPolicy || fields.commentsPolicy === COMMENTS.disabled
        ? fields.commentsPolicy
        : COMMENTS.enabled
    case 'originallyPublishedAt':
      return timeOf(fields.originallyPublishedAt)
    case 'schedule':
      return fields.schedule && { at: timeOf(fields.schedule.updateAt), privacy: fields.schedule.privacy }
    case 'passwords':
      return fields.privacy === PRIVACY.passwordProtected ? [...fields.passwords].sort(byCode) : []
    case 'chapters':
      return [...fields.chapters].sort((left, right) => left.timecode - right.timecode)
    case 'embedPrivacy':
      return storedPrivacy(fields.embedPrivacy)
    case 'channelId':
    case 'privacy':
    case 'category':
    case 'licence':
    case 'language':
    case 'downloadEnabled':
    case 'nsfw':
    case 'waitTranscoding':
    case 'playerTheme':
      return fields[field]
  }
}

/** Whether a field says the same in both. */
export function sameField(
  field: VideoField,
  left: VideoFields,
  right: VideoFields,
  features: FieldFeatures,
): boolean {
  return sameValue(stored(left, field, features), stored(right, field, features))
}

/** `fields` with `changes` instead of its own. */
export function layOver(fields: VideoFields, changes: VideoChanges): VideoFields {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return { ...fields, ...(Object.fromEntries(given) as Partial<VideoFields>) }
}

export function changedFields(changes: VideoChanges): VideoField[] {
  const fields = Object.keys(changes) as VideoField[]
  return fields.filter((field) => changes[field] !== undefined)
}

/** Some fields of all of them. */
export function pickFields(fields: VideoChanges, wanted: readonly VideoField[]): VideoChanges {
  const entries = wanted.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]])
  return Object.fromEntries(entries) as VideoChanges
}

export function omitFields(fields: VideoChanges, unwanted: readonly VideoField[]): VideoChanges {
  return pickFields(
    fields,
    changedFields(fields).filter((field) => !unwanted.includes(field)),
  )
}

export interface Comparison {
  /** The server has what the person saw: mine can be sent. */
  toSend: VideoField[]
  /** The server has something that the person never saw. */
  conflicts: EditConflict[]
}

/**
 * Compares three sides field by field. What the server has as mine already is neither sent nor a conflict; a field
 * that the server does not tell (`untold`) is taken as the person saw it.
 */
export function compareSides(
  sides: { base: VideoChanges; mine: VideoChanges; server: VideoFields },
  features: FieldFeatures,
  untold: readonly VideoField[] = [],
): Comparison {
  const { base, mine, server } = sides
  const [seen, wanted] = [layOver(server, base), layOver(server, mine)]
  const comparison: Comparison = { toSend: [], conflicts: [] }
  for (const field of changedFields(mine)) {
    if (untold.includes(field)) comparison.toSend.push(field)
    else if (sameField(field, server, wanted, features)) continue
    else if (sameField(field, server, seen, features)) comparison.toSend.push(field)
    else {
      const side = (fields: VideoChanges): VideoChanges => pickFields(fields, [field])
      comparison.conflicts.push({ field, base: side(seen), mine: side(mine), server: side(server) })
    }
  }
  return comparison
}
