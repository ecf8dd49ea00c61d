import { describe, expect, it } from 'vitest'
import { captionLanguageOf, extensionOf, matchSidecars, titleFromFileName } from './file-names'

const KINDS = { captionExtensions: ['.srt', '.vtt'], imageExtensions: ['.jpg', '.png'] }

describe('titleFromFileName', () => {
  it.each([
    ['High_tide.at.noon.mp4', 'High tide at noon'],
    ['  spaced   out .mp4', 'spaced out'],
    ['no-extension', 'no-extension'],
    ['ab.mp4', 'ab'],
    ['.mp4', 'mp4'],
    ['___.mp4', '___.mp4'],
    ['a\tb\nc.mp4', 'a b c'],
    ['e\u0301te\u0301.mp4', 'été'],
    ['photo\u202egnp.exe.mp4', 'photo gnp exe'],
    ['🎬.mp4', '🎬'],
  ])('%j gives %j', (name, title) => {
    expect(titleFromFileName(name)).toBe(title)
  })

  it('cuts at a word, at 120 characters at most, and never inside one', () => {
    expect(titleFromFileName(`${'word '.repeat(30)}.mp4`)).toBe('word '.repeat(24).trimEnd())
    expect([...titleFromFileName(`${'🎬'.repeat(200)}.mp4`)]).toHaveLength(120)
  })
})

describe('extensionOf', () => {
  it.each([
    ['a.MP4', '.mp4'],
    ['a.b.mkv', '.mkv'],
    ['.hidden', ''],
    ['dot.', ''],
    ['none', ''],
  ])('%j has %j', (name, extension) => {
    expect(extensionOf(name)).toBe(extension)
  })
})

describe('captionLanguageOf', () => {
  it.each([
    ['talk.en.srt', 'talk.mp4', 'en'],
    ['talk.fr-CA.vtt', 'talk.mp4', 'fr-CA'],
    ['talk.fr-ca.vtt', 'talk.mp4', 'fr-CA'],
    ['talk.zh_hant.vtt', 'talk.mp4', 'zh-Hant'],
    ['talk.eng.srt', 'talk.mp4', 'en'],
    ['talk.en.forced.srt', 'talk.mp4', 'en'],
    ['Talk.EN.srt', 'talk.mp4', 'en'],
    ['my.talk.srt', 'my.talk.mp4', null],
    ['my.fr.srt', 'my.fr.mp4', null],
    ['My.Fr.srt', 'my.fr.mp4', null],
    ['talk.srt', 'talk.mp4', null],
    ['talk.draft.srt', 'talk.mp4', null],
    ['subtitles.de.srt', 'talk.mp4', 'de'],
    ['subtitles.srt', 'talk.mp4', null],
  ])('%j beside %j is %j', (caption, video, language) => {
    expect(captionLanguageOf(caption, video)).toBe(language)
  })
})

describe('matchSidecars', () => {
  it('gives each file to the video whose name it bears', () => {
    const names = [
      'talk.en.srt',
      'talk.srt',
      'Talk.JPG',
      'other.png',
      'talk.b.fr.vtt',
      'talk.b.png',
      'talk.en.png',
      'talk.txt',
    ]
    const matches = matchSidecars(['talk.mp4', 'talk.b.mp4'], names, KINDS)
    expect(matches.get('talk.mp4')).toEqual({ captions: ['talk.en.srt', 'talk.srt'], pictures: ['Talk.JPG'] })
    expect(matches.get('talk.b.mp4')).toEqual({ captions: ['talk.b.fr.vtt'], pictures: ['talk.b.png'] })
    expect(matches.size).toBe(2)
  })

  it('prefers the same case, and the first of two videos with one base name', () => {
    const matches = matchSidecars(['TALK.mp4', 'talk.mov', 'talk.mp4'], ['talk.srt', 'TALK.srt'], KINDS)
    expect(matches.get('talk.mov')?.captions).toEqual(['talk.srt'])
    expect(matches.get('TALK.mp4')?.captions).toEqual(['TALK.srt'])
    expect(matches.has('talk.mp4')).toBe(false)
  })

  it('is not fooled by names of an object', () => {
    expect(matchSidecars(['a.mp4'], ['constructor.srt', '__proto__.en.srt', '.srt'], KINDS).size).toBe(0)
  })
})
