import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listOf, listWord, needsList, takeList, writeList } from './opened-list'

const words = ['/opt/longshore', '--user-data-dir=/x']

describe('a list of opened files', () => {
  it('is needed where the message of a second start would lose them', () => {
    const paths = Array.from(
      { length: 1000 },
      (_, index) => `/videos/a summer by the sea/${String(index)}.mp4`,
    )
    expect(needsList(words, paths.slice(0, 100))).toBe(false)
    expect(needsList(words, paths)).toBe(true)
    expect(needsList([...words, ...paths], [])).toBe(true)
  })

  it('is named on the command line, read once and gone', () => {
    const paths = Array.from({ length: 30_000 }, (_, index) => `/videos/${String(index)} été.mp4`)
    const file = writeList(paths)
    expect(listOf([...words, listWord(file)])).toBe(file)
    expect(takeList(file)).toEqual(paths)
    expect(existsSync(file)).toBe(false)
    expect(takeList(file)).toEqual([])
  })

  it('is none of another folder, which stays', () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-other-'))
    const file = join(folder, 'paths.json')
    writeFileSync(file, '["/etc/passwd"]')
    expect(takeList(file)).toEqual([])
    expect(existsSync(file)).toBe(true)
    rmSync(folder, { recursive: true })
  })

  it('is not on a command line of files alone', () => {
    expect(listOf([...words, '/a.mp4'])).toBeNull()
  })
})
