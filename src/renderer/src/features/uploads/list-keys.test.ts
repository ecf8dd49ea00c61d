import { describe, expect, it } from 'vitest'
import { commandFor, type ListCommand } from './list-keys'
import { dropTarget, stepTarget } from './reorder'

const PLACE = { at: 5, count: 100, pageSize: 10 }
const press = (key: string, modifiers: { ctrl?: boolean; alt?: boolean } = {}) => ({
  key,
  ctrl: false,
  alt: false,
  ...modifiers,
})

describe('keys of the list', () => {
  it.each<[string, ListCommand | null]>([
    ['ArrowDown', { kind: 'go', to: 6 }],
    ['ArrowUp', { kind: 'go', to: 4 }],
    ['Home', { kind: 'go', to: 0 }],
    ['End', { kind: 'go', to: 99 }],
    ['PageDown', { kind: 'go', to: 15 }],
    ['PageUp', { kind: 'go', to: 0 }],
    [' ', { kind: 'toggle' }],
    ['Enter', { kind: 'open' }],
    ['Delete', { kind: 'remove' }],
    ['x', null],
  ])('%s', (key, command) => {
    expect(commandFor(press(key), PLACE)).toEqual(command)
  })

  it('knows combinations', () => {
    expect(commandFor(press('a', { ctrl: true }), PLACE)).toEqual({ kind: 'select-all' })
    expect(commandFor(press('ArrowUp', { alt: true }), PLACE)).toEqual({ kind: 'move', by: -1 })
    expect(commandFor(press('Home', { alt: true }), PLACE)).toBeNull()
  })

  it('starts at either end of a list that nobody is in yet, and does nothing in an empty one', () => {
    expect(commandFor(press('ArrowDown'), { ...PLACE, at: -1 })).toEqual({ kind: 'go', to: 0 })
    expect(commandFor(press('ArrowUp'), { ...PLACE, at: -1 })).toEqual({ kind: 'go', to: 99 })
    expect(commandFor(press('End'), { at: -1, count: 0, pageSize: 1 })).toBeNull()
  })
})

describe('moving rows', () => {
  const order = ['a', 'b', 'c', 'd']

  it.each<[string[], -1 | 1, string | null | undefined]>([
    [['b'], -1, 'a'],
    [['b'], 1, 'd'],
    [['c'], 1, null],
    [['d'], 1, undefined],
    [['a', 'b'], -1, undefined],
    [['a', 'c'], -1, 'b'],
    [['b', 'd'], 1, null],
    [[], 1, undefined],
  ])('%j by %d goes before %s', (chosen, by, before) => {
    expect(stepTarget(order, new Set(chosen), by)).toBe(before)
  })

  it('drops before the first row that is not dragged', () => {
    expect(dropTarget(order, new Set(['c']), 2)).toBe('d')
    expect(dropTarget(order, new Set(['c']), 4)).toBeNull()
  })
})
