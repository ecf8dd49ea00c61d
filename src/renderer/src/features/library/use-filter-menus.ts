import { channelKey } from '@shared/library/library'
import { computed } from 'vue'
import { useAccountsStore } from '../../stores/accounts.store'
import { LIST_FIELDS, valuesOf, type ListField } from './filters'
import { useLibraryStore } from './library.store'
import type { LibraryWords } from './use-library-words'

export interface FilterItem {
  value: string | number
  label: string
  count: number
}

export interface FilterChoice {
  field: ListField
  items: FilterItem[]
}

/** What each filter has to offer. One that would change nothing is left out. */
export function useFilterMenus(words: LibraryWords) {
  const accounts = useAccountsStore()
  const store = useLibraryStore()

  function counted(
    field: ListField,
    facets: readonly { id: string | number; count: number }[],
  ): FilterItem[] {
    const offered = facets.map(({ id, count }) => ({ value: id, label: words.valueWord(field, id), count }))
    // What is chosen can be taken away here, also when no video has it any more.
    const lost = valuesOf(store.filter, field)
      .filter((value) => !offered.some((item) => item.value === value))
      .map((value) => ({ value, label: words.valueWord(field, value), count: 0 }))
    return [...offered, ...lost]
  }

  function accountItems(): FilterItem[] {
    const counts = new Map<string, number>()
    for (const { accountId, count } of store.facets.channels) {
      counts.set(accountId, (counts.get(accountId) ?? 0) + count)
    }
    return accounts.accounts.map(({ id }) => ({
      value: id,
      label: words.account(id),
      count: counts.get(id) ?? 0,
    }))
  }

  function itemsOf(field: ListField): FilterItem[] {
    const { facets } = store
    switch (field) {
      case 'accountIds':
        return accountItems()
      case 'channelIds':
        return counted(
          field,
          facets.channels.map(({ id, accountId, count }) => ({ id: channelKey(accountId, id), count })),
        )
      case 'privacies':
        return counted(field, facets.privacies)
      case 'states':
        return counted(field, facets.states)
      case 'languages':
        return counted(field, facets.languages)
      case 'categories':
        return counted(field, facets.categories)
      case 'licences':
        return counted(field, facets.licences)
      case 'tags':
        return counted(field, facets.tags)
    }
  }

  return computed<FilterChoice[]>(() =>
    LIST_FIELDS.map((field) => ({ field, items: itemsOf(field) })).filter(
      ({ field, items }) => items.length > (field === 'accountIds' ? 1 : 0),
    ),
  )
}
