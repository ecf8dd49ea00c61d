import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pathsOfCommandLine, wordsWithoutPaths } from './opened-files'

describe('pathsOfCommandLine', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-argv-'))
    writeFileSync(join(folder, 'a.mp4'), '')
    writeFileSync(join(folder, '-b.mp4'), '')
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it('takes existing files, relative ones too', () => {
    const words = ['/opt/longshore', '--user-data-dir=/x', 'a.mp4', join(folder, 'a.mp4'), 'gone.mp4']
    expect(pathsOfCommandLine(words, true, folder)).toEqual([join(folder, 'a.mp4'), join(folder, 'a.mp4')])
  })

  it('passes over the folder of the app in development', () => {
    expect(pathsOfCommandLine(['electron', '.', 'a.mp4'], false, folder)).toEqual([join(folder, 'a.mp4')])
  })

  it('does not take the folder of the app for an offered one when options stand before it', () => {
    const words = ['electron', '--no-sandbox', '--lang=en', '.', '--user-data-dir=/x', 'a.mp4']
    expect(pathsOfCommandLine(words, false, folder)).toEqual([join(folder, 'a.mp4')])
    expect(pathsOfCommandLine(['electron', '--no-sandbox', '.'], false, folder)).toEqual([])
  })

  it('takes a whole folder', () => {
    expect(pathsOfCommandLine(['longshore', '--lang=fr', '.'], true, folder)).toEqual([folder])
  })

  it('takes a file that looks like an option only behind --', () => {
    expect(pathsOfCommandLine(['longshore', '-b.mp4'], true, folder)).toEqual([])
    expect(pathsOfCommandLine(['longshore', '--', '-b.mp4'], true, folder)).toEqual([join(folder, '-b.mp4')])
  })
})

describe('wordsWithoutPaths', () => {
  it('leaves what a start without files is called with', () => {
    const words = ['electron', '--no-sandbox', '.', '--user-data-dir=/x', 'a.mp4', '--', '-b.mp4']
    expect(wordsWithoutPaths(words, false)).toEqual(['--no-sandbox', '.', '--user-data-dir=/x'])
    expect(wordsWithoutPaths(['longshore', '--lang=fr', 'a.mp4'], true)).toEqual(['--lang=fr'])
  })
})
