import { describe, expect, it } from 'vitest'
import { numbered, safeFileName } from './file-name'

describe('a name for every system', () => {
  it.each([
    ['Harbour at dawn', '.mp4', 'Harbour at dawn.mp4'],
    ['clip.MP4', '.mp4', 'clip.mp4'],
    ['clip.mov', '.mp4', 'clip.mov.mp4'],
    ['../../etc/passwd', '.mp4', 'etc passwd.mp4'],
    ['a\\b:c*d?"<>|e', '.mp4', 'a b c d e.mp4'],
    ['line\nbreak\u202egpj', '.mp4', 'line break gpj.mp4'],
    ['...', '.mp4', 'video.mp4'],
    ['', '', 'video'],
    ['con', '.mp4', '_con.mp4'],
    ['LPT1.txt', '.mp4', '_LPT1.txt.mp4'],
    ['x', '.m p/4', 'x'],
    ['Überfahrt', '.webm', 'Überfahrt.webm'],
  ])('%j with %j is %j', (words, extension, name) => {
    expect(safeFileName(words, extension)).toBe(name)
  })

  it('is short enough, with whole characters', () => {
    const name = safeFileName('🌊'.repeat(200), '.mp4')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(204)
    expect(name).toBe(`${'🌊'.repeat(50)}.mp4`)
  })

  it('is numbered before its extension', () => {
    expect([0, 2].map((number) => numbered('a.b.mp4', number))).toEqual(['a.b.mp4', 'a.b (2).mp4'])
  })
})
