import { describe, expect, it } from 'vitest'
import { movesFor, orderAfter } from './order'
import type { Reorder } from './ports'

const ORDER = [10, 20, 30, 40, 50, 60]

/** What PeerTube makes of a reorder: room behind the anchor, the elements into it, the gap closed. */
function asPeerTube(order: readonly number[], move: Reorder): number[] {
  const start = move.startPosition - 1
  const taken = order.slice(start, start + move.reorderLength)
  const rest = order.filter((id) => !taken.includes(id))
  const anchor = move.insertAfterPosition === 0 ? -1 : rest.indexOf(order[move.insertAfterPosition - 1] ?? -1)
  return [...rest.slice(0, anchor + 1), ...taken, ...rest.slice(anchor + 1)]
}

describe('the order of a playlist', () => {
  it.each([
    { what: 'one to the top', ids: [40], after: null, expected: [40, 10, 20, 30, 50, 60] },
    { what: 'one to the end', ids: [10], after: 60, expected: [20, 30, 40, 50, 60, 10] },
    { what: 'one down by one', ids: [20], after: 30, expected: [10, 30, 20, 40, 50, 60] },
    { what: 'neighbours together', ids: [20, 30], after: 50, expected: [10, 40, 50, 20, 30, 60] },
    { what: 'scattered ones together', ids: [20, 50], after: null, expected: [20, 50, 10, 30, 40, 60] },
    { what: 'some turned round', ids: [50, 20], after: 60, expected: [10, 30, 40, 60, 50, 20] },
    { what: 'one where it is', ids: [20], after: 10, expected: ORDER },
    { what: 'one behind itself', ids: [20], after: 20, expected: ORDER },
    { what: 'one behind what is gone', ids: [20], after: 99, expected: ORDER },
    { what: 'one that is gone', ids: [99], after: 60, expected: ORDER },
  ])('moves $what, and the requests do the same', ({ ids, after, expected }) => {
    expect(orderAfter(ORDER, { kind: 'move', elementIds: ids, after })).toEqual(expected)
    expect(movesFor(ORDER, ids, after).reduce(asPeerTube, ORDER)).toEqual(expected)
  })

  it('needs one request for neighbours and none for what is in its place', () => {
    expect(movesFor(ORDER, [20, 30, 40], 60)).toEqual([
      { startPosition: 2, insertAfterPosition: 6, reorderLength: 3 },
    ])
    expect(movesFor(ORDER, [20, 30], 10)).toEqual([])
  })

  it('never asks for a place inside of what is moved', () => {
    for (const ids of [
      [10, 20],
      [30, 10],
      [60, 50, 40],
      [20, 40, 60],
    ]) {
      for (const after of [null, ...ORDER.filter((id) => !ids.includes(id))]) {
        for (const { startPosition, insertAfterPosition, reorderLength } of movesFor(ORDER, ids, after)) {
          const isInside =
            insertAfterPosition >= startPosition && insertAfterPosition < startPosition + reorderLength
          expect(isInside).toBe(false)
        }
      }
    }
  })

  it('loses what is removed and keeps the rest', () => {
    expect(orderAfter(ORDER, { kind: 'remove', elementId: 30 })).toEqual([10, 20, 40, 50, 60])
    expect(orderAfter(ORDER, { kind: 'add', videoUuid: 'x' })).toEqual(ORDER)
  })
})
