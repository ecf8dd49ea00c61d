import { describe, expect, it } from 'vitest'
import { mergedOffers, whereHad } from './offers'

const MUSIC = { id: 1, label: 'Music' }
const FILMS = { id: 2, label: 'Films' }

describe('what several instances offer', () => {
  it('is shown once where all of them have it, whichever account has it', () => {
    const accounts = ['a.example', 'a.example', 'b.example'].map((host) => ({ host, choices: [MUSIC] }))
    expect(mergedOffers(accounts)).toEqual([{ ...MUSIC, hosts: [] }])
  })

  it('names where it is to be had when that is not everywhere', () => {
    const accounts = [
      { host: 'a.example', choices: [MUSIC, FILMS] },
      { host: 'b.example', choices: [MUSIC] },
    ]
    expect(mergedOffers(accounts)).toEqual([
      { ...MUSIC, hosts: [] },
      { ...FILMS, hosts: ['a.example'] },
    ])
  })

  it('names each meaning of a number that means different things', () => {
    const accounts = [
      { host: 'a.example', choices: [FILMS] },
      { host: 'b.example', choices: [{ id: 2, label: 'Boats' }] },
    ]
    expect(mergedOffers(accounts)).toEqual([
      { id: 2, label: 'Films (a.example) · Boats (b.example)', hosts: [] },
    ])
  })

  it('says nothing of an instance that was not asked yet', () => {
    const accounts = [
      { host: 'a.example', choices: [FILMS] },
      { host: 'b.example', choices: null },
    ]
    expect(mergedOffers(accounts)).toEqual([{ ...FILMS, hosts: [] }])
  })
})

describe('where instances have a field', () => {
  const [one, two, other] = ['a.example', 'a.example', 'b.example'] as const

  it.each<[string, { host: string; has: boolean | null }[], ReturnType<typeof whereHad>]>([
    [
      'all',
      [
        { host: one, has: true },
        { host: other, has: true },
      ],
      'everywhere',
    ],
    [
      'some, each named once',
      [
        { host: one, has: true },
        { host: two, has: true },
        { host: other, has: false },
      ],
      ['a.example'],
    ],
    ['none', [{ host: one, has: false }], 'nowhere'],
    [
      'nobody was asked yet',
      [
        { host: one, has: null },
        { host: other, has: true },
      ],
      'everywhere',
    ],
  ])('%s', (_, accounts, where) => {
    expect(whereHad(accounts)).toEqual(where)
  })
})
