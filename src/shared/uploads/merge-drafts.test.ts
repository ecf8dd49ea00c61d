import { describe, expect, it } from 'vitest'
import { emptyDraft } from './draft'
import { applyPatch, bitsOf, changedFlags, mergeDrafts, mergePatches } from './merge-drafts'

describe('mergeDrafts', () => {
  it('one draft is mixed nowhere', () => {
    const draft = emptyDraft('one')
    const merged = mergeDrafts([draft])
    expect(Object.keys(merged)).toEqual(Object.keys(draft))
    expect(Object.entries(merged).every(([, field]) => !field.mixed)).toBe(true)
  })

  it('a field is mixed as soon as one differs, and stays so', () => {
    const [a, b] = [emptyDraft('a'), emptyDraft('b')]
    const merged = mergeDrafts([a, b, a])
    expect(merged.title).toEqual({ mixed: true })
    expect(merged.privacy).toEqual({ mixed: false, value: 3 })
  })

  it('looks into lists and objects, where order counts', () => {
    const base = {
      ...emptyDraft('a'),
      tags: ['x', 'y'],
      schedule: { updateAt: 't', privacy: 1, timeZone: 'UTC' },
    }
    const same = structuredClone(base)
    expect(mergeDrafts([base, same]).tags).toEqual({ mixed: false, value: ['x', 'y'] })
    expect(mergeDrafts([base, same]).schedule.mixed).toBe(false)
    expect(mergeDrafts([base, { ...same, tags: ['y', 'x'] }]).tags).toEqual({ mixed: true })
    expect(mergeDrafts([base, { ...same, tags: ['x'] }]).tags).toEqual({ mixed: true })
    expect(mergeDrafts([base, { ...same, schedule: null }]).schedule).toEqual({ mixed: true })
  })

  it('of nothing is an error', () => {
    expect(() => mergeDrafts([])).toThrow('nothing to merge')
  })
})

describe('applyPatch', () => {
  it('changes what is given, null and empty included, and nothing else', () => {
    const draft = { ...emptyDraft('a'), category: 4, description: 'old' }
    expect(applyPatch(draft, { category: null, description: '', privacy: 1 })).toEqual({
      ...draft,
      category: null,
      description: '',
      privacy: 1,
    })
    expect(applyPatch(draft, {})).toEqual(draft)
  })
})

describe('what is sensitive about several drafts', () => {
  const [violent, both, none] = [1, 3, 0].map((nsfwFlags) => ({ ...emptyDraft('a'), nsfwFlags }))
  const drafts = [violent, both, none].flatMap((one) => one ?? [])

  it('is told bit by bit', () => {
    expect(bitsOf(mergeDrafts(drafts.slice(0, 2)).nsfwFlags)).toEqual({ all: 1, some: 3 })
    expect(bitsOf(mergeDrafts(drafts).nsfwFlags)).toEqual({ all: 0, some: 3 })
    expect(mergeDrafts([...drafts.slice(0, 1), ...drafts.slice(0, 1)]).nsfwFlags).toEqual({
      mixed: false,
      value: 1,
    })
  })

  it('one kind set in all of them does not take another from those that have it', () => {
    const patch = { flagBits: { set: 1, clear: 0 } }
    const changed = drafts.map((draft) => applyPatch(draft, patch))
    expect(changed.map(({ nsfwFlags }) => nsfwFlags)).toEqual([1, 3, 1])
    expect(changed.every((draft) => !('flagBits' in draft))).toBe(true)
    expect(mergeDrafts(changed).nsfwFlags).toEqual(
      changedFlags(mergeDrafts(drafts).nsfwFlags, patch.flagBits),
    )
  })

  it('later clicks go over earlier ones', () => {
    const first = mergePatches(
      { title: 'a', flagBits: { set: 1, clear: 0 } },
      { flagBits: { set: 2, clear: 0 } },
    )
    expect(first).toEqual({ title: 'a', flagBits: { set: 3, clear: 0 } })
    expect(mergePatches(first, { flagBits: { set: 0, clear: 1 } }).flagBits).toEqual({ set: 2, clear: 1 })
    expect(mergePatches(first, { nsfwFlags: 0 })).toEqual({ title: 'a', nsfwFlags: 0 })
    expect(mergePatches(first, { title: 'b' })).toEqual({ title: 'b', flagBits: { set: 3, clear: 0 } })
  })
})
