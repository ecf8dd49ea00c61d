import type { Draft, DraftField, DraftPatch, MergedDraft, SharedBits } from './draft'

/** The draft with the patch's fields instead of its own; what the patch leaves out stays. */
export function applyPatch(draft: Draft, patch: DraftPatch): Draft {
  const { flagBits, ...fields } = patch
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  const next = { ...draft, ...(Object.fromEntries(given) as Partial<Draft>) }
  return flagBits === undefined ? next : { ...next, nsfwFlags: withBits(next.nsfwFlags, flagBits) }
}

type BitChange = NonNullable<DraftPatch['flagBits']>

/** Two patches as one. */
export function mergePatches(earlier: DraftPatch, later: DraftPatch): DraftPatch {
  const { flagBits: _both, ...fields } = { ...earlier, ...later }
  // Flags that are said as a whole go over all bits before.
  const before = later.nsfwFlags === undefined ? earlier.flagBits : undefined
  const after = later.flagBits
  if (before === undefined || after === undefined) {
    const flagBits = after ?? before
    return flagBits === undefined ? fields : { ...fields, flagBits }
  }
  const set = withBits(before.set, after)
  const clear = withBits(before.clear, { set: after.clear, clear: after.set })
  return { ...fields, flagBits: { set, clear } }
}

function withBits(flags: number, { set, clear }: BitChange): number {
  return (flags | set) & ~clear
}

/** What is sensitive about several drafts, after bits were set or cleared in each. */
export function changedFlags(seen: MergedDraft['nsfwFlags'], change: BitChange): MergedDraft['nsfwFlags'] {
  const { all, some } = bitsOf(seen)
  return asFlags({ all: withBits(all, change), some: withBits(some, change) })
}

export function bitsOf(seen: MergedDraft['nsfwFlags']): SharedBits {
  return seen.mixed ? seen.bits : { all: seen.value, some: seen.value }
}

function asFlags(bits: SharedBits): MergedDraft['nsfwFlags'] {
  return bits.all === bits.some ? { mixed: false, value: bits.all } : { mixed: true, bits }
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
  const { all, some } = bitsOf(merged.nsfwFlags)
  const { nsfwFlags } = draft
  return mapFields((field) => {
    if (field === 'nsfwFlags') return asFlags({ all: all & nsfwFlags, some: some | nsfwFlags })
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
