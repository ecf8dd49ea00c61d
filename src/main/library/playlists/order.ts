import type { PlaylistChange } from '@shared/playlists/playlist'
import { assertNever } from '@shared/assert-never'
import type { Reorder } from './ports'

/** The order of elements after a change; one whose elements are gone changes nothing. Additions come when they are done. */
export function orderAfter(order: readonly number[], change: PlaylistChange): number[] {
  switch (change.kind) {
    case 'add':
    case 'times':
      return [...order]
    case 'remove':
      return order.filter((id) => id !== change.elementId)
    case 'move':
      return moved(order, change.elementIds, change.after)
    default:
      return assertNever(change)
  }
}

/** The requests that move these elements behind `after` (null: to the top), one for each run of neighbours. */
export function movesFor(order: readonly number[], ids: readonly number[], after: number | null): Reorder[] {
  const moves: Reorder[] = []
  if (after !== null && (ids.includes(after) || !order.includes(after))) return moves
  let current = [...order]
  let anchor = after
  let rest = ids.filter((id) => order.includes(id))
  while (rest.length > 0) {
    const run = leadingRun(current, rest)
    const start = current.indexOf(run[0] ?? 0) + 1
    const insertAfter = anchor === null ? 0 : current.indexOf(anchor) + 1
    // In its place already: PeerTube would do nothing either.
    if (insertAfter !== start - 1) {
      moves.push({ startPosition: start, insertAfterPosition: insertAfter, reorderLength: run.length })
    }
    current = moved(current, run, anchor)
    anchor = run.at(-1) ?? anchor
    rest = rest.slice(run.length)
  }
  return moves
}

function moved(order: readonly number[], ids: readonly number[], after: number | null): number[] {
  const present = ids.filter((id) => order.includes(id))
  if (after !== null && (present.includes(after) || !order.includes(after))) return [...order]
  const moving = new Set(present)
  const others = order.filter((id) => !moving.has(id))
  const at = after === null ? 0 : others.indexOf(after) + 1
  return [...others.slice(0, at), ...present, ...others.slice(at)]
}

/** As many of the first ids as stand next to each other in this order. */
function leadingRun(order: readonly number[], ids: readonly number[]): number[] {
  const start = order.indexOf(ids[0] ?? 0)
  let length = 1
  while (length < ids.length && order[start + length] === ids[length]) length += 1
  return ids.slice(0, length)
}
