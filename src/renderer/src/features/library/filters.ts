import { EMPTY_FILTER, type LibraryFilter } from '@shared/library/library'

/** Filters that are lists of values, in the order of the bar. */
export const LIST_FIELDS = [
  'accountIds',
  'channelIds',
  'privacies',
  'states',
  'languages',
  'categories',
  'licences',
  'tags',
] as const
export const TOGGLE_FIELDS = ['scheduled', 'live', 'blocked', 'captions'] as const
export const RANGE_FIELDS = ['date', 'duration', 'bytes'] as const

export type ListField = (typeof LIST_FIELDS)[number]
export type ToggleField = (typeof TOGGLE_FIELDS)[number]
export type RangeField = (typeof RANGE_FIELDS)[number]
export type Range = LibraryFilter['date']

/** One active filter, that can be taken away by itself. */
export type Chip =
  | { kind: 'list'; field: ListField; value: string | number }
  | { kind: 'toggle'; field: ToggleField; value: boolean }
  | { kind: 'range'; field: RangeField; value: Range }

/** A list filter's values, whatever they are. */
export function valuesOf(filter: LibraryFilter, field: ListField): readonly (string | number)[] {
  return filter[field]
}

/** The filter with another list of values; they are of the field's own kind, since its menu offered them. */
export function withValues(
  filter: LibraryFilter,
  field: ListField,
  values: readonly (string | number)[],
): LibraryFilter {
  return { ...filter, [field]: [...values] }
}

export function isOpenRange({ min, max }: Range): boolean {
  return min === null && max === null
}

/** The active filters; the search is not one of them. */
export function chipsOf(filter: LibraryFilter): Chip[] {
  const lists = LIST_FIELDS.flatMap((field) =>
    valuesOf(filter, field).map((value): Chip => ({ kind: 'list', field, value })),
  )
  const toggles = TOGGLE_FIELDS.flatMap((field): Chip[] => {
    const value = filter[field]
    return value === null ? [] : [{ kind: 'toggle', field, value }]
  })
  const ranges = RANGE_FIELDS.filter((field) => !isOpenRange(filter[field])).map((field): Chip => ({
    kind: 'range',
    field,
    value: filter[field],
  }))
  return [...lists, ...toggles, ...ranges]
}

export function withoutChip(filter: LibraryFilter, chip: Chip): LibraryFilter {
  switch (chip.kind) {
    case 'list':
      return withValues(
        filter,
        chip.field,
        valuesOf(filter, chip.field).filter((value) => value !== chip.value),
      )
    case 'toggle':
      return { ...filter, [chip.field]: null }
    case 'range':
      return { ...filter, [chip.field]: { min: null, max: null } }
  }
}

/** Without any filter; what was searched for stays. */
export function withoutFilters(filter: LibraryFilter): LibraryFilter {
  return { ...EMPTY_FILTER, search: filter.search }
}

export function isFiltering(filter: LibraryFilter): boolean {
  return filter.search.trim() !== '' || chipsOf(filter).length > 0
}
