import { describe, expect, it } from 'vitest'
import { mergedOffers } from './offers'

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
