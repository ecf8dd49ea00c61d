import { assertNever } from '../assert-never'
import type { InstanceLimits } from '../accounts/choices'
import type { Attachment, Draft, DraftField } from './draft'

/** One request that brings the server nearer to the draft; each is safe to repeat. */
export type PendingStep =
  | { kind: 'metadata'; key: ''; fields: DraftField[] }
  | { kind: 'thumbnail'; key: '' }
  /** `file` null: the caption is removed. `key` is the language. */
  | { kind: 'caption'; key: string; file: Attachment | null }
  | { kind: 'chapters'; key: '' }
  /** `key` is the playlist's id. */
  | { kind: 'playlist'; key: string; add: boolean }

/** Fields that an update of the video carries. `generateTranscription` is heard at the upload alone. */
export const METADATA_FIELDS = [
  'title',
  'channelId',
  'privacy',
  'category',
  'licence',
  'language',
  'description',
  'support',
  'tags',
  'commentsPolicy',
  'downloadEnabled',
  'nsfw',
  'nsfwFlags',
  'nsfwSummary',
  'originallyPublishedAt',
  'schedule',
  'waitTranscoding',
  'passwords',
] as const satisfies readonly DraftField[]

/** Fields that an init carries. */
export const INIT_FIELDS = [
  ...METADATA_FIELDS,
  'generateTranscription',
] as const satisfies readonly DraftField[]

/**
 * What of the draft the server has once the init was accepted: metadata with the session's frozen title, and where no
 * licence is said the one that the server puts in its place, which has to be taken away afterwards. Captions,
 * chapters and playlists can't go with it, and the picture must not: PeerTube reads it when all bytes are there, and one
 * that it can't read fails the last request with 500 and loses the video. Sent later it costs nothing but itself.
 */
export function carriedByInit(
  draft: Draft,
  title: string,
  { defaultLicence = null }: Pick<InstanceLimits, 'defaultLicence'>,
): Draft {
  const licence = draft.licence ?? defaultLicence
  return { ...draft, title, licence, thumbnail: null, captions: [], chapters: [], playlistIds: [] }
}

/** What differs between the draft and what the server has, in the order in which it is sent. */
export function pendingSteps(draft: Draft, carried: Draft): PendingStep[] {
  const steps: PendingStep[] = []
  // The server trims titles, and so does a session.
  const trimmed = [draft, carried].map((one) => ({ ...one, title: one.title.trim() })) as [Draft, Draft]
  const fields = METADATA_FIELDS.filter((field) => !isSame(trimmed[0][field], trimmed[1][field]))
  if (fields.length > 0) steps.push({ kind: 'metadata', key: '', fields })
  // A picture can be replaced and not taken away: the server then keeps the one it has.
  if (draft.thumbnail !== null && draft.thumbnail.file.id !== carried.thumbnail?.file.id) {
    steps.push({ kind: 'thumbnail', key: '' })
  }
  steps.push(...captionSteps(draft, carried))
  if (!isSame(draft.chapters, carried.chapters)) steps.push({ kind: 'chapters', key: '' })
  steps.push(...playlistSteps(draft, carried))
  return steps
}

/** `carried` after the server took a step, as the draft was when the step was sent. */
export function afterStep(carried: Draft, step: PendingStep, draft: Draft): Draft {
  switch (step.kind) {
    case 'metadata':
      return { ...carried, ...Object.fromEntries(step.fields.map((field) => [field, draft[field]])) }
    case 'thumbnail':
      return { ...carried, thumbnail: draft.thumbnail }
    case 'caption': {
      const others = carried.captions.filter((caption) => caption.language !== step.key)
      const own = step.file === null ? [] : [{ language: step.key, file: step.file }]
      return { ...carried, captions: [...others, ...own] }
    }
    case 'chapters':
      return { ...carried, chapters: draft.chapters }
    case 'playlist': {
      const id = Number(step.key)
      const others = carried.playlistIds.filter((other) => other !== id)
      return { ...carried, playlistIds: step.add ? [...others, id] : others }
    }
    default:
      return assertNever(step)
  }
}

/** Where a step's error is kept. */
export function stepKey(step: { kind: string; key: string }): string {
  return `${step.kind}:${step.key}`
}

function captionSteps(draft: Draft, carried: Draft): PendingStep[] {
  const wanted = new Map(draft.captions.map((caption) => [caption.language, caption.file]))
  const there = new Map(carried.captions.map((caption) => [caption.language, caption.file]))
  const removals = [...there.keys()]
    .filter((language) => !wanted.has(language))
    .map((key) => ({ kind: 'caption' as const, key, file: null }))
  const additions = [...wanted]
    .filter(([language, file]) => there.get(language)?.id !== file.id)
    .map(([key, file]) => ({ kind: 'caption' as const, key, file }))
  return [...removals, ...additions]
}

function playlistSteps(draft: Draft, carried: Draft): PendingStep[] {
  const added = [...new Set(draft.playlistIds)].filter((id) => !carried.playlistIds.includes(id))
  const removed = carried.playlistIds.filter((id) => !draft.playlistIds.includes(id))
  return [
    ...removed.map((id) => ({ kind: 'playlist' as const, key: String(id), add: false })),
    ...added.map((id) => ({ kind: 'playlist' as const, key: String(id), add: true })),
  ]
}

/** Values of a draft are plain JSON with a fixed order of keys. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
