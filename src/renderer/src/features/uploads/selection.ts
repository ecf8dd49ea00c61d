/**
 * Which rows are chosen, which one the keyboard is on, and where a range began. Pure: each function takes the ids
 * in the order of the screen and answers a new selection.
 */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly anchor: string | null
  readonly active: string | null
}

export interface Modifiers {
  /** Extends the range from the anchor. */
  range: boolean
  /** Ctrl or Cmd: leaves the others as they are. */
  keep: boolean
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null, active: null }

export function selectOnly(id: string): Selection {
  return { ids: new Set([id]), anchor: id, active: id }
}

export function selectAll(order: readonly string[], selection: Selection): Selection {
  const active = selection.active ?? order[0] ?? null
  return { ids: new Set(order), anchor: active, active }
}

export function toggle(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id, active: id }
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

/** A click on a row, or the keyboard that went there. */
export function choose(
  selection: Selection,
  order: readonly string[],
  id: string,
  modifiers: Modifiers,
): Selection {
  if (modifiers.range) {
    const anchor = selection.anchor ?? selection.active ?? id
    const range = between(order, anchor, id)
    return { ids: new Set(modifiers.keep ? [...selection.ids, ...range] : range), anchor, active: id }
  }
  return modifiers.keep ? toggle(selection, id) : selectOnly(id)
}

/** Ctrl with an arrow: the keyboard moves, the selection stays. */
export function moveActive(selection: Selection, id: string): Selection {
  return { ...selection, active: id }
}

/** After rows came, went, or a filter changed: what is not on screen is not chosen. */
export function keepOnly(
  selection: Selection,
  order: readonly string[],
  orderBefore: readonly string[] = [],
): Selection {
  const shown = new Set(order)
  const ids = [...selection.ids].filter((id) => shown.has(id))
  const anchor = selection.anchor !== null && shown.has(selection.anchor) ? selection.anchor : null
  const active = nearest(selection.active, order, shown, orderBefore)
  const same = ids.length === selection.ids.size && anchor === selection.anchor && active === selection.active
  return same ? selection : { ids: new Set(ids), anchor, active }
}

/** The row that the keyboard goes to when its own is gone: the next one that was below it, else the last. */
function nearest(
  active: string | null,
  order: readonly string[],
  shown: ReadonlySet<string>,
  orderBefore: readonly string[],
): string | null {
  if (active === null || shown.has(active)) return active
  const at = orderBefore.indexOf(active)
  if (at < 0) return null
  return orderBefore.slice(at).find((id) => shown.has(id)) ?? order.at(-1) ?? null
}
