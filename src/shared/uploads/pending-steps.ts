import { assertNever } from '../assert-never'
import type { InstanceLimits } from '../accounts/choices'
import type { Attachment, Draft, DraftField } from './draft'
import { APART_AT_FIRST } from './draft-values'
import { heldBack, isOpening, VISIBILITY_FIELDS } from './visibility'

/** One request that brings the server nearer to the draft; each is safe to repeat. */
export type PendingStep =
  | { kind: 'metadata'; key: ''; fields: DraftField[] }
  | { kind: 'thumbnail'; key: '' }
  /** `file` null: the caption is removed. `key` is the language. */
  | { kind: 'caption'; key: string; file: Attachment | null }
  | { kind: FieldStep; key: '' }
  /** `key` is the playlist's id. */
  | { kind: 'playlist'; key: string; add: boolean }

/** Fields that have a request of their own. */
export const FIELD_STEPS = [
  'embedPrivacy',
  'chapters',
  'playerTheme',
] as const satisfies readonly DraftField[]

export type FieldStep = (typeof FIELD_STEPS)[number]

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
 * licence is said the one that the server puts in its place, which has to be taken away afterwards. Captions, playlists
 * and `FIELD_STEPS` can't go with it, and the picture must not: PeerTube reads it when all bytes are there, and one
 * that it can't read fails the last request with 500 and loses the video. Sent later it costs nothing but itself.
 */
export function carriedByInit(
  draft: Draft,
  title: string,
  { defaultLicence = null }: Pick<InstanceLimits, 'defaultLicence'>,
): Draft {
  const licence = draft.licence ?? defaultLicence
  const none = { thumbnail: null, captions: [], chapters: [], playlistIds: [], ...APART_AT_FIRST }
  return { ...heldBack(draft), title, licence, ...none }
}

/**
 * What differs between the draft and what the server has, in the order in which it is sent. What is in doubt differs
 * whatever the draft says: an edit that was taken back may have arrived.
 */
export function pendingSteps(draft: Draft, carried: Draft, inDoubt: readonly string[] = []): PendingStep[] {
  const ownStep = (field: FieldStep): PendingStep[] => {
    const step = { kind: field, key: '' } as const
    const isOpen = inDoubt.includes(stepKey(step)) || !isSame(draft[field], carried[field])
    return isOpen ? [step] : []
  }
  // What shuts somebody out comes before what lets everybody in.
  const steps = ownStep('embedPrivacy')
  const fields = METADATA_FIELDS.filter(
    (field) => inDoubt.includes(field) || !isSameField(field, draft, carried),
  )
  if (fields.length > 0) steps.push({ kind: 'metadata', key: '', fields })
  // A picture can be replaced and not taken away: the server then keeps the one it has.
  const isOther = draft.thumbnail?.file.id !== carried.thumbnail?.file.id
  if (draft.thumbnail !== null && (isOther || inDoubt.includes(THUMBNAIL_DOUBT))) {
    steps.push({ kind: 'thumbnail', key: '' })
  }
  steps.push(...captionSteps(draft, carried, keysIn(inDoubt, 'caption')))
  // A new description makes new chapters: these go over them.
  steps.push(...ownStep('chapters'), ...ownStep('playerTheme'))
  steps.push(...playlistSteps(draft, carried, keysIn(inDoubt, 'playlist').map(Number)))
  return steps
}

/**
 * The same without what would open the video while the sites that may embed it are not set, as when they were refused:
 * it stays as private as it is.
 */
export function withoutOpening(steps: readonly PendingStep[], draft: Draft, carried: Draft): PendingStep[] {
  if (!isOpening(draft, carried) || !steps.some(({ kind }) => kind === 'embedPrivacy')) return [...steps]
  return steps.flatMap((step): PendingStep[] => {
    if (step.kind !== 'metadata') return [step]
    const fields = step.fields.filter(
      (field) => !(VISIBILITY_FIELDS as readonly DraftField[]).includes(field),
    )
    return fields.length === 0 ? [] : [{ ...step, fields }]
  })
}

/** What is not known of the server while a step has no answer: fields by name, everything else by `stepKey`. */
export function doubtsOf(step: PendingStep): string[] {
  return step.kind === 'metadata' ? step.fields : [stepKey(step)]
}

/** The same of an init that is repeated: it replaces the metadata of the one before. */
export function doubtsOfInit(carried: Draft, before: Draft): string[] {
  return INIT_FIELDS.filter((field) => !isSameField(field, carried, before))
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
    case 'playerTheme':
    case 'embedPrivacy':
      return { ...carried, [step.kind]: draft[step.kind] }
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

const THUMBNAIL_DOUBT = stepKey({ kind: 'thumbnail', key: '' })

function keysIn(inDoubt: readonly string[], kind: PendingStep['kind']): string[] {
  const prefix = stepKey({ kind, key: '' })
  return inDoubt.filter((doubt) => doubt.startsWith(prefix)).map((doubt) => doubt.slice(prefix.length))
}

function captionSteps(draft: Draft, carried: Draft, inDoubt: readonly string[]): PendingStep[] {
  const wanted = new Map(draft.captions.map((caption) => [caption.language, caption.file]))
  const there = new Map(carried.captions.map((caption) => [caption.language, caption.file]))
  const removals = [...new Set([...there.keys(), ...inDoubt])]
    .filter((language) => !wanted.has(language))
    .map((key) => ({ kind: 'caption' as const, key, file: null }))
  const additions = [...wanted]
    .filter(([language, file]) => inDoubt.includes(language) || there.get(language)?.id !== file.id)
    .map(([key, file]) => ({ kind: 'caption' as const, key, file }))
  return [...removals, ...additions]
}

function playlistSteps(draft: Draft, carried: Draft, inDoubt: readonly number[]): PendingStep[] {
  const added = [...new Set(draft.playlistIds)].filter(
    (id) => inDoubt.includes(id) || !carried.playlistIds.includes(id),
  )
  const there = [...new Set([...carried.playlistIds, ...inDoubt])]
  const removed = there.filter((id) => !draft.playlistIds.includes(id))
  return [
    ...removed.map((id) => ({ kind: 'playlist' as const, key: String(id), add: false })),
    ...added.map((id) => ({ kind: 'playlist' as const, key: String(id), add: true })),
  ]
}

/** The server trims titles, and so does a session. */
function isSameField(field: (typeof INIT_FIELDS)[number], one: Draft, other: Draft): boolean {
  return field === 'title' ? one.title.trim() === other.title.trim() : isSame(one[field], other[field])
}

/** Values of a draft are plain JSON with a fixed order of keys. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
