import type { InstanceLimits } from '../accounts/choices'
import { EMBED_POLICY, PRIVACY, type Draft } from './draft'
import { DRAFT_LIMITS } from './draft-limits'
import { isDomain } from './domain'
import { extensionOf, UNKNOWN_LANGUAGE } from './file-names'
import { isoTime } from './iso-date'
import type { Problem } from './upload'

export { DRAFT_LIMITS } from './draft-limits'

/** Every code of a `Problem`; each has its sentence under `uploads.problems.<code>`. */
export const PROBLEM_CODES = [
  'required', // nothing there
  'too-short', // min, actual
  'too-long', // max, actual
  'too-many', // max, actual
  'duplicate', // value
  'item-too-short', // min, actual, value
  'item-too-long', // max, actual, value
  'not-offered', // value: not in the server's list, or not in this version
  'invalid-date',
  'too-early', // min (a year)
  'in-the-past',
  // Of cells of a table, of which `value` says what stands there; `choices` names some that are possible.
  'no-schedule-time', // a privacy for later without its moment
  'no-schedule-privacy', // and the other way round
  'unknown-word', // value, choices (all)
  'unknown-word-of-many', // value, total, choices (those that come close)
  'ambiguous-word', // value, choices (numbers of those that are called so)
  'not-yes-or-no', // value
  'not-a-date', // value
  'not-a-moment', // value
  // Of drafts and edits again.
  'schedule-privacy', // a schedule can't make a video private or password-protected
  'language-unknown', // value: the caption's file name
  'bad-domain', // value
  'extension', // value, name
  'file-too-large', // max, actual (bytes), name
  'empty-file',
  'quota-total', // max, used, waiting, actual (bytes)
  'quota-daily', // as quota-total
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

type Field = Problem['field']
type Params = Problem['params']

/** A problem whose code is one of ours. */
export function problem(field: Field, code: ProblemCode, params: Params = {}): Problem {
  return { field, code, params }
}

/** Characters as the server counts them: one for each code point. */
export function lengthOf(text: string): number {
  return [...text].length
}

/**
 * What keeps a draft from being submitted to an instance with these limits; empty: nothing. What the instance's version
 * does not know is not sent, so it is no problem either. `now` in epoch milliseconds, `file` the video on the disk.
 */
export function validateDraft(
  draft: Draft,
  limits: InstanceLimits,
  file: { name: string; bytes: number },
  now: number,
): Problem[] {
  return [
    ...fileProblems(file, limits),
    ...titleProblems(draft.title),
    ...(draft.channelId === null ? [problem('channelId', 'required')] : []),
    ...textProblems('description', draft.description, DRAFT_LIMITS.description),
    ...textProblems('support', draft.support, DRAFT_LIMITS.support),
    ...tagProblems(draft.tags),
    ...privacyProblems(draft, limits),
    ...scheduleProblems(draft, now),
    ...(draft.nsfw && limits.features.nsfwFlags
      ? textProblems('nsfwSummary', draft.nsfwSummary, DRAFT_LIMITS.nsfwSummary)
      : []),
    ...dateProblems(draft.originallyPublishedAt),
    ...(limits.features.chapters ? chapterProblems(draft) : []),
    ...(limits.features.embedPrivacy ? domainProblems(draft) : []),
    ...captionProblems(draft, limits),
    ...thumbnailProblems(draft, limits),
  ]
}

function fileProblems(file: { name: string; bytes: number }, limits: InstanceLimits): Problem[] {
  if (file.bytes === 0) return [problem('file', 'empty-file')]
  return extensionProblems('file', file.name, limits.videoExtensions)
}

function extensionProblems(field: Field, name: string, accepted: readonly string[]): Problem[] {
  const extension = extensionOf(name)
  return accepted.includes(extension) ? [] : [problem(field, 'extension', { value: extension, name })]
}

function titleProblems(title: string): Problem[] {
  const trimmed = title.trim()
  return trimmed === '' ? [problem('title', 'required')] : textProblems('title', trimmed, DRAFT_LIMITS.title)
}

/** As newer servers count: without what only chooses between the looks of a character (`❤` and `❤️`). */
function leastLengthOf(text: string): number {
  return lengthOf(text.replace(/[\uFE0E\uFE0F]/g, ''))
}

/** An empty text is sent as null, which is allowed. */
function textProblems(field: Field, text: string, limit: { min: number; max: number }): Problem[] {
  if (text === '') return []
  const actual = lengthOf(text)
  const least = leastLengthOf(text)
  if (least < limit.min) return [problem(field, 'too-short', { min: limit.min, actual: least })]
  if (actual > limit.max) return [problem(field, 'too-long', { max: limit.max, actual })]
  return []
}

/** Lengths and uniqueness of the items of a list. */
function itemProblems(
  field: Field,
  items: readonly string[],
  limit: { min: number; max: number },
  measure = lengthOf,
): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const value of items) {
    const actual = measure(value)
    const least = leastLengthOf(value)
    if (least < limit.min)
      problems.push(problem(field, 'item-too-short', { min: limit.min, actual: least, value }))
    if (actual > limit.max) problems.push(problem(field, 'item-too-long', { max: limit.max, actual, value }))
    if (seen.has(value)) problems.push(problem(field, 'duplicate', { value }))
    seen.add(value)
  }
  return problems
}

function tagProblems(tags: readonly string[]): Problem[] {
  const max = DRAFT_LIMITS.tags.max
  const tooMany = tags.length > max ? [problem('tags', 'too-many', { max, actual: tags.length })] : []
  return [...tooMany, ...itemProblems('tags', tags, DRAFT_LIMITS.tag)]
}

function privacyProblems(draft: Draft, limits: InstanceLimits): Problem[] {
  if (draft.privacy !== PRIVACY.passwordProtected) return []
  if (!limits.features.passwords) return [problem('privacy', 'not-offered', { value: draft.privacy })]
  if (draft.passwords.length === 0) return [problem('passwords', 'required')]
  // Passwords alone are counted as JavaScript does.
  return itemProblems('passwords', draft.passwords, DRAFT_LIMITS.password, ({ length }) => length)
}

/** What a schedule can make of a video. */
export const SCHEDULABLE: readonly number[] = [PRIVACY.public, PRIVACY.unlisted, PRIVACY.internal]

function scheduleProblems({ schedule }: Draft, now: number): Problem[] {
  if (schedule === null) return []
  const at = Date.parse(schedule.updateAt)
  const problems: Problem[] = []
  if (Number.isNaN(at)) problems.push(problem('schedule', 'invalid-date'))
  else if (at <= now) problems.push(problem('schedule', 'in-the-past'))
  if (!SCHEDULABLE.includes(schedule.privacy)) problems.push(problem('schedule', 'schedule-privacy'))
  return problems
}

function dateProblems(date: string | null): Problem[] {
  if (date === null) return []
  const at = isoTime(date)
  if (at === null) return [problem('originallyPublishedAt', 'invalid-date')]
  const { min } = DRAFT_LIMITS.originallyPublishedYear
  return new Date(at).getUTCFullYear() < min ? [problem('originallyPublishedAt', 'too-early', { min })] : []
}

function chapterProblems({ chapters }: Draft): Problem[] {
  const { min, max } = DRAFT_LIMITS.chapterTitle
  const problems: Problem[] = []
  const seen = new Set<number>()
  for (const { timecode, title } of chapters) {
    const actual = lengthOf(title)
    if (actual < min) problems.push(problem('chapters', 'item-too-short', { min, actual, value: timecode }))
    if (actual > max) problems.push(problem('chapters', 'item-too-long', { max, actual, value: timecode }))
    if (seen.has(timecode)) problems.push(problem('chapters', 'duplicate', { value: timecode }))
    seen.add(timecode)
  }
  return problems
}

function domainProblems({ embedPrivacy: { policy, domains } }: Draft): Problem[] {
  if (policy !== EMBED_POLICY.allowlist) return []
  const { max } = DRAFT_LIMITS.domains
  const tooMany =
    domains.length > max ? [problem('embedPrivacy', 'too-many', { max, actual: domains.length })] : []
  const bad = domains.filter((domain) => !isDomain(domain))
  return [...tooMany, ...bad.map((value) => problem('embedPrivacy', 'bad-domain', { value }))]
}

function captionProblems({ captions }: Draft, limits: InstanceLimits): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const { language, file } of captions) {
    if (isUnknownLanguage(language))
      problems.push(problem('captions', 'language-unknown', { value: file.name }))
    if (seen.has(language)) problems.push(problem('captions', 'duplicate', { value: language }))
    seen.add(language)
    problems.push(...extensionProblems('captions', file.name, limits.captionExtensions))
    problems.push(...sizeProblems('captions', file, limits.captionMaxBytes))
  }
  return problems
}

/** A second caption of unknown language is `und-2`: within one draft a language stands for one file. */
export function isUnknownLanguage(language: string): boolean {
  return language === UNKNOWN_LANGUAGE || language.startsWith(`${UNKNOWN_LANGUAGE}-`)
}

function thumbnailProblems({ thumbnail }: Draft, limits: InstanceLimits): Problem[] {
  if (thumbnail === null) return []
  return [
    ...extensionProblems('thumbnail', thumbnail.file.name, limits.imageExtensions),
    ...sizeProblems('thumbnail', thumbnail.file, limits.imageMaxBytes),
  ]
}

function sizeProblems(field: Field, file: { name: string; bytes: number }, max: number): Problem[] {
  if (file.bytes === 0) return [problem(field, 'empty-file', { name: file.name })]
  return file.bytes > max
    ? [problem(field, 'file-too-large', { max, actual: file.bytes, name: file.name })]
    : []
}
