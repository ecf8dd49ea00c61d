/**
 * Which videos are chosen, by their places in the list: a range may span rows that were never fetched. When the list
 * changes under it, places mean other rows, and the selection is settled into the videos that are known. Pure.
 */
export interface Span {
  /** Both are in it. */
  readonly from: number
  readonly to: number
}

export interface LibrarySelection {
  /** In order, apart from each other. */
  readonly spans: readonly Span[]
  /** Videos whose place is not known any more. */
  readonly keys: ReadonlySet<string>
  readonly anchor: number | null
  readonly active: number | null
}

export interface Keyed {
  accountId: string
  uuid: string
}

export const NOTHING_CHOSEN: LibrarySelection = { spans: [], keys: new Set(), anchor: null, active: null }

export function keyOf({ accountId, uuid }: Keyed): string {
  return `${accountId}/${uuid}`
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to + 1) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    } else result.push(span)
  }
  return result
}

function without(spans: readonly Span[], index: number): Span[] {
  return spans.flatMap(({ from, to }) => {
    if (index < from || index > to) return [{ from, to }]
    return [
      { from, to: index - 1 },
      { from: index + 1, to },
    ].filter((span) => span.from <= span.to)
  })
}

export function isChosen({ spans, keys }: LibrarySelection, index: number, row: Keyed | null): boolean {
  return spans.some(({ from, to }) => index >= from && index <= to) || (row !== null && keys.has(keyOf(row)))
}

export function countChosen({ spans, keys }: LibrarySelection): number {
  return spans.reduce((count, { from, to }) => count + to - from + 1, keys.size)
}

export function chooseOnly(index: number): LibrarySelection {
  return { ...NOTHING_CHOSEN, spans: [{ from: index, to: index }], anchor: index, active: index }
}

export function chooseAll(selection: LibrarySelection, total: number): LibrarySelection {
  const active = selection.active ?? 0
  return { ...NOTHING_CHOSEN, spans: total > 0 ? [{ from: 0, to: total - 1 }] : [], anchor: active, active }
}

/** From the anchor to here; `keep` leaves the others chosen. */
export function chooseRange(selection: LibrarySelection, index: number, keep: boolean): LibrarySelection {
  const anchor = selection.anchor ?? selection.active ?? index
  const span = { from: Math.min(anchor, index), to: Math.max(anchor, index) }
  return {
    spans: keep ? joined([...selection.spans, span]) : [span],
    keys: keep ? selection.keys : new Set(),
    anchor,
    active: index,
  }
}

export function toggleAt(selection: LibrarySelection, index: number, row: Keyed | null): LibrarySelection {
  const isOn = isChosen(selection, index, row)
  const keys = new Set(selection.keys)
  if (row !== null) keys.delete(keyOf(row))
  const { spans } = selection
  return {
    spans: isOn ? without(spans, index) : joined([...spans, { from: index, to: index }]),
    keys,
    anchor: index,
    active: index,
  }
}

/** The keyboard goes on, the selection stays. */
export function moveTo(selection: LibrarySelection, index: number): LibrarySelection {
  return { ...selection, active: index }
}

/**
 * After the list changed: everything stays everything, of the rest the rows that are known stay chosen. What nobody has
 * seen is let go rather than mistaken for another video.
 */
export function settle(
  selection: LibrarySelection,
  before: { total: number; known: Iterable<[number, Keyed]> },
  total: number,
): LibrarySelection {
  const [first] = selection.spans
  if (first === undefined) return selection
  if (first.from === 0 && first.to >= before.total - 1) {
    return { ...selection, spans: total > 0 ? [{ from: 0, to: total - 1 }] : [] }
  }
  const keys = new Set(selection.keys)
  for (const [index, row] of before.known) if (isChosen(selection, index, row)) keys.add(keyOf(row))
  return { ...selection, spans: [], keys }
}
