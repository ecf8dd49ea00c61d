import { EMPTY_FILTER } from '@shared/library/library'
import { MOST_SAVED_FILTERS } from '@shared/library/saved-filter'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SettingsTable } from '../storage/settings-table'
import { SavedFilters } from './saved-filters'

class MemoryTable implements SettingsTable {
  readonly values = new Map<string, unknown>()
  get(key: string): unknown {
    return this.values.get(key)
  }
  set(values: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(values)) this.values.set(key, value)
  }
}

describe('searches with a name', () => {
  let table: MemoryTable
  let filters: SavedFilters
  const sort = { column: 'name', descending: false } as const
  const wanted = (name: string, search = '') => ({ name, sort, filter: { ...EMPTY_FILTER, search } })

  beforeEach(() => {
    table = new MemoryTable()
    filters = new SavedFilters(table)
  })

  it('are kept in their order, and go one by one', () => {
    const [first] = filters.save(wanted('Talks'))
    filters.save(wanted('Boats'))
    expect(new SavedFilters(table).list().map(({ name }) => name)).toEqual(['Talks', 'Boats'])
    expect(filters.remove(first?.id ?? '').map(({ name }) => name)).toEqual(['Boats'])
  })

  it('are replaced by one of the same name, whatever its case', () => {
    const [first] = filters.save(wanted('Talks', 'one'))
    const [second, ...others] = filters.save(wanted('talks', 'two'))
    expect([second?.id, second?.filter.search, others]).toEqual([first?.id, 'two', []])
  })

  it.each([null, 'x', [7, { id: 'no' }]])('are none when %j was stored', (value) => {
    table.set({ 'library.savedFilters': value })
    expect(filters.list()).toEqual([])
  })

  it('have an end', () => {
    for (let at = 0; at < MOST_SAVED_FILTERS; at++) filters.save(wanted(`Search ${String(at)}`))
    expect(() => filters.save(wanted('One more'))).toThrow('too many')
  })
})
