import { expect, it } from 'vitest'
import { emptyDraft, PRIVACY, type Draft } from '@shared/uploads/draft'
import { inOtherChannel } from './channel-change'

const schedule = { updateAt: '2030-01-01T10:00:00.000Z', privacy: PRIVACY.public, timeZone: 'UTC' }
const before: Draft = { ...emptyDraft(''), channelId: 1, tags: ['sea'], support: 'Give', category: 4 }
const after: Draft = { ...emptyDraft(''), channelId: 2, tags: ['hills'], privacy: PRIVACY.public }

it('a draft in another channel does not keep what the first channel put there', () => {
  const draft = { ...before, title: 'Harbour', category: 7 }
  expect(inOtherChannel(draft, before, after)).toEqual({
    ...draft,
    tags: ['hills'],
    support: '',
    // Said by the person.
    category: 7,
    privacy: PRIVACY.public,
  })
})

it('a planned video stays private in another channel', () => {
  expect(inOtherChannel({ ...before, schedule }, before, after).privacy).toBe(PRIVACY.private)
})
