import { EMPTY_FILTER, libraryFilterSchema, type LibraryFilter } from '@shared/library/library'
import { describe, expect, it } from 'vitest'
import { chipsOf, isFiltering, withoutChip, withoutFilters, withValues } from './filters'
import { parseRange, rangeProblem, showRange } from './ranges'

const full: LibraryFilter = {
  ...EMPTY_FILTER,
  search: 'harbour',
  privacies: [1, 4],
  tags: ['fog'],
  live: false,
  bytes: { min: null, max: 5_000_000 },
}

describe('filters', () => {
  it('have a chip for each value, and none for the search', () => {
    expect(chipsOf(full)).toEqual([
      { kind: 'list', field: 'privacies', value: 1 },
      { kind: 'list', field: 'privacies', value: 4 },
      { kind: 'list', field: 'tags', value: 'fog' },
      { kind: 'toggle', field: 'live', value: false },
      { kind: 'range', field: 'bytes', value: { min: null, max: 5_000_000 } },
    ])
    expect(chipsOf(EMPTY_FILTER)).toEqual([])
  })

  it('lose what a chip stands for and nothing else', () => {
    let filter = full
    for (const chip of chipsOf(full)) filter = withoutChip(filter, chip)
    expect(filter).toEqual({ ...EMPTY_FILTER, search: 'harbour' })
    expect(withoutFilters(full)).toEqual(filter)
    expect(withoutChip(full, { kind: 'list', field: 'privacies', value: 1 }).privacies).toEqual([4])
  })

  it('are what main takes', () => {
    expect(libraryFilterSchema.safeParse(withValues(full, 'channelIds', [3])).success).toBe(true)
  })

  it('are active when something is searched for or filtered', () => {
    expect(isFiltering(EMPTY_FILTER)).toBe(false)
    expect(isFiltering({ ...EMPTY_FILTER, search: '  ' })).toBe(false)
    expect(isFiltering({ ...EMPTY_FILTER, search: 'a' })).toBe(true)
    expect(isFiltering({ ...EMPTY_FILTER, blocked: true })).toBe(true)
  })
})

describe('ranges', () => {
  it('hold both days whole', () => {
    const range = parseRange('date', { min: '2026-03-01', max: '2026-03-01' })
    expect(range?.min).toBe(new Date(2026, 2, 1).getTime())
    expect(range?.max).toBe(new Date(2026, 2, 2).getTime() - 1)
  })

  it('are typed in minutes and megabytes', () => {
    expect(parseRange('duration', { min: '1.5', max: '' })).toEqual({ min: 90, max: null })
    expect(parseRange('bytes', { min: '', max: '2' })).toEqual({ min: null, max: 2_000_000 })
  })

  it('say what is wrong with what is typed', () => {
    expect(rangeProblem('duration', { min: '-5', max: '' })).toBe('negative')
    expect(rangeProblem('bytes', { min: '2', max: '1' })).toBe('reversed')
    expect(rangeProblem('date', { min: '2026-03-01', max: '' })).toBeNull()
    expect(parseRange('duration', { min: '', max: '-1' })).toBeNull()
  })

  it.each(['many', 'Infinity'])('take %s for nothing', (min) => {
    expect(parseRange('duration', { min, max: '' })).toEqual({ min: null, max: null })
  })

  it('refuse an end before the beginning', () => {
    expect(parseRange('date', { min: '2026-03-02', max: '2026-03-01' })).toBeNull()
    expect(parseRange('bytes', { min: '2', max: '1' })).toBeNull()
  })

  it.each([
    ['date', { min: '2026-03-01', max: '2026-10-25' }],
    ['duration', { min: '1.5', max: '90' }],
    ['bytes', { min: '0', max: '' }],
  ] as const)('are shown as they were typed: %s', (field, typed) => {
    const range = parseRange(field, typed)
    expect(range && showRange(field, range)).toEqual(typed)
  })
})
