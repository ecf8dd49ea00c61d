import type { Chapter } from '@shared/uploads/draft'
import { parseTimecode } from '../../composables/timecode'

export { formatTimecode, parseTimecode } from '../../composables/timecode'

const CHAPTER_LINE = /^\s*[-•*]?\s*[[(]?(\d{1,3}(?::\d{1,2}){1,2})[\])]?\s*[-–—:.|]?\s*(.*)$/

/** The lines `1:23 Intro` of a pasted text; lines without a time are passed over. Empty: none were found. */
export function parseChapters(text: string): Chapter[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = CHAPTER_LINE.exec(line)
    const timecode = parseTimecode(match?.[1] ?? '')
    const title = match?.[2]?.trim() ?? ''
    return timecode === null || title === '' ? [] : [{ timecode, title }]
  })
}

/** In order of time; of two at the same time the later given one stays. */
export function mergeChapters(old: readonly Chapter[], added: readonly Chapter[]): Chapter[] {
  const byTime = new Map([...old, ...added].map((chapter) => [chapter.timecode, chapter]))
  return [...byTime.values()].sort((a, b) => a.timecode - b.timecode)
}
