import { describe, expect, it } from 'vitest'
import { readCaptions } from './caption-files'
import { wholeVtt } from './whole-vtt'

const STYLED = [
  'WEBVTT - a talk',
  '',
  'STYLE',
  '::cue(.ana) { color: lime }',
  '',
  'NOTE by hand',
  '',
  'first',
  '00:00.000 --> 00:01.500 align:start line:0',
  '<c.ana>Bonjour à tous</c>',
  '',
].join('\n')
const whole = (text: string, encoding: BufferEncoding = 'utf8'): string | null => {
  const bytes = Buffer.from(text, encoding)
  return wholeVtt(bytes, readCaptions(bytes))
}

describe('WebVTT that is sent as it stands', () => {
  it('keeps styles, notes, names and positions', () => {
    expect(whole(STYLED)).toBe(STYLED)
    expect(whole(`\uFEFF${STYLED.replaceAll('\n', '\r\n')}`)).toBe(STYLED)
  })

  it('is UTF-8, whatever the file was', () => {
    expect(whole(`\uFEFF${STYLED}`, 'utf16le')).toBe(STYLED)
    expect(whole(STYLED, 'latin1')).toBe(STYLED)
  })

  it.each([
    ['SubRip', '1\n00:00:00,000 --> 00:00:01,000\nHello\n'],
    ['times that no player takes', 'WEBVTT\n\n00:00:00,000 --> 00:00:01,000\nHello\n'],
    ['something before its name', `\n${STYLED}`],
    ['a time that says nothing', `${STYLED}\n00:00:05.000 --> 99999:00:00.000\nlost\n`],
    ['an arrow in a text', 'WEBVTT\n\n00:00.000 --> 00:01.000\nto the --> left\n'],
  ])('is not %s', (_name, text) => {
    expect(whole(text)).toBeNull()
  })
})
