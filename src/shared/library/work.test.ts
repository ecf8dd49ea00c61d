import { describe, expect, it } from 'vitest'
import { VIDEO_STATE } from './library'
import { FAILED_STATES, WORKING_STATES } from './work'

/** What each of PeerTube's `VideoState` means, from 5.0 to 8.2. */
const MEANINGS: [keyof typeof VIDEO_STATE, number, 'working' | 'failed' | 'at rest'][] = [
  ['published', 1, 'at rest'],
  ['toTranscode', 2, 'working'],
  ['toImport', 3, 'working'],
  ['waitingForLive', 4, 'at rest'],
  ['liveEnded', 5, 'at rest'],
  ['toMove', 6, 'working'],
  ['transcodingFailed', 7, 'failed'],
  ['moveFailed', 8, 'failed'],
  ['toEdit', 9, 'working'],
  ['toMoveBack', 10, 'working'],
  ['moveBackFailed', 11, 'failed'],
  ['importFailed', 12, 'failed'],
]

describe('states of a video', () => {
  it.each(MEANINGS)('%s, %i: %s', (name, state, meaning) => {
    expect(VIDEO_STATE[name]).toBe(state)
    expect(WORKING_STATES.includes(state)).toBe(meaning === 'working')
    expect(FAILED_STATES.includes(state)).toBe(meaning === 'failed')
  })

  it('are all in that table', () => {
    expect(MEANINGS.map(([name]) => name)).toEqual(Object.keys(VIDEO_STATE))
  })
})
