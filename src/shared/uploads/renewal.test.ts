import { describe, expect, it } from 'vitest'
import { emptyDraft, PRIVACY, type Draft } from './draft'
import { EMBED_POLICY } from './draft-values'
import { carefulDraft, draftsToTell, mayGoUntold } from './renewal'
import type { Problem } from './upload'

const { public: open, unlisted, private: closed, internal, passwordProtected } = PRIVACY
const limits = { defaultLicence: null }
const draft = (change: Partial<Draft> = {}): Draft => ({ ...emptyDraft('Harbour'), ...change })
const schedule = { updateAt: '2030-01-01T00:00:00Z', privacy: open, timeZone: 'UTC' }
const words: Problem = { field: 'description', code: 'too-short', params: {} }

describe('carefulDraft', () => {
  it.each<[string, Partial<Draft>, Partial<Draft>, Partial<Draft>]>([
    ['open, and closed before', { privacy: open }, { privacy: closed }, { privacy: closed }],
    ['closed, and open before', { privacy: closed }, { privacy: open }, { privacy: closed }],
    ['unlisted, and open before', { privacy: unlisted }, { privacy: open }, { privacy: unlisted }],
    ['internal, and unlisted before', { privacy: internal }, { privacy: unlisted }, { privacy: internal }],
    ['a privacy of the future', { privacy: 9 }, { privacy: open }, { privacy: 9 }],
    [
      'passwords that are new',
      { privacy: passwordProtected, passwords: ['x'] },
      { privacy: open },
      { privacy: closed },
    ],
    [
      'sites that were chosen since, while it was open',
      { privacy: open, embedPrivacy: { policy: EMBED_POLICY.allowlist, domains: ['example.org'] } },
      { privacy: open },
      { privacy: closed },
    ],
    ['a plan taken back', { privacy: closed }, { privacy: closed, schedule }, { schedule: null }],
    ['a plan made', { privacy: closed, schedule }, { privacy: open }, { privacy: closed, schedule: null }],
  ])('%s', (_name, now, before, expected) => {
    expect(carefulDraft({ draft: draft(now), carried: draft(before) })).toMatchObject(expected)
  })

  it('leaves everything else as it was said before', () => {
    const carried = draft({ privacy: open, description: 'By the sea' })
    const careful = carefulDraft({ draft: draft({ privacy: closed, description: 'B' }), carried })
    expect(careful).toEqual({ ...carried, privacy: closed })
  })
})

describe('draftsToTell', () => {
  const carried = draft({ privacy: open })

  it('is nothing when the session says it already', () => {
    expect(draftsToTell({ draft: carried, carried, inDoubt: [], limits }, [])).toEqual([])
    expect(
      draftsToTell({ draft: draft({ privacy: open, description: 'B' }), carried, inDoubt: [], limits }, [
        words,
      ]),
    ).toEqual([])
  })

  it('is the draft, and the careful one where it is refused', () => {
    const closedNow = draft({ privacy: closed, description: 'By the sea' })
    const renewable = { draft: closedNow, carried, inDoubt: [], limits }
    expect(draftsToTell(renewable, [])).toEqual([closedNow, { ...carried, privacy: closed }])
    expect(draftsToTell(renewable, [words])).toEqual([{ ...carried, privacy: closed }])
    expect(draftsToTell(renewable, [{ ...words, field: 'title' }])).toHaveLength(2)
  })

  it('is nothing new that a licence of the instance stands where none was said', () => {
    const bare = { draft: draft({ privacy: open }), inDoubt: [], limits: { defaultLicence: 2 } }
    expect(draftsToTell({ ...bare, carried: { ...carried, licence: 2 } }, [])).toEqual([])
  })

  it('is news that the instance is to write captions, or not', () => {
    const now = draft({ privacy: open, generateTranscription: !carried.generateTranscription })
    expect(draftsToTell({ draft: now, carried, inDoubt: [], limits }, [])[0]).toEqual(now)
  })

  it('says again what is in doubt, also what was taken back', () => {
    expect(draftsToTell({ draft: carried, carried, inDoubt: ['privacy'], limits }, [])[0]).toEqual(carried)
  })
})

describe('mayGoUntold', () => {
  it('is true while nobody sees more than the draft says', () => {
    const [opened, shut] = [draft({ privacy: open }), draft({ privacy: closed })]
    expect(mayGoUntold({ draft: opened, carried: shut, inDoubt: [], limits })).toBe(true)
    expect(mayGoUntold({ draft: shut, carried: opened, inDoubt: [], limits })).toBe(false)
    expect(mayGoUntold({ draft: shut, carried: shut, inDoubt: ['privacy'], limits })).toBe(false)
    expect(mayGoUntold({ draft: draft({ tags: ['sea'] }), carried: shut, inDoubt: ['tags'], limits })).toBe(
      true,
    )
  })
})
