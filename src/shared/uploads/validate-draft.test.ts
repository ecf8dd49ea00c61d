import { describe, expect, it } from 'vitest'
import { instanceLimits } from '../../../test/support/instance-limits'
import { emptyDraft, type Draft } from './draft'
import { DRAFT_LIMITS, PROBLEM_CODES, validateDraft, type ProblemCode } from './validate-draft'
import type { Problem } from './upload'

const NOW = Date.UTC(2026, 0, 15)
const FILE = { name: 'talk.mp4', bytes: 10 }
const ID = '11111111-1111-4111-8111-111111111111'
const FUTURE = '2026-02-01T00:00:00.000Z'

function problems(changes: Partial<Draft>, limits = instanceLimits(), file = FILE): Problem[] {
  return validateDraft({ ...emptyDraft('A title'), channelId: 1, ...changes }, limits, file, NOW)
}

function caption(language: string, name = 'c.srt', bytes = 10): Draft['captions'][number] {
  return { language, file: { id: ID, name, bytes } }
}

function picture(name: string, bytes: number): Draft['thumbnail'] {
  return { frameAt: null, file: { id: ID, name, bytes } }
}

function schedule(updateAt: string, privacy = 1): Draft['schedule'] {
  return { updateAt, privacy, timeZone: 'Europe/Paris' }
}

const without = (feature: 'chapters' | 'passwords' | 'nsfwFlags'): ReturnType<typeof instanceLimits> =>
  instanceLimits({ features: { ...instanceLimits().features, [feature]: false } })

describe('a draft at its limits', () => {
  it.each<[string, Partial<Draft>]>([
    ['as it comes', {}],
    ['shortest title, spaces aside', { title: '  abc ' }],
    ['longest title, counted in characters', { title: '🎬'.repeat(120) }],
    ['texts', { description: 'abc', support: 'a'.repeat(1000) }],
    ['long description', { description: 'a'.repeat(10_000) }],
    ['five tags', { tags: ['ab', 'b'.repeat(30), 'cd', 'de', 'ef'] }],
    ['passwords', { privacy: 5, passwords: ['ab', 'b'.repeat(99)] }],
    ['passwords of another privacy do not count', { privacy: 3, passwords: ['', ''] }],
    ['schedule', { schedule: schedule(FUTURE, 4) }],
    ['oldest date', { originallyPublishedAt: '1900-01-01' }],
    ['date with time', { originallyPublishedAt: '1998-07-12T21:00:00+02:00' }],
    [
      'chapters',
      {
        chapters: [
          { timecode: 0, title: 'a' },
          { timecode: 1, title: 'b'.repeat(100) },
        ],
      },
    ],
    ['captions', { captions: [caption('en'), caption('fr', 'c.VTT', 20 * 1024 * 1024)] }],
    ['picture', { thumbnail: picture('P.JPEG', 4 * 1024 * 1024) }],
    [
      'sites',
      { embedPrivacy: { policy: 2, domains: ['example.org', 'a-b.example.co.uk:8080', '192.0.2.1'] } },
    ],
    ['sites of another policy do not count', { embedPrivacy: { policy: 1, domains: ['no site'] } }],
    ['an allowlist of no site', { embedPrivacy: { policy: 2, domains: [] } }],
    ['NSFW summary', { nsfw: true, nsfwSummary: 'abc' }],
    ['NSFW summary that is not sent', { nsfw: false, nsfwSummary: 'a' }],
  ])('%s', (_name, changes) => {
    expect(problems(changes)).toEqual([])
  })
})

describe('a draft beyond a limit', () => {
  it.each<[Partial<Draft>, Problem['field'], ProblemCode, Problem['params']]>([
    [{ title: ' ' }, 'title', 'required', {}],
    [{ title: ' ab ' }, 'title', 'too-short', { min: 3, actual: 2 }],
    [{ title: 'a'.repeat(121) }, 'title', 'too-long', { max: 120, actual: 121 }],
    [{ channelId: null }, 'channelId', 'required', {}],
    [{ description: 'ab' }, 'description', 'too-short', { min: 3, actual: 2 }],
    [{ description: 'a'.repeat(10_001) }, 'description', 'too-long', { max: 10_000, actual: 10_001 }],
    [{ support: 'a'.repeat(1001) }, 'support', 'too-long', { max: 1000, actual: 1001 }],
    [{ tags: ['aa', 'bb', 'cc', 'dd', 'ee', 'ff'] }, 'tags', 'too-many', { max: 5, actual: 6 }],
    [{ tags: ['a'] }, 'tags', 'item-too-short', { min: 2, actual: 1, value: 'a' }],
    [{ tags: ['a'.repeat(31)] }, 'tags', 'item-too-long', { max: 30, actual: 31, value: 'a'.repeat(31) }],
    [{ tags: ['sea', 'sea'] }, 'tags', 'duplicate', { value: 'sea' }],
    [{ privacy: 5 }, 'passwords', 'required', {}],
    [{ privacy: 5, passwords: ['a'] }, 'passwords', 'item-too-short', { min: 2, actual: 1, value: 'a' }],
    [
      { privacy: 5, passwords: ['🎬'.repeat(50)] },
      'passwords',
      'item-too-long',
      { max: 99, actual: 100, value: '🎬'.repeat(50) },
    ],
    [{ title: 'a❤️' }, 'title', 'too-short', { min: 3, actual: 2 }],
    [{ privacy: 5, passwords: ['abc', 'abc'] }, 'passwords', 'duplicate', { value: 'abc' }],
    [{ schedule: schedule('2026-01-14T00:00:00Z') }, 'schedule', 'in-the-past', {}],
    [{ schedule: schedule('soon') }, 'schedule', 'invalid-date', {}],
    [{ schedule: schedule(FUTURE, 3) }, 'schedule', 'schedule-privacy', {}],
    [{ nsfw: true, nsfwSummary: 'ab' }, 'nsfwSummary', 'too-short', { min: 3, actual: 2 }],
    [{ originallyPublishedAt: '12/07/1998' }, 'originallyPublishedAt', 'invalid-date', {}],
    [{ originallyPublishedAt: '2020-13-45' }, 'originallyPublishedAt', 'invalid-date', {}],
    [{ originallyPublishedAt: '1899-12-31' }, 'originallyPublishedAt', 'too-early', { min: 1900 }],
    [
      { chapters: [{ timecode: 5, title: '' }] },
      'chapters',
      'item-too-short',
      { min: 1, actual: 0, value: 5 },
    ],
    [{ captions: [caption('und')] }, 'captions', 'language-unknown', { value: 'c.srt' }],
    [{ captions: [caption('und-2')] }, 'captions', 'language-unknown', { value: 'c.srt' }],
    [{ captions: [caption('en'), caption('en')] }, 'captions', 'duplicate', { value: 'en' }],
    [{ captions: [caption('en', 'c.ass')] }, 'captions', 'extension', { value: '.ass', name: 'c.ass' }],
    [{ captions: [caption('en', 'c.srt', 0)] }, 'captions', 'empty-file', { name: 'c.srt' }],
    [{ thumbnail: picture('p.gif', 1) }, 'thumbnail', 'extension', { value: '.gif', name: 'p.gif' }],
  ])('%o: %s %s', (changes, field, code, params) => {
    expect(problems(changes)).toEqual([{ field, code, params }])
  })

  it('two chapters at one time', () => {
    const chapters = [1, 1].map((timecode) => ({ timecode, title: 'a' }))
    expect(problems({ chapters })).toEqual([{ field: 'chapters', code: 'duplicate', params: { value: 1 } }])
  })

  it('a picture over the instance’s size', () => {
    expect(problems({ thumbnail: picture('p.jpg', 101) }, instanceLimits({ imageMaxBytes: 100 }))).toEqual([
      { field: 'thumbnail', code: 'file-too-large', params: { max: 100, actual: 101, name: 'p.jpg' } },
    ])
  })

  it('a file that the instance does not take, or an empty one', () => {
    expect(problems({}, undefined, { name: 'a.txt', bytes: 1 })).toMatchObject([
      { field: 'file', code: 'extension' },
    ])
    expect(problems({}, undefined, { name: 'a.mp4', bytes: 0 })).toMatchObject([
      { field: 'file', code: 'empty-file' },
    ])
  })
})

describe('an older instance', () => {
  it('does not know passwords', () => {
    expect(problems({ privacy: 5, passwords: ['abc'] }, without('passwords'))).toEqual([
      { field: 'privacy', code: 'not-offered', params: { value: 5 } },
    ])
  })

  it('is not sent chapters or NSFW details, so that they are no problem', () => {
    expect(problems({ chapters: [{ timecode: 1, title: '' }] }, without('chapters'))).toEqual([])
    expect(problems({ nsfw: true, nsfwSummary: 'a' }, without('nsfwFlags'))).toEqual([])
  })
})

it('every problem has a known code, and several are told at once', () => {
  const found = problems({ title: '', channelId: null, tags: ['a', 'a'] })
  expect(found.map(({ code }) => code)).toEqual([
    'required',
    'required',
    'item-too-short',
    'item-too-short',
    'duplicate',
  ])
  expect(found.every(({ code }) => (PROBLEM_CODES as readonly string[]).includes(code))).toBe(true)
  expect(DRAFT_LIMITS.title).toEqual({ min: 3, max: 120 })
})
