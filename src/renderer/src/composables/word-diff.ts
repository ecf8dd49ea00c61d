export interface DiffPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

const WORDS = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*|\s+|./gsu
/** Cells of the table of common words: beyond that the middle is shown as changed whole. */
const MOST_CELLS = 500_000

/** What differs between two texts, by words; removed words stand before those that took their place. */
export function diffWords(before: string, after: string): DiffPart[] {
  const [old, now] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  const room = Math.min(old.length, now.length) - start
  while (end < room && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1
  return joined([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ])
}

/** What differs between two lists whose order says nothing, such as tags: each item is whole, new ones are at the end. */
export function diffItems(before: readonly string[], after: readonly string[]): DiffPart[] {
  const kept = before.map((text): DiffPart => ({ kind: after.includes(text) ? 'same' : 'removed', text }))
  const added = after.filter((text) => !before.includes(text))
  const items = [...kept, ...added.map((text): DiffPart => ({ kind: 'added', text }))]
  return joined(items.flatMap((item, at) => (at === 0 ? [item] : [{ kind: 'same', text: ', ' }, item])))
}

/** A text, or a list whose order says nothing. */
export type DiffSide = string | readonly string[]

export function diffSides(before: DiffSide, after: DiffSide): DiffPart[] {
  if (typeof before === 'string' && typeof after === 'string') return diffWords(before, after)
  return diffItems([before].flat(), [after].flat())
}

function middle(old: readonly string[], now: readonly string[]): DiffPart[] {
  if (old.length * now.length > MOST_CELLS) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: now.join('') },
    ]
  }
  const width = now.length + 1
  const common = commonLengths(old, now, width)
  const parts: DiffPart[] = []
  let [at, to] = [0, 0]
  while (at < old.length || to < now.length) {
    const [word, other] = [old[at], now[to]]
    if (word !== undefined && word === other) {
      parts.push({ kind: 'same', text: word })
      at += 1
      to += 1
    } else if (
      word !== undefined &&
      (other === undefined || (common[(at + 1) * width + to] ?? 0) >= (common[at * width + to + 1] ?? 0))
    ) {
      parts.push({ kind: 'removed', text: word })
      at += 1
    } else {
      parts.push({ kind: 'added', text: other ?? '' })
      to += 1
    }
  }
  return parts
}

/** How many words the rests from each pair of places on have in common. */
function commonLengths(old: readonly string[], now: readonly string[], width: number): Uint16Array {
  const lengths = new Uint16Array((old.length + 1) * width)
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const isSame = old[at] === now[to]
      const [below, beside] = [lengths[(at + 1) * width + to] ?? 0, lengths[at * width + to + 1] ?? 0]
      lengths[at * width + to] = isSame
        ? (lengths[(at + 1) * width + to + 1] ?? 0) + 1
        : Math.max(below, beside)
    }
  }
  return lengths
}

/** Neighbours of one kind in one; between two that are the same, what went stands before what came. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = []
  let [removed, added] = ['', '']
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed })
    if (added !== '') result.push({ kind: 'added', text: added })
    removed = ''
    added = ''
  }
  for (const { kind, text } of parts) {
    if (text === '') continue
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if (text.trim() === '' && removed !== '' && added !== '') {
      // Words that follow one another are one change.
      removed += text
      added += text
    } else {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'same') last.text += text
      else result.push({ kind: 'same', text })
    }
  }
  flush()
  return result
}
