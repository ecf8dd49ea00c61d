import { emptyDraft, PRIVACY } from '@shared/uploads/draft'
import { expect, it } from 'vitest'
import { FACTS } from '../../../../test/support/exchange'
import { UNKNOWN_CELL } from './columns'
import { naturalRecord } from './natural-record'
import { toRecord } from './record'

const LISTS = {
  channels: [{ id: 1, name: 'harbour', displayName: 'Harbour', support: '' }],
  categories: [{ id: 2, label: '2012' }],
  licences: [],
  languages: [],
  privacies: [{ id: PRIVACY.public, label: 'Public' }],
}
const BOATS = {
  ...emptyDraft('12'),
  channelId: 1,
  privacy: PRIVACY.public,
  category: 2,
  tags: ['a, b', 'c'],
  description: 'yes',
}

it('is written in the types that JSON has', () => {
  expect(naturalRecord(toRecord(FACTS, BOATS, LISTS))).toEqual({
    uuid: FACTS.uuid,
    account: 'ana@tube.example',
    url: 'https://tube.example/w/x',
    state: 'Published',
    seconds: 61,
    views: 3,
    createdAt: '1970-01-01T00:00:00.000Z',
    publishedAt: null,
    // What a person wrote is text, whatever it looks like.
    title: '12',
    channel: 'Harbour',
    privacy: 'Public',
    category: '2012',
    licence: null,
    language: null,
    tags: ['a, b', 'c'],
    description: 'yes',
    support: '',
    comments: 'enabled',
    download: true,
    nsfw: false,
    originalDate: null,
    scheduledAt: null,
    scheduledPrivacy: null,
    waitTranscoding: true,
    playerTheme: 'channel-default',
    embedding: 'everywhere',
  })
})

it('has no key for what is not known', () => {
  const record = toRecord(FACTS, BOATS, LISTS)
  const unknown = { ...record, tags: UNKNOWN_CELL, nsfw: UNKNOWN_CELL, description: UNKNOWN_CELL }
  const { tags, nsfw, description, ...known } = naturalRecord(record)
  expect([tags, nsfw, description]).not.toContain(undefined)
  expect(naturalRecord(unknown)).toEqual(known)
})

it('has no tags as an empty list', () => {
  expect(naturalRecord(toRecord(FACTS, { ...BOATS, tags: [] }, LISTS))['tags']).toEqual([])
})
