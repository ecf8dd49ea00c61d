import { describe, expect, it } from 'vitest'
import { playlistCommand } from './playlist-keys'

const place = { at: 3, count: 10, pageSize: 4 }
const press = (key: string, alt = false) => playlistCommand({ key, alt, ctrl: false }, place)

describe('keys in a playlist', () => {
  it.each([
    ['ArrowDown', 4],
    ['ArrowUp', 2],
    ['PageDown', 7],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 9],
  ])('%s goes to %i, and with Alt takes the video along', (key, to) => {
    expect(press(key)).toEqual({ kind: 'go', to })
    expect(press(key, true)).toEqual({ kind: 'move', to })
  })

  it('move nothing beyond either end', () => {
    expect(playlistCommand({ key: 'ArrowUp', alt: true, ctrl: false }, { ...place, at: 0 })).toBeNull()
    expect(playlistCommand({ key: 'End', alt: true, ctrl: false }, { ...place, at: 9 })).toBeNull()
  })

  it('"select all" is not left to the page, which would select its words', () => {
    expect(playlistCommand({ key: 'a', alt: false, ctrl: true }, place)).toEqual({ kind: 'none' })
    expect(playlistCommand({ key: 'A', alt: false, ctrl: true }, place)).toEqual({ kind: 'none' })
  })

  it('open and remove, and leave the others alone', () => {
    expect(press('Enter')).toEqual({ kind: 'open' })
    expect(press('Delete')).toEqual({ kind: 'remove' })
    expect(press('a')).toBeNull()
    expect(playlistCommand({ key: 'Home', alt: false, ctrl: true }, place)).toBeNull()
  })
})
