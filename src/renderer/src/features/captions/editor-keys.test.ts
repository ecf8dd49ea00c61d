import { describe, expect, it } from 'vitest'
import { actionOf } from './editor-keys'

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }

describe('keys of the caption editor', () => {
  it.each([
    ['Space', { ctrlKey: true }, 'play'],
    ['KeyZ', { metaKey: true }, 'undo'],
    ['KeyZ', { ctrlKey: true, shiftKey: true }, 'redo'],
    ['KeyS', { altKey: true }, 'split'],
    ['KeyS', { ctrlKey: true }, 'send'],
    ['BracketLeft', { altKey: true }, 'setStart'],
    ['KeyS', {}, null],
    ['KeyS', { altKey: true, ctrlKey: true }, null],
    ['KeyA', { ctrlKey: true }, null],
  ])('%s with %j is %j', (code, held, action) => {
    expect(actionOf({ ...none, ...held, code })).toBe(action)
  })
})
