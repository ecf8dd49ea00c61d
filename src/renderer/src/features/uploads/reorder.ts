/**
 * Where `uploads.move` has to put the chosen rows so that they go one step up or down: the id to put them before,
 * null for the end, `undefined` when they are there already.
 */
export function stepTarget(
  order: readonly string[],
  chosen: ReadonlySet<string>,
  by: -1 | 1,
): string | null | undefined {
  const places = order.flatMap((id, index) => (chosen.has(id) ? [index] : []))
  const [first, last] = [places[0], places.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const sideBySide = last - first + 1 === places.length
  if (by < 0) {
    if (first > 0) return order[first - 1]
    return sideBySide ? undefined : order.find((id) => !chosen.has(id))
  }
  if (last === order.length - 1) return sideBySide ? undefined : null
  return order[last + 2] ?? null
}

/** The row that dropped rows go before: the first unchosen one at or after the gap with that index. */
export function dropTarget(
  order: readonly string[],
  chosen: ReadonlySet<string>,
  gap: number,
): string | null {
  return order.slice(gap).find((id) => !chosen.has(id)) ?? null
}
