import { EMBED_POLICY, emptyDraft, PRIVACY } from '../uploads/draft-values'
import { describe, expect, it } from 'vitest'
import type { VideoChanges, VideoFields } from './edit'
import { toldFields, withImplied, withoutVoid } from './edit-changes'
import { compareSides } from './same-fields'

const {
  thumbnail: _t,
  captions: _c,
  playlistIds: _p,
  generateTranscription: _g,
  ...empty
} = emptyDraft('Title')
const FIELDS: VideoFields = { ...empty, channelId: 1, privacy: PRIVACY.public }
const ALL = { nsfwFlags: true, commentsPolicy: true }
const at = (updateAt: string, timeZone = 'UTC') => ({ updateAt, privacy: PRIVACY.public, timeZone })

function compare(base: VideoChanges, mine: VideoChanges, server: Partial<VideoFields>, features = ALL) {
  const { toSend, conflicts } = compareSides({ base, mine, server: { ...FIELDS, ...server } }, features)
  return { toSend, conflicts: conflicts.map(({ field }) => field) }
}

type Outcome = 'sent' | 'there' | 'conflict'

describe('three sides of a field', () => {
  it.each<[string, VideoChanges, VideoChanges, Partial<VideoFields>, Outcome]>([
    ['as it was seen', { title: 'a' }, { title: 'b' }, { title: 'a' }, 'sent'],
    ['as I want it', { title: 'a' }, { title: 'b' }, { title: 'b' }, 'there'],
    ['something else', { title: 'a' }, { title: 'b' }, { title: 'c' }, 'conflict'],
    ['blanks around a title', { title: 'a' }, { title: ' b ' }, { title: 'b' }, 'there'],
    ['blanks for nothing', { support: '' }, { support: '  ' }, { support: '' }, 'there'],
    ['blanks within a text', { support: 'a' }, { support: 'a ' }, { support: 'a' }, 'sent'],
    ['tags in another order', { tags: ['a', 'b'] }, { tags: ['c'] }, { tags: ['b', 'a'] }, 'sent'],
    ['another tag', { tags: ['a'] }, { tags: ['c'] }, { tags: ['a', 'b'] }, 'conflict'],
    [
      'a date in another spelling',
      { originallyPublishedAt: '2020-01-01' },
      { originallyPublishedAt: null },
      { originallyPublishedAt: '2020-01-01T00:00:00.000Z' },
      'sent',
    ],
    [
      'a schedule thought of in another zone',
      { schedule: at('2099-01-01T00:00:00Z', 'Europe/Paris') },
      { schedule: null },
      { schedule: at('2099-01-01T00:00:00.000Z') },
      'sent',
    ],
    ['flags while nothing is sensitive', { nsfwFlags: 0 }, { nsfwFlags: 2 }, { nsfw: false }, 'there'],
    [
      'passwords in another order',
      { passwords: ['a', 'b'] },
      { passwords: ['c'] },
      { privacy: 5, passwords: ['b', 'a'] },
      'sent',
    ],
    [
      'chapters in another order',
      { chapters: [] },
      { chapters: [chapter(5), chapter(1)] },
      { chapters: [chapter(1), chapter(5)] },
      'there',
    ],
    [
      'another theme',
      { playerTheme: 'lucide' },
      { playerTheme: 'galaxy' },
      { playerTheme: 'lucide' },
      'sent',
    ],
    [
      'sites in another order and spelling',
      { embedPrivacy: sites('a.org', 'b.org') },
      { embedPrivacy: sites('c.org') },
      { embedPrivacy: sites('B.org', 'a.org') },
      'sent',
    ],
    [
      'another site',
      { embedPrivacy: sites('a.org') },
      { embedPrivacy: sites('c.org') },
      { embedPrivacy: sites('b.org') },
      'conflict',
    ],
    [
      'sites that say nothing, with another policy',
      { embedPrivacy: sites('a.org') },
      { embedPrivacy: { policy: 1, domains: ['a.org'] } },
      { embedPrivacy: { policy: 1, domains: [] } },
      'there',
    ],
    ['nothing was seen: what is there gives way', {}, { category: 2 }, { category: 7 }, 'sent'],
  ])('%s', (_, base, mine, server, outcome) => {
    const fields = Object.keys(mine)
    expect(compare(base, mine, server)).toEqual({
      toSend: outcome === 'sent' ? fields : [],
      conflicts: outcome === 'conflict' ? fields : [],
    })
  })

  it('an instance without a policy of comments knows on and off', () => {
    const old = { ...ALL, commentsPolicy: false }
    expect(compare({ commentsPolicy: 2 }, { commentsPolicy: 3 }, { commentsPolicy: 1 }, old).toSend).toEqual(
      [],
    )
  })

  it('shows each side of a conflict', () => {
    const sides = { base: { title: 'a' }, mine: { title: 'b' }, server: { ...FIELDS, title: 'c' } }
    expect(compareSides(sides, ALL).conflicts).toEqual([
      { field: 'title', base: { title: 'a' }, mine: { title: 'b' }, server: { title: 'c' } },
    ])
  })

  it('sends what the server does not tell', () => {
    const sides = { base: {}, mine: { waitTranscoding: true }, server: FIELDS }
    expect(compareSides(sides, ALL, ['waitTranscoding']).toSend).toEqual(['waitTranscoding'])
  })
})

describe('what a change takes along', () => {
  const schedule = at('2099-01-01T00:00:00Z')

  it.each<[string, VideoChanges, Partial<VideoFields>, VideoChanges]>([
    ['a schedule makes private', { schedule }, {}, { privacy: PRIVACY.private }],
    [
      'a privacy ends a schedule',
      { privacy: PRIVACY.unlisted },
      { privacy: 3, schedule },
      { schedule: null },
    ],
    ['private leaves the schedule', { privacy: PRIVACY.private }, { schedule }, {}],
    [
      'not sensitive has no flags',
      { nsfw: false },
      { nsfw: true, nsfwFlags: 2 },
      { nsfwFlags: 0, nsfwSummary: '' },
    ],
    ['a title takes nothing along', { title: 'x' }, { schedule }, {}],
  ])('%s', (_, changes, server, more) => {
    const implied = withImplied({ changes, base: {} }, { ...FIELDS, ...server }, [])
    expect(implied.changes).toEqual({ ...changes, ...more })
    for (const field of Object.keys(more) as (keyof VideoFields)[])
      expect(implied.base[field]).toEqual({ ...FIELDS, ...server }[field])
  })

  it('what is back to what was seen is no change', () => {
    const typed = { changes: { title: 'Title ', category: 4 }, base: { title: 'Title', category: null } }
    expect(withoutVoid(typed, FIELDS, ALL)).toEqual({ changes: { category: 4 }, base: { category: null } })
  })
})

describe('the fields that people are told of', () => {
  const moved = {
    changes: { schedule: at('2099-01-02T00:00:00Z') },
    base: { schedule: at('2099-01-01T00:00:00Z') },
  }
  const within = (server: Partial<VideoFields>, unknown: (keyof VideoFields)[] = []) =>
    toldFields(withImplied(moved, { ...FIELDS, ...moved.base, ...server }, unknown))

  it('leave out who can watch when a private video is to be published at another time', () => {
    expect(within({ privacy: PRIVACY.private })).toEqual(['schedule'])
  })

  it('have it when the schedule makes the video private, and when nobody knows what it was', () => {
    expect(within({ privacy: PRIVACY.public })).toEqual(['schedule', 'privacy'])
    expect(within({ privacy: PRIVACY.private }, ['privacy'])).toEqual(['schedule', 'privacy'])
  })

  it('have passwords, also the same ones again', () => {
    const passwords = { passwords: ['secret'] }
    expect(toldFields({ changes: passwords, base: passwords })).toEqual(['passwords'])
  })
})

function sites(...domains: string[]): VideoFields['embedPrivacy'] {
  return { policy: EMBED_POLICY.allowlist, domains }
}

function chapter(timecode: number) {
  return { timecode, title: String(timecode) }
}
