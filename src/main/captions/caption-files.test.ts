import { describe, expect, it } from 'vitest'
import type { Cue } from '@shared/captions/cue'
import { CaptionFileError, readCaptions, writeCaptions } from './caption-files'

const bytes = (text: string): Uint8Array => Buffer.from(text)
const cues: Cue[] = [
  { startMs: 0, endMs: 1500, text: 'Bonjour à tous' },
  { startMs: 2000, endMs: 3_723_004, text: 'Two lines\n<i>and a tag</i>' },
]
const VTT =
  'WEBVTT\n\n1\n00:00.000 --> 00:01.500\nBonjour à tous\n\n00:00:02.000 --> 01:02:03.004 align:start\nTwo lines\n<i>and a tag</i>\n'
const SRT =
  '1\n00:00:00,000 --> 00:00:01,500\nBonjour à tous\n\n2\n00:00:02,000 --> 01:02:03,004\nTwo lines\n<i>and a tag</i>\n'
const SBV =
  '0:00:00.000,0:00:01.500\nBonjour à tous\n\n0:00:02.000,1:02:03.004\nTwo lines\n<i>and a tag</i>\n'
const ASS = [
  '[Script Info]',
  'ScriptType: v4.00+',
  '[V4+ Styles]',
  'Format: Name, Fontname',
  'Style: Default,Arial',
  '[Events]',
  'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
  'Dialogue: 0,0:00:00.00,0:00:01.50,Default,,0,0,0,,{\\pos(1,2)}Bonjour, à tous',
  'Dialogue: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,Two\\Nlines',
].join('\n')

describe('reading', () => {
  it.each([
    ['WebVTT', VTT, 'vtt'],
    ['SubRip', SRT, 'srt'],
    ['SubRip without numbers', SRT.replace(/^\d\n/gm, ''), 'srt'],
    ['SBV', SBV, 'sbv'],
    ['WebVTT with lines as on Windows', VTT.replace(/\n/g, '\r\n'), 'vtt'],
    [
      'WebVTT with a header and no line after it',
      VTT.replace('WEBVTT\n\n', 'WEBVTT - from somewhere\n'),
      'vtt',
    ],
    ['SubRip with lines as on old Macs', SRT.replace(/\n/g, '\r'), 'srt'],
    ['SubRip with a mark', `\uFEFF${SRT}`, 'srt'],
  ])('%s', (_name, text, format) => {
    expect(readCaptions(bytes(text))).toMatchObject({ cues, format, unread: 0 })
  })

  it('ASS, with commas and line ends in its text and without its styles', () => {
    const read = readCaptions(bytes(ASS))
    expect(read).toMatchObject({ format: 'ass', unread: 0, simplified: true })
    expect(read.cues).toEqual([
      { startMs: 0, endMs: 1500, text: 'Bonjour, à tous' },
      { startMs: 2000, endMs: 3000, text: 'Two\nlines' },
    ])
    expect(readCaptions(bytes(ASS.replace(/\n\[/g, '\n\n['))).cues).toHaveLength(2)
  })

  it.each([
    ['UTF-16 with a mark', Buffer.from(`\uFEFF${SRT}`, 'utf16le')],
    ['UTF-16 without one', Buffer.from(SRT, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${SRT}`, 'utf16le').swap16()],
    ['Latin 1', Buffer.from(SRT, 'latin1')],
  ])('%s', (_name, encoded) => {
    expect(readCaptions(encoded).cues).toEqual(cues)
  })

  it('says what it could not read, and what it left behind', () => {
    const odd = VTT + '\n00:00:05.000 --> 99999:00:00.000\nlost\n'
    expect(readCaptions(bytes(odd))).toMatchObject({ unread: 1, simplified: true })
    expect(readCaptions(bytes(SRT))).toMatchObject({ unread: 0, simplified: false })
  })

  it('keeps cues without words, and unbalanced tags as they are', () => {
    const text = 'WEBVTT\n\n00:00.000 --> 00:01.000\n\n00:01.000 --> 00:02.000\n<i>open <b\n'
    expect(readCaptions(bytes(text)).cues).toEqual([
      { startMs: 0, endMs: 1000, text: '' },
      { startMs: 1000, endMs: 2000, text: '<i>open <b' },
    ])
  })

  it('an empty WebVTT has no cues', () => {
    expect(readCaptions(bytes('WEBVTT\n'))).toMatchObject({ cues: [], unread: 0 })
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'no-captions'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'no-captions'],
    ['prose', bytes('Once upon a time'), 'no-captions'],
    ['50 MB', Buffer.alloc(50 * 1024 * 1024, 'x'), 'too-large'],
    ['a million cues', bytes(`WEBVTT\n\n${'00:00.000 --> 00:01.000\nx\n\n'.repeat(60_000)}`), 'too-many'],
  ])('refuses %s', (_name, content, problem) => {
    expect(() => readCaptions(content)).toThrow(new CaptionFileError(problem as 'too-large'))
  })
})

describe('writing', () => {
  it.each(['vtt', 'srt'] as const)('%s is read as it was written', (format) => {
    const written = writeCaptions(cues, format)
    expect(readCaptions(bytes(written))).toMatchObject({ cues, format, unread: 0, simplified: false })
  })

  it('leaves out cues without words, and what would break the file', () => {
    const written = writeCaptions(
      [
        { startMs: 5000, endMs: 6000, text: 'later' },
        { startMs: 0, endMs: 1, text: '  ' },
        { startMs: 1000, endMs: 2000, text: 'a\n\nb --> c' },
      ],
      'vtt',
    )
    expect(readCaptions(bytes(written)).cues.map(({ text }) => text)).toEqual(['a\nb → c', 'later'])
  })
})
