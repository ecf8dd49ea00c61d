import { PRIVACY } from '../uploads/draft-values'
import { sameValue } from '../uploads/merge-drafts'
import type { EditParts, PictureWish, VideoChanges, VideoField, VideoFields } from './edit'
import { changedFields, layOver, omitFields, pickFields, sameField, type FieldFeatures } from './same-fields'

/** What is changed, and what the person saw in exactly these fields. */
export interface Sides {
  changes: VideoChanges
  base: VideoChanges
}

export const NO_PARTS: EditParts = { thumbnail: null, captions: [], playlists: { add: [], remove: [] } }

export function hasParts({ thumbnail, captions, playlists }: EditParts): boolean {
  return thumbnail !== null || captions.length > 0 || playlists.add.length > 0 || playlists.remove.length > 0
}

/** Later changes over earlier ones; what the person saw first stays the base. */
export function mergeSides(earlier: Sides, later: Sides): Sides {
  return {
    changes: { ...earlier.changes, ...later.changes },
    base: { ...later.base, ...earlier.base },
  }
}

/** Without the fields that are back to what the person saw. */
export function withoutVoid({ changes, base }: Sides, server: VideoFields, features: FieldFeatures): Sides {
  const [seen, mine] = [layOver(server, base), layOver(server, { ...base, ...changes })]
  const isKept = (field: VideoField): boolean => !sameField(field, seen, mine, features)
  const kept = changedFields(changes).filter(isKept)
  return { changes: pickFields(changes, kept), base: pickFields(base, kept) }
}

/** What of `changes` makes the video different from what it is. */
export function differences(fields: VideoFields, changes: VideoChanges, features: FieldFeatures): Sides {
  return withoutVoid({ changes, base: pickFields(fields, changedFields(changes)) }, fields, features)
}

/**
 * Adds the fields that a change takes along on the server, so that they are compared, shown and undone with it: a
 * schedule makes the video private, another privacy ends a schedule, and what is not sensitive has no flags. Nobody has
 * seen those of them that are not known: they have no base.
 */
export function withImplied(
  { changes, base }: Sides,
  server: VideoFields,
  unknown: readonly VideoField[],
): Sides {
  const seen = layOver(server, base)
  const implied: VideoChanges = {}
  if (changes.schedule != null) implied.privacy = PRIVACY.private
  else if (
    changes.privacy !== undefined &&
    changes.privacy !== PRIVACY.private &&
    changes.schedule === undefined &&
    seen.schedule !== null
  )
    implied.schedule = null
  if (changes.nsfw === false) Object.assign(implied, { nsfwFlags: 0, nsfwSummary: '' })
  const missing = changedFields(implied).filter(
    (field) => base[field] === undefined && !unknown.includes(field),
  )
  return { changes: { ...changes, ...implied }, base: { ...pickFields(seen, missing), ...base } }
}

/**
 * The fields that people are told of: what is only taken along, and says what it said before, is no change to them.
 * Passwords are one in any case: they are nowhere shown, so that nothing else would tell of new ones.
 */
export function toldFields({ changes, base }: Sides): VideoField[] {
  const isTold = (field: VideoField): boolean =>
    field === 'passwords' || base[field] === undefined || !sameValue(base[field], changes[field])
  return changedFields(changes).filter(isTold)
}

/** Passwords stay in an edit only while it waits. */
export function withoutSecrets(changes: VideoChanges): VideoChanges {
  return omitFields(changes, ['passwords'])
}

/** Later wishes over earlier ones. */
export function mergeParts(earlier: EditParts, later: EditParts): EditParts {
  const isNew = ({ language }: { language: string }): boolean =>
    !later.captions.some((caption) => caption.language === language)
  return {
    thumbnail: mergePictures(earlier.thumbnail, later.thumbnail),
    captions: [...earlier.captions.filter(isNew), ...later.captions],
    playlists: mergePlaylists(earlier.playlists, later.playlists),
  }
}

/** What the person saw first stays the base. */
function mergePictures(earlier: PictureWish | null, later: PictureWish | null): PictureWish | null {
  return earlier === null || later === null ? (later ?? earlier) : { ...later, base: earlier.base }
}

type Wishes = EditParts['playlists']

function mergePlaylists(earlier: Wishes, later: Wishes): Wishes {
  const without = (ids: readonly number[], others: readonly number[]): number[] =>
    ids.filter((id) => !others.includes(id))
  return {
    add: [...new Set([...without(earlier.add, later.remove), ...later.add])],
    remove: [...new Set([...without(earlier.remove, later.add), ...later.remove])],
  }
}

/** Ids of the files that belong to it. */
export function filesOf({ thumbnail, captions }: EditParts): EditFile[] {
  const pictures = thumbnail === null ? [] : [thumbnail.file]
  return [...pictures, ...captions.flatMap(({ file }) => (file === null ? [] : [file]))]
}

export type EditFile = NonNullable<EditParts['captions'][number]['file']>
