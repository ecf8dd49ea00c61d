import { LIBRARY_COLUMNS, type LibrarySort } from '@shared/library/library'
import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'
import { COLUMNS, DEFAULT_COLUMNS, withWidth, type Column, type SortColumn, type Widths } from './columns'

export type LibraryMode = 'table' | 'tiles'

export interface LibraryView {
  mode: LibraryMode
  columns: readonly Column[]
  sort: LibrarySort
  widths: Widths
}

export const DEFAULT_VIEW: LibraryView = {
  mode: 'table',
  columns: DEFAULT_COLUMNS,
  sort: { column: 'publishedAt', descending: true },
  widths: {},
}

/** What was stored, as far as this version understands it. */
export function readView(stored: unknown): LibraryView {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_VIEW
  const { mode, columns, sort, widths } = stored as Record<string, unknown>
  const { column, descending } = (sort ?? {}) as Record<string, unknown>
  return {
    mode: mode === 'tiles' ? 'tiles' : 'table',
    columns: Array.isArray(columns) ? COLUMNS.filter((one) => columns.includes(one)) : DEFAULT_COLUMNS,
    sort: LIBRARY_COLUMNS.includes(column as SortColumn)
      ? { column: column as SortColumn, descending: descending === true }
      : DEFAULT_VIEW.sort,
    widths: readWidths(widths),
  }
}

function readWidths(stored: unknown): Widths {
  if (typeof stored !== 'object' || stored === null) return {}
  const given = stored as Record<string, unknown>
  return COLUMNS.reduce<Widths>((widths, column) => {
    const px = given[column]
    return typeof px === 'number' && Number.isFinite(px) ? withWidth(widths, column, px) : widths
  }, {})
}

/** How the person likes to look at the library; stays over restarts. */
export function useLibraryView() {
  const stored = useLocalStorage<unknown>('longshore.library.view', DEFAULT_VIEW, {
    serializer: {
      read: (text) => {
        try {
          return JSON.parse(text) as unknown
        } catch {
          return null // written by hand or by a crash: the usual view
        }
      },
      write: JSON.stringify,
    },
  })
  const view = computed(() => readView(stored.value))
  function set(change: Partial<LibraryView>): void {
    stored.value = { ...view.value, ...change }
  }
  return { view, set }
}
