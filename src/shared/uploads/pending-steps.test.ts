import { describe, expect, it } from 'vitest'
import { emptyDraft, type Draft } from './draft'
import { afterStep, carriedByInit, pendingSteps } from './pending-steps'

const file = (id: string) => ({ id, name: `${id}.vtt`, bytes: 10 })
const draft = (change: Partial<Draft> = {}): Draft => ({ ...emptyDraft('Harbour'), ...change })

describe('pendingSteps', () => {
  it('has nothing to do when the server has the draft', () => {
    expect(pendingSteps(draft(), draft())).toEqual([])
  })

  it('names the fields that changed and no others', () => {
    const steps = pendingSteps(draft({ title: 'New', tags: ['sea'] }), draft())
    expect(steps).toEqual([{ kind: 'metadata', key: '', fields: ['title', 'tags'] }])
  })

  it('leaves out what is heard at the upload alone', () => {
    expect(pendingSteps(draft({ generateTranscription: false }), draft())).toEqual([])
  })

  it('replaces, adds and removes captions by language', () => {
    const wanted = draft({
      captions: [
        { language: 'en', file: file('new') },
        { language: 'de', file: file('de') },
      ],
    })
    const carried = draft({
      captions: [
        { language: 'en', file: file('old') },
        { language: 'fr', file: file('fr') },
      ],
    })
    expect(pendingSteps(wanted, carried)).toEqual([
      { kind: 'caption', key: 'fr', file: null },
      { kind: 'caption', key: 'en', file: file('new') },
      { kind: 'caption', key: 'de', file: file('de') },
    ])
  })

  it('adds to playlists once and takes out of others', () => {
    expect(pendingSteps(draft({ playlistIds: [2, 2, 3] }), draft({ playlistIds: [1, 3] }))).toEqual([
      { kind: 'playlist', key: '1', add: false },
      { kind: 'playlist', key: '2', add: true },
    ])
  })

  it('sends a new picture and cannot take one away', () => {
    const picture = { file: file('picture'), frameAt: null }
    expect(pendingSteps(draft({ thumbnail: picture }), draft())).toEqual([{ kind: 'thumbnail', key: '' }])
    expect(pendingSteps(draft(), draft({ thumbnail: picture }))).toEqual([])
  })

  it('sends again what is in doubt, also where the edit was taken back', () => {
    const same = draft({ captions: [{ language: 'en', file: file('en') }], playlistIds: [1] })
    const inDoubt = [
      'privacy',
      'chapters:',
      'caption:en',
      'caption:fr',
      'playlist:1',
      'playlist:2',
      'thumbnail:',
    ]
    expect(pendingSteps(same, same, inDoubt)).toEqual([
      { kind: 'metadata', key: '', fields: ['privacy'] },
      { kind: 'caption', key: 'fr', file: null },
      { kind: 'caption', key: 'en', file: file('en') },
      { kind: 'chapters', key: '' },
      { kind: 'playlist', key: '2', add: false },
      { kind: 'playlist', key: '1', add: true },
    ])
    const picture = draft({ thumbnail: { file: file('picture'), frameAt: null } })
    expect(pendingSteps(picture, picture, inDoubt).map(({ kind }) => kind)).toContain('thumbnail')
  })

  it('is done after every step was taken', () => {
    const wanted = draft({
      title: 'New',
      thumbnail: { file: file('picture'), frameAt: 3 },
      captions: [{ language: 'en', file: file('en') }],
      chapters: [{ timecode: 0, title: 'Start' }],
      playerTheme: 'lucide',
      embedPrivacy: { policy: 2, domains: ['example.org'] },
      playlistIds: [4],
    })
    const start = draft({ captions: [{ language: 'fr', file: file('fr') }], playlistIds: [1] })
    const end = pendingSteps(wanted, start).reduce((carried, step) => afterStep(carried, step, wanted), start)
    expect(pendingSteps(wanted, end)).toEqual([])
  })
})

describe('carriedByInit', () => {
  const full = draft({
    title: 'Later title',
    thumbnail: { file: file('picture'), frameAt: null },
    captions: [{ language: 'en', file: file('en') }],
    chapters: [{ timecode: 0, title: 'Start' }],
    playerTheme: 'lucide',
    embedPrivacy: { policy: 2, domains: ['example.org'] },
    playlistIds: [4],
  })

  it('is the metadata with the frozen title; the sites go before it, everything else after it', () => {
    const kinds = pendingSteps(full, carriedByInit(full, 'First title', {})).map((step) => step.kind)
    expect(kinds).toEqual([
      'embedPrivacy',
      'metadata',
      'thumbnail',
      'caption',
      'chapters',
      'playerTheme',
      'playlist',
    ])
  })

  it('has the default licence of the instance where none is said, so that it is taken away afterwards', () => {
    const limits = { defaultLicence: 2 }
    const said = draft({ licence: 4 })
    expect(pendingSteps(said, carriedByInit(said, 'Harbour', limits))).toEqual([])
    expect(pendingSteps(draft(), carriedByInit(draft(), 'Harbour', limits))).toEqual([
      { kind: 'metadata', key: '', fields: ['licence'] },
    ])
  })
})
