import type { ContextMenuItem, DropdownMenuItem } from '@nuxt/ui'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composables/use-format'
import { useAccountsStore } from '../../stores/accounts.store'
import { useBulkActions, type BulkTarget } from '../bulk'
import { useLibraryStore } from './library.store'
import { isChosen } from './selection'

/** What can be done to everything that is chosen, for the head of the page and the menus. */
export function useBulkEntries() {
  const { t } = useI18n()
  const format = useFormat()
  const store = useLibraryStore()
  const accounts = useAccountsStore()
  const bulk = useBulkActions()

  /** Accounts of the chosen rows; where not all of them were ever fetched, all accounts that the list may hold. */
  function accountIds(): string[] {
    const { selection } = store
    const inSight = new Set<string>()
    let known = selection.keys.size
    for (const [index, row] of store.known()) {
      if (!isChosen({ ...selection, keys: new Set() }, index, null)) continue
      inSight.add(row.accountId)
      known += 1
    }
    for (const key of selection.keys) inSight.add(key.slice(0, key.indexOf('/')))
    if (known >= store.chosen) return [...inSight]
    const all = accounts.accounts.map(({ id }) => id)
    const filtered = store.filter.accountIds
    return filtered.length === 0 ? all : all.filter((id) => filtered.includes(id))
  }

  function target(): BulkTarget {
    const { selection, filter, sort, total, chosen } = store
    const videos = [...selection.keys].map((key) => {
      const slash = key.indexOf('/')
      return { accountId: key.slice(0, slash), uuid: key.slice(slash + 1) }
    })
    const spans = selection.spans.map(({ from, to }) => ({ from, to }))
    return { selection: { filter, sort, spans, total, videos }, count: chosen, accountIds: accountIds() }
  }

  const chosen = computed(() => store.chosen)
  const count = computed(() => ({ count: format.value.number(store.chosen) }))
  const editLabel = computed(() => t('bulk.edit', count.value, store.chosen))
  const edit = (): void => {
    bulk.edit(target())
  }

  const exports = computed<DropdownMenuItem[]>(() => [
    {
      label: t('bulk.exportCsv'),
      icon: 'i-lucide-file-spreadsheet',
      onSelect: () => {
        bulk.exportTable(target(), 'csv')
      },
    },
    {
      label: t('bulk.exportJson'),
      icon: 'i-lucide-file-json',
      onSelect: () => {
        bulk.exportTable(target(), 'json')
      },
    },
  ])
  const deletion = computed<DropdownMenuItem>(() => ({
    label: t('bulk.delete', count.value, store.chosen),
    icon: 'i-lucide-trash-2',
    color: 'error',
    onSelect: () => {
      bulk.remove(target())
    },
  }))
  /** Beside the button that edits. */
  const more = computed<DropdownMenuItem[][]>(() => [exports.value, [deletion.value]])
  /** Behind what concerns one video alone. */
  const contextItems = computed<ContextMenuItem[][]>(() =>
    store.chosen === 0
      ? []
      : [
          [{ label: editLabel.value, icon: 'i-lucide-list-checks', onSelect: edit }, ...exports.value],
          // Of one alone the menu has its deletion already.
          ...(store.chosen > 1 ? [[deletion.value]] : []),
        ],
  )
  /** With nothing chosen, too. */
  const general = computed<DropdownMenuItem[][]>(() => [
    [
      { label: t('bulk.importTable'), icon: 'i-lucide-table', onSelect: bulk.importTable },
      { label: t('bulk.all'), icon: 'i-lucide-list-checks', onSelect: bulk.openAll },
    ],
  ])

  return { chosen, editLabel, edit, more, contextItems, general }
}
