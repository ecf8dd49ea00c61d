import type { Draft, DraftField, DraftPatch, MergedDraft } from './draft'

/** The draft with the patch's fields instead of its own; what the patch leaves out stays. */
export function applyPatch(draft: Draft, patch: DraftPatch): Draft {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  return { ...draft, ...(Object.fromEntries(given) as Partial<Draft>) }
}

/** Several drafts seen as one. Throws for an empty list: there is nothing to show then. */
export function mergeDrafts(drafts: readonly Draft[]): MergedDraft {
  const [first, ...rest] = drafts
  if (first === undefined) throw new Error('nothing to merge')
  return rest.reduce(mergeInto, asMerged(first))
}

/** One draft seen as several: nothing is mixed yet. */
export function asMerged(draft: Draft): MergedDraft {
  return mapFields((field) => ({ mixed: false, value: draft[field] }), draft)
}

/** A merged draft with one draft more: what differs becomes mixed. */
export function mergeInto(merged: MergedDraft, draft: Draft): MergedDraft {
  return mapFields((field) => {
    const seen = merged[field]
    return seen.mixed || sameValue(seen.value, draft[field]) ? seen : { mixed: true }
  }, draft)
}

type AnyMerged = { mixed: false; value: Draft[DraftField] } | { mixed: true }

function mapFields(make: (field: DraftField) => AnyMerged, draft: Draft): MergedDraft {
  const fields = Object.keys(draft) as DraftField[]
  return Object.fromEntries(fields.map((field) => [field, make(field)])) as MergedDraft
}

/** Equality of what JSON can hold. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) => Object.hasOwn(right, key) && sameValue(Reflect.get(left, key), Reflect.get(right, key)),
    )
  )
}
