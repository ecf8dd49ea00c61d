import { CUE_LIMITS, type Cue } from './cue'

export type Cues = readonly Cue[]

/** The shortest that is made by splitting and by removing overlaps. */
const SHORTEST_MS = 100
const NEW_CUE_MS = 2000

const clampMs = (ms: number): number => Math.max(0, Math.min(CUE_LIMITS.longestMs, Math.round(ms)))

/** With some fields of one cue replaced; the same list when nothing differs. */
export function changeCue(cues: Cues, index: number, change: Partial<Cue>): Cues {
  const cue = cues[index]
  if (cue === undefined) return cues
  const next = { ...cue, ...change }
  if (next.startMs === cue.startMs && next.endMs === cue.endMs && next.text === cue.text) return cues
  return cues.map((one, at) => (at === index ? next : one))
}

/**
 * Two cues of one: the text parts at `character`, the time at `atMs` where that lies inside, else in proportion to
 * the letters.
 */
export function splitCue(cues: Cues, index: number, character: number, atMs: number | null = null): Cues {
  const cue = cues[index]
  if (cue === undefined) return cues
  const { startMs, endMs, text } = cue
  const before = text.slice(0, character).trimEnd()
  const after = text.slice(character).trimStart()
  const isInside = atMs !== null && atMs > startMs + SHORTEST_MS && atMs < endMs - SHORTEST_MS
  const share = text.length === 0 ? 0.5 : character / text.length
  const cut = isInside
    ? clampMs(atMs)
    : clampMs(startMs + (endMs - startMs) * Math.min(0.9, Math.max(0.1, share)))
  const parts = [
    { startMs, endMs: cut, text: before },
    { startMs: cut, endMs, text: after },
  ]
  return [...cues.slice(0, index), ...parts, ...cues.slice(index + 1)]
}

/** One cue of this one and the next: both texts, from the first start to the last end. */
export function joinWithNext(cues: Cues, index: number): Cues {
  const [cue, next] = [cues[index], cues[index + 1]]
  if (cue === undefined || next === undefined) return cues
  const text = [cue.text, next.text].filter((part) => part !== '').join('\n')
  const startMs = Math.min(cue.startMs, next.startMs)
  const joined = {
    startMs,
    endMs: Math.max(cue.endMs, next.endMs),
    text: text.slice(0, CUE_LIMITS.characters),
  }
  return [...cues.slice(0, index), joined, ...cues.slice(index + 2)]
}

/** A new, empty cue at `atMs`, in its place by time; ends where the next begins, at most two seconds later. */
export function insertCue(cues: Cues, atMs: number): { cues: Cues; index: number } {
  const startMs = clampMs(atMs)
  const found = cues.findIndex((cue) => cue.startMs > startMs)
  const index = found === -1 ? cues.length : found
  const next = cues[index]
  const room = next === undefined ? NEW_CUE_MS : Math.max(SHORTEST_MS, next.startMs - startMs)
  const cue = { startMs, endMs: clampMs(startMs + Math.min(NEW_CUE_MS, room)), text: '' }
  return { cues: [...cues.slice(0, index), cue, ...cues.slice(index)], index }
}

export function deleteCue(cues: Cues, index: number): Cues {
  return cues.filter((_, at) => at !== index)
}

/** All cues later (or earlier, below 0) by so many milliseconds. What would end before the start of the video stays there at 0. */
export function shiftAll(cues: Cues, byMs: number): Cues {
  return cues.map((cue) => ({
    ...cue,
    startMs: clampMs(cue.startMs + byMs),
    endMs: clampMs(cue.endMs + byMs),
  }))
}

/** By start; cues that start together keep their order. */
export function sortCues(cues: Cues): Cues {
  const isSorted = cues.every((cue, index) => index === 0 || (cues[index - 1]?.startMs ?? 0) <= cue.startMs)
  return isSorted ? cues : [...cues].sort((left, right) => left.startMs - right.startMs)
}

/**
 * Sorted, each ending before the next begins. A cue that ends before it starts gets a moment; two that start together
 * share the time until the next one.
 */
export function fixOverlaps(cues: Cues): Cues {
  const sorted = sortCues(cues).map((cue) =>
    cue.endMs > cue.startMs ? cue : { ...cue, endMs: clampMs(cue.startMs + SHORTEST_MS) },
  )
  const fixed: Cue[] = []
  for (const cue of sorted) {
    const previous = fixed.at(-1)
    if (previous === undefined || previous.endMs <= cue.startMs) {
      fixed.push(cue)
      continue
    }
    const isCutTooShort = cue.startMs - previous.startMs < SHORTEST_MS
    const cut = isCutTooShort ? clampMs(previous.startMs + SHORTEST_MS) : cue.startMs
    fixed[fixed.length - 1] = { ...previous, endMs: cut }
    fixed.push({ ...cue, startMs: cut, endMs: Math.max(cue.endMs, clampMs(cut + SHORTEST_MS)) })
  }
  return fixed
}

/** The cue that is shown at this moment; -1: none. Of several that overlap, the last one. `cues` are in order of start. */
export function cueAt(cues: Cues, ms: number): number {
  let [low, high] = [0, cues.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if ((cues[middle]?.startMs ?? 0) <= ms) low = middle + 1
    else high = middle - 1
  }
  // Overlapping cues are few: looking back a little finds those that still run.
  for (let index = high; index >= 0 && index > high - 20; index--) {
    const cue = cues[index]
    if (cue !== undefined && cue.startMs <= ms && cue.endMs > ms) return index
  }
  return -1
}
