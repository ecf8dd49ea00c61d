import { assertNever } from '../assert-never'
import type { Problem } from '../uploads/upload'
import type {
  CaptionChoices,
  CaptionConflict,
  ConflictSide,
  EditChoices,
  EditConflict,
  EditFailure,
  EditNote,
  EditParts,
  EditState,
  PictureConflict,
  PictureWish,
  VideoChanges,
} from './edit'
import { withoutSecrets } from './edit-changes'
import { changedFields, omitFields } from './same-fields'

/** What of an edit its life changes. */
export interface EditCore {
  state: EditState
  changes: VideoChanges
  base: VideoChanges
  before: VideoChanges
  parts: EditParts
}

export type EditEvent =
  /** The person asks for it to be sent. */
  | { type: 'saved'; note: EditNote | null }
  /** Its batch begins. */
  | { type: 'run' }
  | { type: 'refused'; problems: Problem[]; reason: string }
  | { type: 'begun' }
  /** What the server had, just before it is changed. */
  | { type: 'compared'; before: VideoChanges }
  /** Nothing of its fields was taken: what counts as before is as it was before this try. */
  | { type: 'untaken'; before: VideoChanges }
  /** The app ended in the middle: the server's values decide. */
  | { type: 'interrupted' }
  | { type: 'postponed'; note: EditNote; retryAt: number }
  | { type: 'collided'; fields: EditConflict[]; captions: CaptionConflict[]; picture: PictureConflict | null }
  | { type: 'failed'; failure: EditFailure }
  | { type: 'succeeded'; at: number }
  | { type: 'retried' }
  | { type: 'resolved'; choices: EditChoices; captions: CaptionChoices; picture: ConflictSide | null }
  /** More was added to it: it is compared and sent anew. */
  | { type: 'extended'; changes: VideoChanges; base: VideoChanges }

/** What becomes of an edit; null: this can't happen in its state. */
export function transitionEdit(edit: EditCore, event: EditEvent): EditCore | null {
  const { state } = edit
  const next = (to: EditState, changed: Partial<EditCore> = {}): EditCore => ({
    ...edit,
    ...changed,
    state: to,
  })
  switch (event.type) {
    case 'saved':
      return state.name === 'held' ? next(waiting(event.note)) : null
    case 'run':
      return state.name === 'planned' ? next(waiting(null)) : null
    case 'refused':
      if (state.name !== 'planned') return null
      return next({ name: 'refused', problems: event.problems, reason: event.reason })
    case 'begun':
      return state.name === 'waiting' ? next({ name: 'sending', attempts: state.attempts }) : null
    case 'compared':
      // A second try sees its own work: what was there before the first one is what counts.
      if (state.name !== 'sending') return null
      return next(state, { before: { ...withoutSecrets(event.before), ...edit.before } })
    case 'untaken':
      return state.name === 'sending' ? next(state, { before: event.before }) : null
    case 'interrupted':
      return state.name === 'sending' ? next({ ...waiting(null), attempts: state.attempts }) : null
    case 'postponed':
      if (state.name !== 'sending') return null
      return next({ ...waiting(event.note), attempts: state.attempts + 1, retryAt: event.retryAt })
    case 'collided':
      if (state.name !== 'sending') return null
      return next({
        name: 'conflict',
        fields: event.fields,
        captions: event.captions,
        picture: event.picture,
      })
    case 'failed':
      return state.name === 'sending' ? next({ name: 'failed', failure: event.failure }) : null
    case 'succeeded':
      return state.name === 'sending' ? done(edit, event.at) : null
    case 'retried':
      return state.name === 'failed' || state.name === 'waiting' ? next(waiting(null)) : null
    case 'resolved':
      return state.name === 'conflict' ? resolved(edit, state, event) : null
    case 'extended':
      return isOpen(state) ? next(waiting(null), { changes: event.changes, base: event.base }) : null
    default:
      return assertNever(event)
  }
}

/** Asked to be sent, not sent, and not being sent. */
export function isOpen({ name }: EditState): boolean {
  return name === 'waiting' || name === 'conflict' || name === 'failed'
}

function waiting(note: EditNote | null): Extract<EditState, { name: 'waiting' }> {
  return { name: 'waiting', note, attempts: 0, retryAt: null }
}

function done(edit: EditCore, at: number): EditCore {
  return {
    state: { name: 'done', at },
    changes: withoutSecrets(edit.changes),
    base: withoutSecrets(edit.base),
    before: edit.before,
    parts: edit.parts,
  }
}

type Conflict = Extract<EditState, { name: 'conflict' }>

/** Mine: the server's value is now what was seen. The server's: the field is no change any more. */
function resolved(
  edit: EditCore,
  { fields, captions, picture }: Conflict,
  { choices, captions: spoken, picture: shown }: Extract<EditEvent, { type: 'resolved' }>,
): EditCore {
  const chosen = (side: 'mine' | 'server'): EditConflict[] =>
    fields.filter(({ field }) => choices[field] === side)
  const given = chosen('server').map(({ field }) => field)
  const seen = Object.assign({}, ...chosen('mine').map(({ server }) => server)) as VideoChanges
  const left = fields.filter(({ field }) => choices[field] === undefined)
  const leftCaptions = captions.filter(({ language }) => spoken[language] === undefined)
  const leftPicture = shown === null ? picture : null
  const isOver = left.length === 0 && leftCaptions.length === 0 && leftPicture === null
  return {
    changes: omitFields(edit.changes, given),
    base: omitFields({ ...edit.base, ...seen }, given),
    before: omitFields(edit.before, [...given, ...changedFields(seen)]),
    parts: {
      ...edit.parts,
      captions: resolvedCaptions(edit.parts.captions, captions, spoken),
      thumbnail: resolvedPicture(edit.parts.thumbnail, picture, shown),
    },
    state: isOver
      ? waiting(null)
      : { name: 'conflict', fields: left, captions: leftCaptions, picture: leftPicture },
  }
}

/** The same for captions. */
function resolvedCaptions(
  wishes: EditParts['captions'],
  conflicts: readonly CaptionConflict[],
  choices: CaptionChoices,
): EditParts['captions'] {
  return wishes.flatMap((wish) => {
    const conflict = conflicts.find(({ language }) => language === wish.language)
    const choice = choices[wish.language]
    if (conflict === undefined || choice === undefined) return [wish]
    return choice === 'server' ? [] : [{ ...wish, base: conflict.version }]
  })
}

function resolvedPicture(
  wish: PictureWish | null,
  conflict: PictureConflict | null,
  choice: ConflictSide | null,
): PictureWish | null {
  if (wish === null || conflict === null || choice === null) return wish
  return choice === 'server' ? null : { ...wish, base: conflict.version }
}
