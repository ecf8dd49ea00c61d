import { describe, expect, it } from 'vitest'
import { emptyDraft } from './draft'
import { applyPatch, mergeDrafts } from './merge-drafts'

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
