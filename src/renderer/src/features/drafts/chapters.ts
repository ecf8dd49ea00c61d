import type { Chapter } from '@shared/uploads/draft'

export { formatTimecode } from '../../composables/timecode'

/** Seconds of `1:23`, `01:02:03` or `83`; null when it is no time. */
export function parseTimecode(text: string): number | null {
  const match = /^\s*(?:(\d{1,3}):)?(?:(\d{1,5}):)?(\d{1,6})\s*$/.exec(text)
  if (!match) return null
  const [, first, second, last] = match
  const parts = [first, second, last].filter((part) => part !== undefined).map(Number)
  if (parts.slice(1).some((part) => part > 59)) return null
  return parts.reduce((seconds, part) => seconds * 60 + part, 0)
}

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
