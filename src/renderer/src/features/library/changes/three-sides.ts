import { diffWords } from '../../../composables/word-diff'

/** One piece of a text. `gone`: one of the others has it no more; `new`: it was not there before. */
export interface SidePiece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

export interface MarkedSides {
  before: SidePiece[]
  mine: SidePiece[]
  server: SidePiece[]
}

/** What both sides made of a text: their new words, and what of the text before at least one of them took out. */
export function markSides(before: string, mine: string, server: string): MarkedSides {
  const [here, there] = [diffWords(before, mine), diffWords(before, server)]
  const removed = [...spansOf(here), ...spansOf(there)]
  const added = (parts: typeof here): SidePiece[] =>
    parts.flatMap(({ kind, text }): SidePiece[] => {
      if (kind === 'removed') return []
      return [{ kind: kind === 'added' ? 'new' : 'same', text }]
    })
  return { before: cut(before, removed), mine: added(here), server: added(there) }
}

/** Where in the text before something was taken out: from, to. */
function spansOf(parts: ReturnType<typeof diffWords>): [number, number][] {
  const spans: [number, number][] = []
  let at = 0
  for (const { kind, text } of parts) {
    if (kind === 'added') continue
    if (kind === 'removed') spans.push([at, at + text.length])
    at += text.length
  }
  return spans
}

function cut(text: string, spans: readonly [number, number][]): SidePiece[] {
  const pieces: SidePiece[] = []
  const push = (kind: SidePiece['kind'], from: number, to: number): void => {
    if (to > from) pieces.push({ kind, text: text.slice(from, to) })
  }
  let at = 0
  for (const [from, to] of [...spans].sort(([one], [other]) => one - other)) {
    push('same', at, from)
    push('gone', Math.max(at, from), to)
    at = Math.max(at, to)
  }
  push('same', at, text.length)
  return pieces
}
