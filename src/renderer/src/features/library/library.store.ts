import {
  EMPTY_FILTER,
  type LibraryFacets,
  type LibraryFilter,
  type LibraryRow,
  type LibrarySort,
} from '@shared/library/library'
import type { SavedFilter } from '@shared/library/saved-filter'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { api } from '../../api'
import { isFiltering } from './filters'
import { RowWindows } from './row-windows'
import { chooseOnly, countChosen, keyOf, NOTHING_CHOSEN, settle, type LibrarySelection } from './selection'
import { useCurrentVideo } from './use-current-video'
import { useLibraryView } from './use-library-view'
import { useSyncStatuses } from './use-sync-statuses'

interface Query {
  filter: LibraryFilter
  sort: LibrarySort
}

/** Counting what the menus offer is dearer than a page of rows: not for each change of a running sync. */
const FACETS_PAUSE_MS = 5000
const MOST_PER_PAGE = 500
const NO_FACETS: LibraryFacets = {
  channels: [],
  privacies: [],
  states: [],
  languages: [],
  categories: [],
  licences: [],
  tags: [],
}
const BY_MATCH: LibrarySort = { column: 'match', descending: true }

/** The local copy of all videos, as far as it is looked at. */
export const useLibraryStore = defineStore('library', () => {
  const filter = shallowRef<LibraryFilter>(EMPTY_FILTER)
  const { view, set: setView } = useLibraryView()
  /** Chosen while searching; the best matches come first until then. */
  const searchSort = shallowRef<LibrarySort | null>(null)
  const sort = computed(() =>
    filter.value.search.trim() === '' ? view.value.sort : (searchSort.value ?? BY_MATCH),
  )
  const facets = shallowRef<LibraryFacets>(NO_FACETS)
  const problem = shallowRef<unknown>(null)
  const selection = shallowRef<LibrarySelection>(NOTHING_CHOSEN)
  const panelOpen = ref(false)
  const sync = useSyncStatuses()
  const current = useCurrentVideo()

  const windows = new RowWindows<Query, LibraryRow>({
    fetch: (query, offset, limit) => api.call('library.page', { ...query, offset, limit }),
    onError: (error) => {
      problem.value = error
    },
  })
  const at = (index: number): LibraryRow | null => windows.at(index)

  function ask(): void {
    problem.value = null
    windows.ask({ filter: filter.value, sort: sort.value })
  }

  function setFilter(next: LibraryFilter): void {
    if (next.search.trim() === '') searchSort.value = null
    filter.value = next
    ask()
    void loadFacets()
  }

  /** A search with a name, in the order that it was saved with. */
  function applySaved(saved: SavedFilter): void {
    const isSearch = saved.filter.search.trim() !== ''
    searchSort.value = isSearch && saved.sort.column !== 'match' ? saved.sort : null
    if (!isSearch) setView({ sort: saved.sort })
    filter.value = saved.filter
    ask()
    void loadFacets()
  }

  function setSort(next: LibrarySort): void {
    if (filter.value.search.trim() === '' && next.column !== 'match') setView({ sort: next })
    else searchSort.value = next.column === 'match' ? null : next
    ask()
  }

  let facetsNumber = 0
  async function loadFacets(): Promise<void> {
    const number = ++facetsNumber
    const answer = await api.call('library.facets', { accountIds: filter.value.accountIds }).catch(() => null)
    if (answer !== null && number === facetsNumber) facets.value = answer
  }

  let facetsTimer: ReturnType<typeof setTimeout> | null = null
  function loadFacetsSoon(): void {
    facetsTimer ??= setTimeout(() => {
      facetsTimer = null
      void loadFacets()
    }, FACETS_PAUSE_MS)
  }

  // What is chosen is a matter of the list that it was chosen in.
  watch(windows.shown, () => {
    selection.value = NOTHING_CHOSEN
  })

  const activeRow = computed(() => (selection.value.active === null ? null : at(selection.value.active)))
  /** The row that the keyboard was on, to find it again when the list moves under it. */
  let activeKey: string | null = null

  function select(next: LibrarySelection): void {
    selection.value = next
    const row = activeRow.value
    activeKey = row === null ? null : keyOf(row)
    if (row !== null) current.choose(row)
  }

  watch(activeRow, (row) => {
    const { active } = selection.value
    if (row === null || active === null || keyOf(row) === activeKey) return
    // Whoever went there before the row was here looks at it now.
    const isAwaited = activeKey === null
    const moved =
      activeKey === null ? undefined : [...windows.known()].find(([, one]) => keyOf(one) === activeKey)
    if (moved) selection.value = { ...selection.value, active: moved[0], anchor: moved[0] }
    else activeKey = keyOf(row)
    const isPanelEmpty = panelOpen.value && !moved && current.row.value === null
    if (isAwaited || isPanelEmpty) current.choose(row)
  })

  function onChanged(revision: number): void {
    const before = { total: windows.total.value, known: windows.known() }
    selection.value = settle(selection.value, before, before.total)
    windows.changed(revision)
    loadFacetsSoon()
    if (panelOpen.value) current.reload()
  }

  /** Shows one video in the panel, wherever in the list it is. Rejects with `not-found`. */
  async function openVideo(accountId: string, uuid: string): Promise<void> {
    const row = await api.call('library.video', { accountId, uuid })
    selection.value = NOTHING_CHOSEN
    current.choose(row)
    panelOpen.value = true
  }

  let started = false
  async function start(): Promise<void> {
    if (!started)
      api.on('library.changed', ({ revision }) => {
        onChanged(revision)
      })
    started = true
    ask()
    await Promise.all([sync.start(), loadFacets()])
  }

  /** Those that are chosen, up to so many: rows that were never in sight are asked for. */
  async function chosenRows(most: number): Promise<LibraryRow[]> {
    const { spans, keys } = selection.value
    const rows = [...windows.known()].map(([, row]) => row).filter((row) => keys.has(keyOf(row)))
    for (const { from, to } of spans) {
      for (let offset = from; offset <= to && rows.length < most; offset += MOST_PER_PAGE) {
        const limit = Math.min(MOST_PER_PAGE, to - offset + 1, most - rows.length)
        const query = { filter: filter.value, sort: sort.value, offset, limit }
        rows.push(...(await api.call('library.page', query)).rows)
      }
    }
    return rows.slice(0, most)
  }

  return {
    chosenRows,
    filter,
    sort,
    view,
    facets,
    problem,
    selection,
    panelOpen,
    filtering: computed(() => isFiltering(filter.value)),
    chosen: computed(() => countChosen(selection.value)),
    total: windows.total,
    ready: windows.ready,
    shown: windows.shown,
    statuses: sync.statuses,
    current: current.row,
    video: current.video,
    /** The person deletes it: when it is gone, the panel shows it no more. */
    willGo: current.willGo,
    activeRow,
    start,
    openVideo,
    at,
    known: () => windows.known(),
    ask,
    show: (first: number, last: number, ahead: boolean) => {
      windows.show(first, last, ahead)
    },
    select,
    selectOnly: (index: number) => {
      select(chooseOnly(index))
    },
    setFilter,
    applySaved,
    setSort,
    setView,
    refreshStatuses: sync.start,
    sync: (accountId: string | null) => api.call('library.sync', { accountId }),
    cancelSync: (accountId: string) => api.call('library.cancelSync', { accountId }),
  }
})
