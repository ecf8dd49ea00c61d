import { describe, expect, it } from 'vitest'
import type { InstanceLimits } from '@shared/accounts/choices'
import { COMMENTS, emptyDraft, PRIVACY, type Draft } from '@shared/uploads/draft'
import { limitsFrom } from './limits'
import { initMetadata, pictureParts } from './init'
import { serverConfigShape } from './operations/instance'
import { initFields, updateFields } from './video-fields'

function limitsOf(serverVersion: string): InstanceLimits {
  return limitsFrom(serverConfigShape.parse({ serverVersion }))
}

const draft = (changes: Partial<Draft> = {}): Draft => ({ ...emptyDraft('A talk'), channelId: 7, ...changes })
const schedule = { updateAt: '2027-01-01T10:00:00.000Z', privacy: PRIVACY.public, timeZone: 'Europe/Paris' }
const secret = draft({ privacy: PRIVACY.passwordProtected, passwords: ['one', 'two'] })

describe('updateFields', () => {
  it.each<[string, string, Draft, (keyof Draft)[], object]>([
    ['a trimmed title', '6.3.0', draft({ title: '  A talk ' }), ['title'], { name: 'A talk' }],
    [
      'null for an empty text',
      '6.3.0',
      draft({ support: ' \n' }),
      ['description', 'support'],
      { description: null, support: null },
    ],
    [
      'null for nothing chosen',
      '6.3.0',
      draft(),
      ['category', 'licence', 'language'],
      { category: null, licence: null, language: null },
    ],
    ['no tags', '6.3.0', draft(), ['tags'], { tags: [] }],
    ['no channel when none is chosen', '6.3.0', draft({ channelId: null }), ['channelId'], {}],
    [
      'no comments in 5.x, which can not have them wait for approval',
      '5.1.0',
      draft({ commentsPolicy: COMMENTS.requiresApproval }),
      ['commentsPolicy'],
      { commentsEnabled: false },
    ],
    [
      'comments off in 5.x',
      '5.1.0',
      draft({ commentsPolicy: COMMENTS.disabled }),
      ['commentsPolicy'],
      { commentsEnabled: false },
    ],
    [
      'comments of 6.3',
      '6.3.0',
      draft({ commentsPolicy: COMMENTS.requiresApproval }),
      ['commentsPolicy'],
      { commentsPolicy: 3, commentsEnabled: true },
    ],
    [
      'comments of 8.x',
      '8.2.0',
      draft({ commentsPolicy: COMMENTS.disabled }),
      ['commentsPolicy'],
      { commentsPolicy: 2 },
    ],
    [
      'no flags without nsfw',
      '8.2.0',
      draft({ nsfwFlags: 3, nsfwSummary: 'blood' }),
      ['nsfw'],
      { nsfw: false },
    ],
    [
      'flags with nsfw in the same request',
      '8.2.0',
      draft({ nsfw: true, nsfwFlags: 1 }),
      ['nsfwFlags'],
      { nsfw: true, nsfwFlags: 1, nsfwSummary: null },
    ],
    [
      'no flags for old versions',
      '6.3.0',
      draft({ nsfw: true, nsfwFlags: 1 }),
      ['nsfw', 'nsfwFlags'],
      { nsfw: true },
    ],
    [
      'the original date',
      '5.1.0',
      draft({ originallyPublishedAt: '2020-01-01T00:00:00.000Z' }),
      ['originallyPublishedAt'],
      { originallyPublishedAt: '2020-01-01T00:00:00.000Z' },
    ],
    ['the date taken back', '6.3.0', draft(), ['originallyPublishedAt'], { originallyPublishedAt: null }],
    ['what 5.x can not take back', '5.1.0', draft(), ['originallyPublishedAt'], {}],
    [
      'a schedule, private until then',
      '6.3.0',
      draft({ privacy: PRIVACY.public, schedule }),
      ['schedule'],
      { privacy: 3, scheduleUpdate: { updateAt: schedule.updateAt, privacy: 1 } },
    ],
    [
      'private while scheduled',
      '6.3.0',
      draft({ privacy: PRIVACY.public, schedule }),
      ['privacy'],
      { privacy: 3 },
    ],
    [
      'a schedule taken back',
      '6.3.0',
      draft({ privacy: PRIVACY.unlisted }),
      ['schedule'],
      { privacy: 2, scheduleUpdate: null },
    ],
    [
      'passwords with their privacy',
      '6.3.0',
      secret,
      ['privacy'],
      { privacy: 5, videoPasswords: ['one', 'two'] },
    ],
    [
      'passwords with any change',
      '6.3.0',
      secret,
      ['title'],
      { name: 'A talk', videoPasswords: ['one', 'two'] },
    ],
    ['private where there are no passwords', '5.1.0', secret, ['privacy', 'passwords'], { privacy: 3 }],
    ['no passwords where 5.x knows none', '5.1.0', secret, ['title'], { name: 'A talk' }],
    [
      'nothing for what has a route of its own',
      '6.3.0',
      secret,
      ['captions', 'chapters', 'playlistIds', 'thumbnail'],
      {},
    ],
    ['nothing for what only an upload can say', '6.3.0', draft(), ['generateTranscription'], {}],
    ['nothing at all', '6.3.0', secret, [], {}],
  ])('has %s (%s)', (_, version, given, fields, expected) => {
    expect(updateFields(given, fields, limitsOf(version))).toEqual(expected)
  })
})

describe('initFields', () => {
  it('says what is said, and nothing of what is left empty', () => {
    expect(initFields(draft(), limitsOf('6.3.0'))).toEqual({
      name: 'A talk',
      channelId: 7,
      privacy: 3,
      commentsPolicy: 1,
      commentsEnabled: true,
      downloadEnabled: true,
      nsfw: false,
      waitTranscoding: true,
    })
  })

  it('asks for subtitles, or for none, where the instance makes them', () => {
    const limits = limitsOf('6.3.0')
    const able = { ...limits, features: { ...limits.features, transcription: true } }
    expect(initFields(draft({ generateTranscription: false }), able)).toMatchObject({
      generateTranscription: false,
    })
    expect(initFields(draft({ generateTranscription: false }), limits)).not.toHaveProperty(
      'generateTranscription',
    )
  })

  it.each(['5.1.0', '6.3.0', '8.2.0'])('never publishes what is scheduled or protected (%s)', (version) => {
    const limits = limitsOf(version)
    expect(initFields(draft({ privacy: PRIVACY.public, schedule }), limits)['privacy']).toBe(3)
    expect([3, 5]).toContain(initFields(secret, limits)['privacy'])
  })
})

describe('the init', () => {
  const request = {
    draft: draft({ title: 'A later title' }),
    title: 'The first title',
    fileName: 'talk.mkv',
    fileBytes: 12,
    lastModified: 1_700_000_000_000,
  }

  it('keeps the title and the number that name the session', () => {
    expect(initMetadata(request, limitsOf('6.3.0'))).toMatchObject({
      name: 'The first title',
      filename: 'talk.mkv',
      lastModified: 1_700_000_000_000,
    })
  })

  it.each([
    ['5.1.0', ['thumbnailfile', 'previewfile']],
    ['6.3.0', ['thumbnailfile', 'previewfile']],
    ['8.2.0', ['thumbnailfile']],
  ])('sends a picture to %s in the parts %j', (version, parts) => {
    const picture = { path: '/x.jpg', name: 'x.jpg' }
    expect(pictureParts(picture, limitsOf(version)).map(({ name }) => name)).toEqual(parts)
  })
})
