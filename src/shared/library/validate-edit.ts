import type { AccountChoices, Choice } from '../accounts/choices'
import { COMMENTS, PRIVACY } from '../uploads/draft-values'
import type { Draft } from '../uploads/draft'
import type { Problem } from '../uploads/upload'
import { isUnknownLanguage, problem, validateDraft } from '../uploads/validate-draft'
import type { EditParts, VideoField, VideoFields } from './edit'

export interface EditToCheck {
  /** As the video is to be, whole. */
  fields: VideoFields
  changed: readonly VideoField[]
  parts: EditParts
  isLive: boolean
}

/** A draft of which everything but the fields is empty: what an update of a video is made from. */
export function draftOf(fields: VideoFields, parts: EditParts): Draft {
  const captions = parts.captions.flatMap(({ language, file }) => (file === null ? [] : [{ language, file }]))
  return {
    ...fields,
    thumbnail: parts.thumbnail,
    captions,
    playlistIds: [],
    generateTranscription: false,
  }
}

/**
 * What the instance would refuse of an edit; empty: nothing. Only what is changed is judged: what a video has already
 * may be older than the rules. `now` in epoch milliseconds.
 */
export function validateEdit(edit: EditToCheck, choices: AccountChoices, now: number): Problem[] {
  const { limits } = choices
  const file = { name: `video${limits.videoExtensions[0] ?? ''}`, bytes: 1 }
  const judged = new Set<Problem['field']>([...edit.changed, 'thumbnail', 'captions'])
  // Another privacy may need passwords, and a change may need a channel.
  if (judged.has('privacy')) judged.add('passwords')
  if (judged.has('nsfw')) judged.add('nsfwSummary')
  const found = validateDraft(draftOf(edit.fields, edit.parts), limits, file, now)
  return [...found.filter(({ field }) => judged.has(field)), ...offerProblems(edit, choices)]
}

function isOffered(value: number | string | null, offered: readonly Choice[]): boolean {
  // A list that the instance did not give tells nothing.
  return value === null || offered.length === 0 || offered.some(({ id }) => String(id) === String(value))
}

/** What is not in the instance's lists, or not in its version. */
function offerProblems({ fields, changed, parts, isLive }: EditToCheck, choices: AccountChoices): Problem[] {
  const { limits } = choices
  const problems: Problem[] = []
  const refuse = (field: VideoField | 'captions', isRefused: boolean, value: number | string): void => {
    const isChanged = field === 'captions' || changed.includes(field)
    if (isChanged && isRefused) problems.push(problem(field, 'not-offered', { value }))
  }
  const { category, licence, language, privacy, channelId, chapters } = fields
  refuse('category', !isOffered(category, choices.categories), category ?? '')
  refuse('licence', !isOffered(licence, choices.licences), licence ?? '')
  refuse('language', !isOffered(language, choices.languages), language ?? '')
  const isKnownPrivacy = privacy === PRIVACY.passwordProtected || isOffered(privacy, choices.privacies)
  refuse('privacy', !isKnownPrivacy, privacy)
  const channels = choices.channels.map(({ id, displayName }) => ({ id, label: displayName }))
  refuse('channelId', !isOffered(channelId, channels), channelId ?? '')
  const needsApproval = fields.commentsPolicy === COMMENTS.requiresApproval
  refuse('commentsPolicy', needsApproval && !limits.features.commentsPolicy, fields.commentsPolicy)
  refuse('chapters', chapters.length > 0 && (isLive || !limits.features.chapters), chapters.length)
  refuse('playerTheme', !limits.features.playerTheme, fields.playerTheme)
  refuse('embedPrivacy', !limits.features.embedPrivacy, fields.embedPrivacy.policy)
  // Versions before 6 have no way to take the date back, as they have no chapters.
  refuse('originallyPublishedAt', fields.originallyPublishedAt === null && !limits.features.chapters, '')
  for (const { language: spoken, file } of parts.captions) {
    const isKnown = isUnknownLanguage(spoken) || isOffered(spoken, choices.captionLanguages)
    refuse('captions', file !== null && !isKnown, spoken)
  }
  return problems
}
