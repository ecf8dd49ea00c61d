import type { VideoRecord } from '../records'

type Chapters = VideoRecord['chapters']

const MAX_TITLE = 100
/** `1:02:03`, `02:03`, `3`, at the very start of a line. */
const timecode = /^((?:\d+[h:])?(?:\d+[m:])?\d+s?)\s/

/** The first block of lines that each begin with a time; a single one is no list of chapters. */
export function chaptersOf(description: string | null): Chapters {
  const chapters: Chapters = []
  for (const line of (description ?? '').split(/\r\n?|\n/)) {
    const found = timecode.exec(line)
    if (found === null) {
      if (chapters.length > 0) break
      continue
    }
    const [start, time = ''] = found
    chapters.push({ timecode: secondsOf(time), title: line.slice(start.length, start.length + MAX_TITLE) })
  }
  return chapters.length > 1 ? chapters.sort((left, right) => left.timecode - right.timecode) : []
}

function secondsOf(time: string): number {
  return time
    .split(/\D/)
    .filter((part) => part !== '')
    .reduce((seconds, part) => seconds * 60 + Number(part), 0)
}

/** The chapters after a change of the description: those that were made by hand stay. */
export function followDescription(video: VideoRecord, before: string | null): Chapters {
  const areMadeByHand = JSON.stringify(video.chapters) !== JSON.stringify(chaptersOf(before))
  return areMadeByHand ? video.chapters : chaptersOf(video.description)
}
