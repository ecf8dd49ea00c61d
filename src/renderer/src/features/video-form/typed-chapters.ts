import type { Chapter } from '@shared/uploads/draft'
import { parseTimecode } from '../../composables/timecode'

/** A chapter with what stands in the input of its time, where that is not how its time is written; it may be no time yet. */
export interface TypedChapter extends Chapter {
  typedTime: string | null
}

/** A text that stands at a chapter: it goes with that chapter, and with no other that comes into its place. */
export interface TypedTime {
  index: number
  timecode: number
  text: string
}

export function withTyped(chapters: readonly Chapter[], times: readonly TypedTime[]): TypedChapter[] {
  return chapters.map((chapter, at) => ({
    ...chapter,
    typedTime:
      times.find(({ index, timecode }) => index === at && timecode === chapter.timecode)?.text ?? null,
  }))
}

export function typedTimesOf(rows: readonly TypedChapter[]): TypedTime[] {
  return rows.flatMap(({ timecode, typedTime: text }, index) =>
    text === null ? [] : [{ index, timecode, text }],
  )
}

export function chaptersOf(rows: readonly TypedChapter[]): Chapter[] {
  return rows.map(({ timecode, title }) => ({ timecode, title }))
}

export function inOrder(rows: readonly TypedChapter[]): TypedChapter[] {
  return [...rows].sort((one, other) => one.timecode - other.timecode)
}

/** The video ends before it. @param seconds how long that is; null: not known */
export function isLate({ timecode }: Chapter, seconds: number | null): boolean {
  return seconds !== null && timecode > seconds
}

export function isNoTime({ typedTime }: TypedChapter): boolean {
  return typedTime !== null && parseTimecode(typedTime) === null
}
