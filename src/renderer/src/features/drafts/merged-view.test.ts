import { emptyDraft, PRIVACY } from '@shared/uploads/draft'
import { asMerged, mergeDrafts } from '@shared/uploads/merge-drafts'
import { describe, expect, it } from 'vitest'
import { defaultsFrom } from './channel-defaults'
import { draftForChecks, mixedFields, valueOf, withPatch } from './merged-view'

const two = mergeDrafts([
  { ...emptyDraft('one'), channelId: 1, tags: ['a'] },
  { ...emptyDraft('two'), channelId: 1, tags: ['b'] },
])

describe('several drafts seen as one', () => {
  it('lays typed text over what main said', () => {
    const view = withPatch(two, { title: 'both' })
    expect(valueOf(view, 'title')).toBe('both')
    expect(valueOf(two, 'title')).toBeUndefined()
    expect([...mixedFields(view)]).toEqual(['tags'])
  })

  it('keeps null as a value of its own', () => {
    expect(valueOf(withPatch(two, { category: null }), 'category')).toBeNull()
  })

  it('makes a whole draft for the checks out of what is common', () => {
    expect(draftForChecks(two)).toMatchObject({ channelId: 1, tags: [] })
  })
})

describe('defaults of a channel', () => {
  const draft = { ...emptyDraft('one'), channelId: 7, tags: ['a'], description: 'About' }

  it('takes what is remembered and nothing else', () => {
    const found = defaultsFrom(asMerged(draft))
    expect(found).toMatchObject({ channelId: 7, defaults: { tags: ['a'], description: 'About' } })
    expect(found?.defaults).not.toHaveProperty('title')
  })

  it('does not remember passwords: private instead', () => {
    const found = defaultsFrom(asMerged({ ...draft, privacy: PRIVACY.passwordProtected }))
    expect(found?.defaults.privacy).toBe(PRIVACY.private)
  })

  it('waits until the drafts agree and have a channel', () => {
    expect(defaultsFrom(two)).toBeNull()
    expect(defaultsFrom(asMerged({ ...draft, channelId: null }))).toBeNull()
  })
})
