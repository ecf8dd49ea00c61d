import type { Cue } from '@shared/captions/cue'
import { CUE_LIMITS } from '@shared/captions/cue'
import { sortCues } from '@shared/captions/edit-cues'
import { build, parse } from 'subsrt-ts'
import { decodeText } from './decode-text'

export const CAPTION_FORMATS = ['vtt', 'srt', 'ass', 'sbv'] as const
export type CaptionFormat = (typeof CAPTION_FORMATS)[number]

/** What PeerTube takes at most. */
export const MOST_CAPTION_BYTES = 20 * 1024 * 1024

export type CaptionFileProblem = 'too-large' | 'too-many' | 'no-captions'

/** What was read of a caption file. */
export interface ReadCaptions {
  cues: Cue[]
  format: CaptionFormat
  /** Times in the file of which no cue could be made. */
  unread: number
  /** Whether positions, styles or notes were left behind. */
  simplified: boolean
}

export class CaptionFileError extends Error {
  constructor(readonly problem: CaptionFileProblem) {
    super(problem)
  }
}

const VTT_TIMES = /^\s*(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d+)?[ \t]*-->/gm
const ASS_LINES = /^\s*Dialogue\s*:/gm
const SBV_TIMES = /^\s*\d+:\d{1,2}:\d{1,2}(?:[.,]\d+)?[ \t]*[,;][ \t]*\d+:\d{1,2}:\d{1,2}/gm
/** A bare line that ends a block in the middle of a cue would lose what follows. */
const CUE_SETTINGS = /-->[^\n]*?\b(?:align|line|position|size|vertical|region):/

/**
 * Reads a caption file of any of the formats, by what stands in it. Throws `CaptionFileError`. A hostile file can make
 * the library take its time: call it in a thread that may be ended.
 */
export function readCaptions(bytes: Uint8Array): ReadCaptions {
  if (bytes.length > MOST_CAPTION_BYTES) throw new CaptionFileError('too-large')
  const { text } = decodeText(bytes)
  const format = formatOf(text)
  if (format === null) throw new CaptionFileError('no-captions')
  const cues = cuesOf(text, format)
  if (cues.length > CUE_LIMITS.cues) throw new CaptionFileError('too-many')
  if (cues.length === 0 && countTimes(text, format) > 0) throw new CaptionFileError('no-captions')
  const sorted = [...sortCues(cues)]
  return {
    cues: sorted,
    format,
    unread: Math.max(0, countTimes(text, format) - sorted.length),
    simplified: isSimplified(text, format),
  }
}

function formatOf(text: string): CaptionFormat | null {
  if (/^\s*WEBVTT(?:[ \t\n]|$)/.test(text)) return 'vtt'
  if (/^\s*\[Script Info\]/i.test(text) || /^\s*\[Events\]/im.test(text)) return 'ass'
  if (countTimes(text, 'srt') > 0) return 'srt'
  return countTimes(text, 'sbv') > 0 ? 'sbv' : null
}

function countTimes(text: string, format: CaptionFormat): number {
  const pattern = format === 'ass' ? ASS_LINES : format === 'sbv' ? SBV_TIMES : VTT_TIMES
  return text.match(pattern)?.length ?? 0
}

function isSimplified(text: string, format: CaptionFormat): boolean {
  if (format === 'ass') return /\{\\[^}]/.test(text)
  return format === 'vtt' && (CUE_SETTINGS.test(text) || /^(?:STYLE|REGION|NOTE)\b/m.test(text))
}

function cuesOf(text: string, format: CaptionFormat): Cue[] {
  // WebVTT's reader takes SubRip too, and cues whose number is missing, which SubRip's own would drop.
  const reader = format === 'srt' ? 'vtt' : format
  const cues: Cue[] = []
  for (const caption of parse(prepared(text, format), { format: reader, eol: '\n' })) {
    if (caption.type !== 'caption') continue
    const { start: startMs, end: endMs, content } = caption
    const isTime = Number.isSafeInteger(startMs) && Number.isSafeInteger(endMs)
    if (!isTime || startMs < 0 || endMs < 0 || Math.max(startMs, endMs) > CUE_LIMITS.longestMs) continue
    cues.push({ startMs, endMs, text: plain(content, format) })
  }
  return cues
}

/** The library parts cues at blank lines: a header or an empty cue in front of another one gets what it lacks. */
function prepared(text: string, format: CaptionFormat): string {
  if (format === 'ass') return preparedAss(text)
  if (format === 'sbv') return text
  return text
    .replace(/^(WEBVTT[^\n]*)\n(?!\n)/, '$1\n\n')
    .replace(/(-->[^\n]*)\n(?=[ \t]*(?:\n|$))/g, '$1\n\u200B\n')
}

/** It also parts sections at blank lines, and takes the letter after a line's last comma for a space. */
function preparedAss(text: string): string {
  const events = text.search(/^[ \t]*\[Events\]/im)
  const format = /^[ \t]*Format[ \t]*:(.*)$/im.exec(text.slice(Math.max(0, events)))?.[1] ?? ''
  const commas = format.split(',').length - 1
  const lines = text.split('\n').map((line) => {
    if (/^[ \t]*\[/.test(line)) return `\n${line}`
    return commas > 0 && /^[ \t]*Dialogue[ \t]*:/.test(line) ? withSpace(line, commas) : line
  })
  return lines.join('\n')
}

function withSpace(line: string, commas: number): string {
  let at = -1
  for (let count = 0; count < commas; count++) {
    at = line.indexOf(',', at + 1)
    if (at === -1) return line
  }
  return `${line.slice(0, at + 1)} ${line.slice(at + 1)}`
}

function plain(content: string, format: CaptionFormat): string {
  const text =
    format === 'ass'
      ? content
          .replace(/\{[^}]*\}/g, '')
          .replace(/\\[Nn]/g, '\n')
          .replace(/\\h/g, '\u00A0')
      : content.replaceAll('\u200B', '')
  const lines = text.split('\n').map((line) => line.trimEnd())
  return lines.join('\n').trim().slice(0, CUE_LIMITS.characters)
}

/** The text of a caption file. Cues without words are left out; a blank line inside a cue would end it. */
export function writeCaptions(cues: readonly Cue[], format: 'vtt' | 'srt'): string {
  const captions = sortCues(cues)
    .map((cue) => ({ ...cue, text: cue.text.replace(/\n\s*\n/g, '\n').trim() }))
    .filter(({ text }) => text !== '')
    .map(({ startMs, endMs, text }, index) => ({
      type: 'caption' as const,
      index: index + 1,
      start: startMs,
      end: endMs,
      duration: endMs - startMs,
      // What looks like a time would be read as one.
      content: text.replaceAll('-->', '→'),
      text: text.replaceAll('-->', '→'),
    }))
  return build(captions, { format, eol: '\n' })
}
