import {
  emptyDraft,
  type Draft,
  type DraftField,
  type DraftPatch,
  type MergedDraft,
} from '@shared/uploads/draft'
import { changedFlags } from '@shared/uploads/merge-drafts'

/** Main's word, with what was typed and is not saved yet on top. */
export function withPatch(merged: MergedDraft, { flagBits, ...fields }: DraftPatch): MergedDraft {
  const typed = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, { mixed: false, value }]),
  ) as Partial<MergedDraft>
  const view = { ...merged, ...typed }
  return flagBits === undefined ? view : { ...view, nsfwFlags: changedFlags(view.nsfwFlags, flagBits) }
}

export function isMixed(merged: MergedDraft, field: DraftField): boolean {
  return merged[field].mixed
}

/** The common value, or undefined where the drafts differ. */
export function valueOf<Field extends DraftField>(
  merged: MergedDraft,
  field: Field,
): Draft[Field] | undefined {
  const entry = merged[field]
  return entry.mixed ? undefined : entry.value
}

/** Fields in which the chosen drafts differ. */
export function mixedFields(merged: MergedDraft): ReadonlySet<DraftField> {
  return new Set((Object.keys(merged) as DraftField[]).filter((field) => merged[field].mixed))
}

/** A whole draft for checks that want one; mixed fields stand as in an empty draft and are to be left out after. */
export function draftForChecks(merged: MergedDraft): Draft {
  const known = Object.entries(merged).flatMap(([field, entry]) =>
    entry.mixed ? [] : [[field, entry.value]],
  )
  return { ...emptyDraft('untitled'), ...(Object.fromEntries(known) as Partial<Draft>) }
}
