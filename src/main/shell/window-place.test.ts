import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPlace, savePlace } from './window-place'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const place = { x: 100, y: 80, width: 1280, height: 800, maximized: false }

describe('window place', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-place-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is read as it was saved', () => {
    savePlace(join(folder, 'window.json'), place)
    expect(readPlace(join(folder, 'window.json'), [screen])).toEqual(place)
  })

  it('is forgotten when its screen was unplugged', () => {
    savePlace(join(folder, 'window.json'), { ...place, x: 2500 })
    expect(readPlace(join(folder, 'window.json'), [screen])).toBeNull()
  })

  it.each(['', '{}', '{"x":1', '{"x":0,"y":0,"width":-5,"height":10,"maximized":false}'])(
    'does not trust %j',
    (text) => {
      writeFileSync(join(folder, 'window.json'), text)
      expect(readPlace(join(folder, 'window.json'), [screen])).toBeNull()
    },
  )

  it('cannot fail on a folder that is not there', () => {
    expect(() => {
      savePlace(join(folder, 'no', 'window.json'), place)
    }).not.toThrow()
  })
})
