import type { BatchFile, CaptionEntry } from '@shared/captions/caption'

/** A caption file of several, and where it goes as the person has it. */
export interface BatchLine extends BatchFile {
  target: string | null
  spoken: string | null
  /** As the person chose; null: as it is proposed. */
  ticked: boolean | null
  done: 'waiting' | 'sending' | 'sent' | 'failed'
  words: string
}

/** Captions of each video by its uuid; null: they could not be asked for. One that is missing is being asked. */
export type CaptionsThere = ReadonlyMap<string, readonly CaptionEntry[] | null>

export function lineOf(file: BatchFile, onlyVideo: string | null): BatchLine {
  const target = file.uuid ?? onlyVideo
  return { ...file, target, spoken: file.language, ticked: null, done: 'waiting', words: '' }
}

/** It could be sent where it goes now. */
export function isUsable({ problem, target, spoken }: BatchLine): boolean {
  return problem === null && target !== null && spoken !== null
}

/** What is there already; null: nothing. */
export function replacedBy(
  { target, spoken }: BatchLine,
  there: CaptionsThere,
): CaptionEntry | 'asking' | 'unknown' | null {
  if (target === null || spoken === null) return null
  const captions = there.get(target)
  if (captions === undefined) return 'asking'
  if (captions === null) return 'unknown'
  return captions.find(({ language }) => language === spoken) ?? null
}

/** Unsaved work is replaced only by what the person ticks. */
export function isTicked(line: BatchLine, there: CaptionsThere): boolean {
  const replaced = replacedBy(line, there)
  if (!isUsable(line) || replaced === 'asking') return false
  return line.ticked ?? (replaced === null || replaced === 'unknown' || !replaced.isDraft)
}

/** Two files for one place: the later would replace the first. */
export function isDouble(line: BatchLine, lines: readonly BatchLine[], there: CaptionsThere): boolean {
  const { id, target, spoken } = line
  const isSame = (other: BatchLine): boolean => other.target === target && other.spoken === spoken
  return isTicked(line, there) && lines.some((one) => one.id !== id && isSame(one) && isTicked(one, there))
}

export function isReady(line: BatchLine, lines: readonly BatchLine[], there: CaptionsThere): boolean {
  return line.done !== 'sent' && isTicked(line, there) && !isDouble(line, lines, there)
}
