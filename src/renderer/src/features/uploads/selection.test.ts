import { describe, expect, it } from 'vitest'
import { choose, keepOnly, moveActive, NO_SELECTION, selectAll, selectOnly, toggle } from './selection'

const ORDER = ['a', 'b', 'c', 'd', 'e']
const PLAIN = { range: false, keep: false }
const SHIFT = { range: true, keep: false }
const CTRL = { range: false, keep: true }

describe('selection', () => {
  it('stretches and shrinks a range from where it began', () => {
    let selection = choose(NO_SELECTION, ORDER, 'b', PLAIN)
    selection = choose(selection, ORDER, 'd', SHIFT)
    expect([...selection.ids]).toEqual(['b', 'c', 'd'])
    selection = choose(selection, ORDER, 'a', SHIFT)
    expect([...selection.ids]).toEqual(['a', 'b'])
    expect(selection.active).toBe('a')
  })

  it('adds and takes away single rows', () => {
    let selection = choose(selectOnly('a'), ORDER, 'c', CTRL)
    expect([...selection.ids]).toEqual(['a', 'c'])
    selection = choose(selection, ORDER, 'a', CTRL)
    expect([...selection.ids]).toEqual(['c'])
    expect([...toggle(selection, 'c').ids]).toEqual([])
  })

  it('adds a range to what is chosen', () => {
    const selection = choose(toggle(selectOnly('a'), 'c'), ORDER, 'e', { range: true, keep: true })
    expect([...selection.ids]).toEqual(['a', 'c', 'd', 'e'])
  })

  it('moves the keyboard without choosing', () => {
    const selection = moveActive(selectOnly('a'), 'd')
    expect([[...selection.ids], selection.active]).toEqual([['a'], 'd'])
  })

  it('chooses all and lets go of rows that left the screen', () => {
    const all = selectAll(ORDER, selectOnly('b'))
    expect([all.ids.size, all.active]).toEqual([5, 'b'])
    const rest = keepOnly(all, ['a', 'c'])
    expect([[...rest.ids], rest.active]).toEqual([['a', 'c'], null])
    expect(keepOnly(rest, ORDER)).toBe(rest)
  })

  it('leaves the keyboard beside the row that went away', () => {
    expect(keepOnly(selectOnly('c'), ['a', 'b', 'd'], ORDER).active).toBe('d')
    expect(keepOnly(selectOnly('e'), ['a', 'b'], ORDER).active).toBe('b')
    expect(keepOnly(selectOnly('a'), [], ['a']).active).toBeNull()
  })
})
